/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import io.directstream.StreamClock;
import io.directstream.consumer.ClientFactory;
import io.directstream.consumer.Failures;
import io.directstream.consumer.FetchLimits;
import io.directstream.consumer.FetchTally;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicAuthorizationException;

/**
 * Reads when single records were written, with a consumer of its own: a few partitions at once, a little of each, and no
 * longer than it is given. Used by one thread, once.
 */
final class FirstRecords {

    private static final int MOST_AT_ONCE = 64;

    /** The first batch of a partition comes also if it is larger. */
    private static final int BYTES_OF_A_PARTITION = 64 << 10;

    private static final Duration POLL = Duration.ofMillis(200);

    private static final Duration CLOSING = Duration.ofSeconds(2);

    private final ClientFactory clients;

    private final Map<String, Object> properties;

    private final StreamClock clock;

    private final Map<TopicPartition, Optional<Long>> found = new HashMap<>();

    private final Map<TopicPartition, String> unanswered = new HashMap<>();

    /**
     * Reads with clients of this factory.
     *
     * @param properties the Kafka properties of the stream's consumer strategy
     */
    FirstRecords(ClientFactory clients, Map<String, Object> properties, StreamClock clock) {
        this.clients = clients;
        this.properties = new HashMap<>(properties);
        this.properties.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 1);
        this.properties.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, MOST_AT_ONCE * BYTES_OF_A_PARTITION);
        this.properties.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, BYTES_OF_A_PARTITION);
        this.clock = clock;
    }

    /**
     * The timestamp of the first record of each partition, in milliseconds since 1970; empty if there is no record.
     *
     * @param within where to look: from the begin on and before the end
     * @param most how long to read at the most
     */
    LeaderOffsets.Answer<Optional<Long>> read(Map<TopicPartition, LogBounds> within, Duration most) {
        if (!within.isEmpty()) {
            long deadline = clock.nanoTime() + most.toNanos();
            try {
                readAll(within, deadline);
            } catch (KafkaException failure) {
                giveUp(within.keySet(), Failures.describe(failure));
            }
            giveUp(within.keySet(), "the next record was not read within %d ms".formatted(most.toMillis()));
        }
        return new LeaderOffsets.Answer<>(found, unanswered);
    }

    private void readAll(Map<TopicPartition, LogBounds> within, long deadline) {
        FetchLimits limits = new FetchLimits(MOST_AT_ONCE * BYTES_OF_A_PARTITION, BYTES_OF_A_PARTITION);
        Consumer<byte[], byte[]> consumer = clients.fetcher(0, properties, limits, new FetchTally());
        try {
            List<TopicPartition> all = List.copyOf(within.keySet());
            for (int from = 0; from < all.size(); from += MOST_AT_ONCE) {
                List<TopicPartition> some = all.subList(from, Math.min(all.size(), from + MOST_AT_ONCE));
                readSome(consumer, within, new HashSet<>(some), deadline);
            }
        } finally {
            consumer.close(CloseOptions.timeout(CLOSING));
        }
    }

    /** Partitions leave the consumer as soon as they are known, so that nothing more is fetched of them. */
    private void readSome(
            Consumer<byte[], byte[]> consumer,
            Map<TopicPartition, LogBounds> within,
            Set<TopicPartition> open,
            long deadline) {
        consumer.assign(open);
        open.forEach(partition -> consumer.seek(
                partition, Objects.requireNonNull(within.get(partition)).begin()));
        while (!open.isEmpty() && clock.nanoTime() - deadline < 0) {
            try {
                look(consumer.poll(POLL), within);
            } catch (InvalidOffsetException moved) {
                giveUp(moved.partitions(), Failures.describe(moved));
            } catch (TopicAuthorizationException refused) {
                giveUp(
                        open.stream()
                                .filter(each -> refused.unauthorizedTopics().contains(each.topic()))
                                .toList(),
                        Failures.describe(refused));
            }
            if (open.removeIf(this::isOver)) {
                consumer.assign(open);
            }
        }
    }

    private void look(ConsumerRecords<byte[], byte[]> polled, Map<TopicPartition, LogBounds> within) {
        polled.nextOffsets().forEach((partition, next) -> {
            long end = Objects.requireNonNull(within.get(partition)).end();
            List<ConsumerRecord<byte[], byte[]>> records = polled.records(partition);
            if (!records.isEmpty() && records.get(0).offset() < end) {
                found.put(partition, Optional.of(records.get(0).timestamp()));
            } else if (next.offset() >= end) {
                found.put(partition, Optional.empty());
            }
        });
    }

    private boolean isOver(TopicPartition partition) {
        return found.containsKey(partition) || unanswered.containsKey(partition);
    }

    private void giveUp(Collection<TopicPartition> partitions, String reason) {
        partitions.stream()
                .filter(partition -> !isOver(partition))
                .forEach(partition -> unanswered.put(partition, reason));
    }
}
