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
import io.directstream.strategy.ConsumerStrategy;
import io.directstream.strategy.StartingPosition;
import io.directstream.testing.Deliveries;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("try") // Streams run while their block does; not every block has a question for its stream.
class DeliveryTests extends BrokerTest {

    private static final OffsetOptions LATEST =
            new OffsetOptions(PositionPolicy.LATEST, PositionPolicy.FAIL, PositionPolicy.EARLIEST);

    private final Deliveries deliveries = new Deliveries();

    @Test
    @DisplayName("I1: three topics, one with a starting offset: every record once, in contiguous ranges that bound it")
    void deliversThreeTopicsWithAStartingOffset() {
        String first = topics.create(3);
        String second = topics.create(1);
        String third = topics.create(2);
        topics.fill(first, 3, 2_000);
        topics.fill(second, 1, 2_000);
        topics.fill(third, 2, 2_000);
        ConsumerStrategy strategy = ConsumerStrategies.subscribe(
                List.of(first, second, third),
                Map.of(),
                Map.of(new TopicPartition(second, 0), StartingPosition.offset(1_500)));
        long expected = 3 * 2_000 + 500 + 2 * 2_000;

        try (var stream = streams.start(small(), strategy, deliveries)) {
            await().until(() -> deliveries.count() >= expected);
            await().until(() -> stream.snapshot().assigned().stream()
                    .allMatch(p -> Long.valueOf(0).equals(p.lag())));
        }

        assertThat(deliveries.faults()).isEmpty();
        assertThat(deliveries.count()).isEqualTo(expected);
        for (int partition = 0; partition < 3; partition++) {
            assertThat(deliveries.offsets(first, partition)).isEqualTo(offsets(0, 2_000));
        }
        assertThat(deliveries.offsets(second, 0)).isEqualTo(offsets(1_500, 2_000));
        assertThat(topics.committed(group))
                .hasSize(6)
                .allSatisfy((partition, offset) -> assertThat(offset).isEqualTo(2_000));
    }

    @Test
    void rangesHoldAtMostTheConfiguredNumberOfRecords() {
        String topic = topics.create(1);
        topics.fill(topic, 1, 1_000);

        try (var stream = streams.start(small(), subscribe(topic), deliveries)) {
            await().until(() -> deliveries.count() == 1_000);
        }

        assertThat(deliveries.ranges())
                .hasSizeGreaterThanOrEqualTo(4)
                .allSatisfy(range -> assertThat(range.count()).isLessThanOrEqualTo(256));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @DisplayName("I7, I9: a record larger than every limit is delivered alone, and the stream goes on behind it")
    void aRecordLargerThanEveryLimitIsDeliveredAlone(boolean isTimed) {
        String topic = topics.create(2);
        String large = "x".repeat(500_000);
        for (int partition = 0; partition < 2; partition++) {
            topics.send(topic, partition, "before");
            topics.send(topic, partition, large);
            topics.send(topic, partition, "after");
            topics.flush();
        }
        StreamOptions tight = options(group)
                .withTrigger(isTimed ? new Trigger.Interval(Duration.ofMillis(100)) : new Trigger.Continuous())
                .withBatch(new BatchOptions(100, 1_024, 100))
                .withPrefetch(new PrefetchOptions(20_000, 1));
        Map<String, Object> fetches = Map.of("max.partition.fetch.bytes", 1_000, "fetch.max.bytes", 1_000);

        try (var stream = streams.start(tight, subscribe(topic), deliveries, fetches)) {
            await().until(() -> deliveries.count() == 6);
            assertThat(stream.snapshot().state()).isEqualTo(StreamState.RUNNING);
        }

        for (int partition = 0; partition < 2; partition++) {
            assertThat(deliveries.ranges()).contains(OffsetRange.create(topic, partition, 1, 2));
            assertThat(deliveries.offsets(topic, partition)).containsExactly(0L, 1L, 2L);
        }
    }

    @Test
    void latestSeesOnlyNewRecords() {
        String topic = topics.create(2);
        topics.fill(topic, 2, 10);

        try (var stream = streams.start(options(group).withOffsets(LATEST), subscribe(topic), deliveries)) {
            await().until(() -> topics.committed(group).size() == 2);
            topics.fill(topic, 2, 5);
            await().until(() -> deliveries.count() >= 10);
        }

        assertThat(deliveries.offsets(topic, 0)).isEqualTo(offsets(10, 15));
        assertThat(deliveries.offsets(topic, 1)).isEqualTo(offsets(10, 15));
    }

    @Test
    @DisplayName("I1: latest skips nothing across a restart before the first record: its position is stored at once")
    void latestHoldsAcrossARestartBeforeTheFirstCommit() {
        String topic = topics.create(2);
        topics.fill(topic, 2, 10);
        try (var stream = streams.start(options(group).withOffsets(LATEST), subscribe(topic), deliveries)) {
            await().until(() -> topics.committed(group).size() == 2);
        }
        topics.fill(topic, 2, 5);

        try (var stream = streams.start(options(group).withOffsets(LATEST), subscribe(topic), deliveries)) {
            await().until(() -> deliveries.count() >= 10);
        }

        assertThat(deliveries.offsets(topic, 0)).isEqualTo(offsets(10, 15));
        assertThat(deliveries.offsets(topic, 1)).isEqualTo(offsets(10, 15));
    }

    @Test
    @DisplayName("I1: a partition that was added while a latest stream was down is read from its first record")
    void aPartitionAddedWhileTheStreamWasDownIsReadFromItsBeginning() {
        String topic = topics.create(1);
        topics.fill(topic, 1, 3);
        try (var stream = streams.start(options(group).withOffsets(LATEST), subscribe(topic), deliveries)) {
            await().until(() -> topics.committed(group).size() == 1);
        }
        topics.addPartitions(topic, 2);
        await().untilAsserted(() -> topics.send(topic, 1, "early").get());

        try (var stream = streams.start(options(group).withOffsets(LATEST), subscribe(topic), deliveries)) {
            await().until(() -> deliveries.count() == 1);
        }

        assertThat(deliveries.offsets(topic, 1)).isEqualTo(offsets(0, 1));
    }

    @Test
    void aPartitionNobodyBeganYetStartsWithTheOthersAndNotAsAnAddedOne() throws Exception {
        String topic = topics.create(2);
        topics.fill(topic, 2, 3);
        try (var stream = streams.start(options(group).withOffsets(LATEST), subscribe(topic), deliveries)) {
            await().until(() -> topics.committed(group).size() == 2);
        }
        TopicPartition second = new TopicPartition(topic, 1);
        topics.admin()
                .deleteConsumerGroupOffsets(group, java.util.Set.of(second))
                .all()
                .get();

        try (var stream = streams.start(options(group).withOffsets(LATEST), subscribe(topic), deliveries)) {
            await().until(() -> topics.committed(group).size() == 2);
            assertThat(topics.committed(group)).containsEntry(second, 3L);
        }

        assertThat(deliveries.count()).isZero();
    }

    @Test
    void aStartingTimestampBeginsAtItsFirstRecord() throws Exception {
        String topic = topics.create(2);
        topics.send(topic, 0, "before").get();
        topics.send(topic, 1, "before").get();
        long last = topics.admin()
                .listOffsets(
                        Map.of(new TopicPartition(topic, 0), org.apache.kafka.clients.admin.OffsetSpec.maxTimestamp()))
                .all()
                .get()
                .values()
                .iterator()
                .next()
                .timestamp();
        Instant after = Instant.ofEpochMilli(last + 1);
        await().until(() -> Instant.now().isAfter(after));
        topics.send(topic, 0, "after").get();
        ConsumerStrategy strategy = ConsumerStrategies.subscribe(
                List.of(topic), Map.of(), Map.of(new TopicPartition(topic, 0), StartingPosition.timestamp(after)));

        try (var stream = streams.start(options(group), strategy, deliveries)) {
            await().until(() -> deliveries.count() == 2);
        }

        assertThat(deliveries.offsets(topic, 0)).isEqualTo(offsets(1, 2));
        assertThat(deliveries.offsets(topic, 1)).isEqualTo(offsets(0, 1));
    }

    @Test
    void nothingStoredAndFailParksThePartitionWithTheWayOut() {
        String topic = topics.create(1);
        OffsetOptions fail = new OffsetOptions(PositionPolicy.FAIL, PositionPolicy.FAIL, PositionPolicy.EARLIEST);

        try (var stream = streams.start(options(group).withOffsets(fail), subscribe(topic), deliveries)) {
            await().until(() -> stream.snapshot().state() == StreamState.FAILED);

            assertThat(stream.snapshot().reason())
                    .contains(topic + "-0", "when-none-stored is fail", "give a starting offset", "restart");
        }
    }

    @Test
    @DisplayName("I1: partitions added while running join and lose no record, with earliest and with latest")
    void partitionsAddedWhileRunningLoseNoRecord() {
        String topic = topics.create(2);
        try (var stream = streams.start(options(group).withOffsets(LATEST), subscribe(topic), deliveries)) {
            await().until(() -> topics.committed(group).size() == 2);
            topics.admin().createPartitions(Map.of(topic, NewPartitions.increaseTo(5)));
            await().untilAsserted(() -> topics.send(topic, 4, "early").get());
            topics.fill(topic, 5, 100);
            await().until(() -> deliveries.count() >= 501);
        }

        assertThat(deliveries.faults()).isEmpty();
        assertThat(deliveries.offsets(topic, 4).subList(0, 101)).isEqualTo(offsets(0, 101));
        assertThat(deliveries.offsets(topic, 2)).isEqualTo(offsets(0, 100));
    }

    private StreamOptions small() {
        return options(group).withBatch(new BatchOptions(256, 1 << 20, 10));
    }

    private static ConsumerStrategy subscribe(String topic) {
        return ConsumerStrategies.subscribe(List.of(topic));
    }

    private static List<Long> offsets(long from, long until) {
        return LongStream.range(from, until).boxed().toList();
    }
}
