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
import io.directstream.strategy.StartingPosition;
import io.directstream.testing.Deliveries;
import io.directstream.testing.KafkaBroker;
import io.directstream.testing.TestTopics;
import io.directstream.testing.TransactionalWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Offsets without records: ranges are complete when the position reached their end, whatever lies there. */
@DisplayName("I6: by position")
class CompleteByPositionTests extends BrokerTest {

    private static final Map<String, Object> COMMITTED =
            Map.of(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");

    private static final Map<String, Object> UNCOMMITTED =
            Map.of(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_uncommitted");

    private static String compacted;

    private static List<Long> left;

    private final Deliveries deliveries = new Deliveries();

    static Stream<Trigger> triggers() {
        return Stream.of(new Trigger.Continuous(), new Trigger.Interval(Duration.ofMillis(100)));
    }

    @BeforeAll
    static void compact() {
        String bootstrapServers = KafkaBroker.shared().bootstrapServers();
        try (TestTopics topics = new TestTopics(bootstrapServers)) {
            compacted = topics.create(
                    TestTopics.unique("compacted"),
                    1,
                    Map.of(
                            "cleanup.policy", "compact",
                            "segment.ms", "100",
                            "min.cleanable.dirty.ratio", "0.001"));
            for (int i = 0; i < 60; i++) {
                topics.send(new ProducerRecord<>(compacted, 0, "key" + i % 7 * (i % 3), "value" + i));
            }
            topics.flush();
            await().pollInterval(Duration.ofMillis(200)).until(() -> {
                // Only what is before the newest segment is compacted, and only a record begins a new one.
                topics.send(new ProducerRecord<>(compacted, 0, "last", "again"));
                topics.flush();
                left = read(bootstrapServers);
                return left.get(0) > 0 && left.size() < 30;
            });
        }
    }

    @ParameterizedTest
    @MethodSource("triggers")
    @DisplayName("a compacted topic with holes, also where ranges begin and end")
    void aCompactedTopicIsReadToItsEnd(Trigger trigger) {
        long end = left.get(left.size() - 1) + 1;
        assertThat(end).as("holes").isGreaterThan(left.size() + 10L);

        try (var stream = start(limited(trigger, 2), compacted, 0, UNCOMMITTED)) {
            awaitStored(stream, compacted, end);
        }

        assertThat(deliveries.offsets(compacted, 0)).isEqualTo(left);
        assertThat(deliveries.ranges()).hasSizeGreaterThanOrEqualTo(left.size() / 2);
        assertThat(deliveries.faults()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("triggers")
    @DisplayName("committed and aborted transactions under read_committed")
    void abortedTransactionsAreNotDelivered(Trigger trigger) {
        String topic = transactions();

        try (var stream = start(limited(trigger, 1_000), topic, 0, COMMITTED)) {
            awaitStored(stream, topic, 18);
        }

        assertThat(deliveries.offsets(topic, 0)).isEqualTo(offsets(0, 5, 12, 17));
    }

    @ParameterizedTest
    @MethodSource("triggers")
    @DisplayName("committed and aborted transactions under read_uncommitted")
    void abortedTransactionsAreDeliveredUnderReadUncommitted(Trigger trigger) {
        String topic = transactions();

        try (var stream = start(limited(trigger, 1_000), topic, 0, UNCOMMITTED)) {
            awaitStored(stream, topic, 18);
        }

        assertThat(deliveries.offsets(topic, 0)).isEqualTo(offsets(0, 5, 6, 11, 12, 17));
    }

    @ParameterizedTest
    @MethodSource("triggers")
    @DisplayName("an aborted tail at the log's end is stored, and the lag is 0")
    void anAbortedTailIsStored(Trigger trigger) {
        String topic = topics.create(1);
        try (TransactionalWriter writer = new TransactionalWriter(bootstrapServers, topic)) {
            writer.commit(5);
            writer.abort(5);
        }

        try (var stream = start(limited(trigger, 1_000), topic, 0, COMMITTED)) {
            awaitStored(stream, topic, 12);
        }

        assertThat(deliveries.offsets(topic, 0)).isEqualTo(offsets(0, 5));
    }

    @ParameterizedTest
    @MethodSource("triggers")
    @DisplayName("an open transaction is not waited for, and delivered once it is committed")
    void anOpenTransactionIsNotWaitedFor(Trigger trigger) {
        String topic = topics.create(1);
        try (TransactionalWriter writer = new TransactionalWriter(bootstrapServers, topic);
                TransactionalWriter open = new TransactionalWriter(bootstrapServers, topic)) {
            writer.commit(5);
            // The marker comes after the commit was acknowledged, and has to come before what stays open.
            await().until(() -> topics.end(topic, 0) == 6);
            open.leaveOpen(2);
            writer.commit(1);

            try (var stream = start(limited(trigger, 1_000), topic, 0, COMMITTED)) {
                awaitStored(stream, topic, 6);
                assertThat(deliveries.offsets(topic, 0)).isEqualTo(offsets(0, 5));

                open.commitOpen();
                awaitStored(stream, topic, 11);
            }
        }

        assertThat(deliveries.offsets(topic, 0)).isEqualTo(offsets(0, 5, 6, 9));
    }

    @ParameterizedTest
    @MethodSource("triggers")
    @DisplayName("control records at either edge of a range")
    void controlRecordsAtEitherEdge(Trigger trigger) {
        String topic = transactions();

        try (var stream = start(limited(trigger, 5), topic, 5, COMMITTED)) {
            awaitStored(stream, topic, 18);
        }

        assertThat(deliveries.offsets(topic, 0)).isEqualTo(offsets(12, 17));
        assertThat(deliveries.ranges())
                .allSatisfy(range -> assertThat(range.fromOffset()).isIn(5L, 11L, 12L));
    }

    @ParameterizedTest
    @MethodSource("triggers")
    @DisplayName("a range of markers only is stored without calling the listener")
    void aRangeOfMarkersOnlyIsStored(Trigger trigger) {
        String topic = topics.create(1);
        try (TransactionalWriter writer = new TransactionalWriter(bootstrapServers, topic)) {
            writer.commit(5);
        }

        try (var stream = start(limited(trigger, 1_000), topic, 5, COMMITTED)) {
            awaitStored(stream, topic, 6);
            assertThat(stream.snapshot().totals().failed()).isZero();
        }

        assertThat(deliveries.ranges()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("triggers")
    @DisplayName("a record batch that lies across the ends of ranges")
    void aRecordBatchAcrossTheEndsOfRanges(Trigger trigger) {
        String topic = topics.create(1);
        try (TransactionalWriter writer = new TransactionalWriter(bootstrapServers, topic)) {
            writer.commit(10);
        }

        try (var stream = start(limited(trigger, 4), topic, 0, COMMITTED)) {
            awaitStored(stream, topic, 11);
        }

        assertThat(deliveries.offsets(topic, 0)).isEqualTo(offsets(0, 10));
        assertThat(deliveries.ranges()).extracting(OffsetRange::fromOffset).containsExactly(0L, 4L, 8L);
        assertThat(deliveries.faults()).isEmpty();
    }

    /** Records 0 to 4 and 12 to 16 are committed, 6 to 10 aborted; 5, 11 and 17 are markers. */
    private String transactions() {
        String topic = topics.create(1);
        try (TransactionalWriter writer = new TransactionalWriter(bootstrapServers, topic)) {
            writer.commit(5);
            writer.abort(5);
            writer.commit(5);
        }
        return topic;
    }

    private StreamOptions limited(Trigger trigger, int maxRecords) {
        return options(group)
                .withTrigger(trigger)
                .withBatch(new BatchOptions(maxRecords, BatchOptions.DEFAULT.maxBytes(), 100));
    }

    private DirectStream<String, String> start(
            StreamOptions options, String topic, long from, Map<String, Object> properties) {
        TopicPartition partition = new TopicPartition(topic, 0);
        return streams.start(
                options,
                ConsumerStrategies.assign(
                        List.of(partition), Map.of(), Map.of(partition, StartingPosition.offset(from))),
                deliveries,
                properties);
    }

    private void awaitStored(DirectStream<String, String> stream, String topic, long end) {
        TopicPartition partition = new TopicPartition(topic, 0);
        await().until(() -> topics.committed(group).equals(Map.of(partition, end)));
        await().until(() -> {
            PartitionSnapshot snapshot = stream.partition(partition).orElseThrow();
            return Long.valueOf(0).equals(snapshot.lag()) && Long.valueOf(end).equals(snapshot.end());
        });
    }

    /** Bounds of consecutive stretches of offsets: from, until, from, until. */
    private static List<Long> offsets(long... bounds) {
        List<Long> offsets = new ArrayList<>();
        for (int i = 0; i < bounds.length; i += 2) {
            LongStream.range(bounds[i], bounds[i + 1]).forEach(offsets::add);
        }
        return offsets;
    }

    private static List<Long> read(String bootstrapServers) {
        TopicPartition partition = new TopicPartition(compacted, 0);
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition), Duration.ofSeconds(10))
                    .get(partition);
            List<Long> offsets = new ArrayList<>();
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> offsets.add(record.offset()));
            }
            return offsets;
        }
    }
}
