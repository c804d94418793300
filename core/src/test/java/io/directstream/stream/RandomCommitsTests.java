/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import static io.directstream.testing.StreamHarness.options;
import static org.assertj.core.api.Assertions.assertThat;

import io.directstream.OffsetRange;
import io.directstream.strategy.ConsumerStrategies;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RandomCommitsTests extends BrokerTest {

    private static final int PARTITIONS = 4;

    private static final int COMMITS = 10_000;

    private final Random random = new Random(20261126);

    private final List<OffsetRange> delivered = new CopyOnWriteArrayList<>();

    private final Queue<String> backwards = new ConcurrentLinkedQueue<>();

    @Test
    @DisplayName("I1: the group's offsets never go back, whatever the order of 10,000 commits, with rebalances between")
    void offsetsNeverGoBack() throws Exception {
        String topic = topics.create(PARTITIONS);
        topics.fill(topic, PARTITIONS, 2_000);
        AtomicBoolean done = new AtomicBoolean();
        AtomicInteger answers = new AtomicInteger();
        Thread watch = new Thread(() -> watch(done));
        watch.start();
        try (DirectStream<String, String> stays = start(topic)) {
            await().until(() -> stays.assignment().size() == PARTITIONS);
            for (int round = 0; round < 4; round++) {
                try (DirectStream<String, String> visitor = start(topic)) {
                    await().until(() -> visitor.assignment().size() == PARTITIONS / 2);
                    await().until(() -> !delivered.isEmpty());
                    for (int i = 0; i < COMMITS / 8; i++) {
                        commit(random.nextBoolean() ? stays : visitor, answers);
                    }
                }
                for (int i = 0; i < COMMITS / 8; i++) {
                    commit(stays, answers);
                }
            }
            await().until(() -> answers.get() == COMMITS);
            await().until(() -> stays.assignment().size() == PARTITIONS);
            await().untilAsserted(() -> {
                stays.commitAsync(newestOfEachPartition());
                assertThat(topics.committed(group))
                        .hasSize(PARTITIONS)
                        .allSatisfy((partition, offset) -> assertThat(offset).isEqualTo(2_000));
            });
        } finally {
            done.set(true);
            watch.join();
        }

        assertThat(backwards).isEmpty();
    }

    private void commit(DirectStream<String, String> stream, AtomicInteger answers) {
        OffsetRange range = delivered.get(random.nextInt(delivered.size()));
        long until = range.fromOffset() + random.nextInt((int) range.count() + 1);
        OffsetRange part = OffsetRange.create(range.topicPartition(), range.fromOffset(), until);
        stream.commitAsync(List.of(part), (offsets, failure) -> answers.incrementAndGet());
    }

    private List<OffsetRange> newestOfEachPartition() {
        Map<TopicPartition, OffsetRange> newest = new ConcurrentHashMap<>();
        delivered.forEach(range ->
                newest.merge(range.topicPartition(), range, (a, b) -> a.untilOffset() >= b.untilOffset() ? a : b));
        return new ArrayList<>(newest.values());
    }

    private void watch(AtomicBoolean done) {
        Map<TopicPartition, Long> seen = new ConcurrentHashMap<>();
        while (!done.get()) {
            topics.committed(group)
                    .forEach((partition, offset) -> seen.merge(partition, offset, (before, now) -> {
                        if (now < before) {
                            backwards.add(partition + " went from " + before + " to " + now);
                        }
                        return now;
                    }));
        }
    }

    private DirectStream<String, String> start(String topic) {
        StreamOptions manual = options(group)
                .withOffsets(OffsetOptions.DEFAULT.withCommit(new CommitMode.Manual(1_000)))
                .withBatch(new BatchOptions(20, 1 << 20, 10));
        return streams.start(
                manual, ConsumerStrategies.subscribe(List.of(topic)), batch -> delivered.add(batch.offsetRange()));
    }
}
