/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import static io.directstream.testing.StreamHarness.options;
import static org.assertj.core.api.Assertions.assertThat;

import io.directstream.BatchListener;
import io.directstream.Listener;
import io.directstream.OffsetRange;
import io.directstream.StreamBatchListener;
import io.directstream.strategy.ConsumerStrategies;
import io.directstream.testing.Deliveries;
import io.directstream.testing.StreamHarness;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WriteAheadTests extends BrokerTest {

    private final KeepingStore store = new KeepingStore();

    private final List<OffsetRange> interrupted = new CopyOnWriteArrayList<>();

    private final CountDownLatch inListener = new CountDownLatch(1);

    private final CountDownLatch release = new CountDownLatch(1);

    private final Deliveries again = new Deliveries();

    @AfterEach
    void letListenersGo() {
        release.countDown();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 100})
    @DisplayName("I4: a range that was with the listener when the application died runs again with the same bounds")
    void aRangeRunsAgainWithTheSameBounds(long interval) {
        String topic = topics.create(1);
        topics.fill(topic, 1, 10);
        StreamOptions options = options(group).withTrigger(trigger(interval));

        BatchListener<String, String> hangs = batch -> {
            interrupted.add(batch.offsetRange());
            hang();
        };
        dieInListener(options, topic, hangs, () -> topics.fill(topic, 1, 10));
        OffsetRange planned = interrupted.get(0);

        runUntil(options, topic, again, () -> store.offset(planned.topicPartition()) == 20);
        assertThat(again.ranges()).first().isEqualTo(planned);
        assertThat(again.faults()).isEmpty();
        assertThat(again.offsets(topic, 0)).hasSize(20);
    }

    @Test
    @DisplayName("I4: a stream batch runs again with the same bounds of all its partitions, and nothing besides")
    void aStreamBatchRunsAgainWithTheSameBounds() {
        String topic = topics.create(3);
        topics.fill(topic, 2, 10);
        StreamOptions options = options(group).withTrigger(trigger(100));
        List<List<OffsetRange>> batches = new CopyOnWriteArrayList<>();

        StreamBatchListener<String, String> hangs = batch -> {
            interrupted.addAll(withRecords(batch.offsetRanges()));
            hang();
        };
        dieInListener(options, topic, hangs, () -> topics.fill(topic, 3, 5));

        StreamBatchListener<String, String> remembers = batch -> batches.add(withRecords(batch.offsetRanges()));
        runUntil(
                options,
                topic,
                remembers,
                () -> store.offset(new TopicPartition(topic, 0)) == 15
                        && store.offset(new TopicPartition(topic, 1)) == 15
                        && store.offset(new TopicPartition(topic, 2)) == 5);
        assertThat(interrupted).hasSizeBetween(1, 2);
        assertThat(batches.get(0)).isEqualTo(interrupted);
    }

    @Test
    @DisplayName("I4: what is stored is not planned any more")
    void whatIsStoredIsNotPlannedAnyMore() {
        String topic = topics.create(1);
        topics.fill(topic, 1, 10);
        TopicPartition partition = new TopicPartition(topic, 0);

        runUntil(options(group), topic, again, () -> store.offset(partition) == 10);

        assertThat(store.offsets.get(partition).plannedUntil()).isNull();
    }

    private static Trigger trigger(long intervalMs) {
        return intervalMs == 0 ? new Trigger.Continuous() : new Trigger.Interval(Duration.ofMillis(intervalMs));
    }

    private static List<OffsetRange> withRecords(List<OffsetRange> ranges) {
        List<OffsetRange> filled = new ArrayList<>(ranges);
        filled.removeIf(OffsetRange::isEmpty);
        return filled;
    }

    private void hang() throws InterruptedException {
        inListener.countDown();
        assertThat(release.await(60, TimeUnit.SECONDS)).isTrue();
    }

    /** From the middle of its first batch on nothing reaches the store, as if the process were gone. */
    private void dieInListener(
            StreamOptions options, String topic, Listener<String, String> hangs, Runnable meanwhile) {
        try (DirectStream<String, String> stream = create(options, topic, hangs)) {
            stream.start();
            await().until(() -> inListener.getCount() == 0);
            meanwhile.run();
            store.cutOff = true;
            release.countDown();
        }
        store.cutOff = false;
    }

    private void runUntil(
            StreamOptions options, String topic, Listener<String, String> listener, Callable<Boolean> reached) {
        try (DirectStream<String, String> stream = create(options, topic, listener)) {
            stream.start();
            await().until(reached);
        }
    }

    private DirectStream<String, String> create(
            StreamOptions options, String topic, Listener<String, String> listener) {
        return DirectStream.create(
                options,
                StreamHarness.definition(ConsumerStrategies.subscribe(List.of(topic)), listener),
                streams.services(options, Map.of()).withOffsetStore(context -> store));
    }
}
