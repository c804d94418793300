/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import static io.directstream.stream.PositionPolicy.EARLIEST;
import static io.directstream.stream.PositionPolicy.FAIL;
import static io.directstream.stream.PositionPolicy.LATEST;
import static io.directstream.stream.Ranges.P0;
import static io.directstream.stream.Ranges.P1;
import static io.directstream.stream.Ranges.P2;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.directstream.offset.StoredOffset;
import io.directstream.offset.TopicShape;
import io.directstream.strategy.ConsumerStrategies;
import io.directstream.strategy.StartingPosition;
import io.directstream.stream.StartingPositions.Choice;
import io.directstream.testing.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class StartingPositionsTests {

    private static final OffsetOptions POLICIES = new OffsetOptions(LATEST, FAIL, EARLIEST);

    private final Broker broker = new Broker(3);

    private final LeaderOffsets offsets = new LeaderOffsets(new ManualClock());

    private final Set<TopicPartition> cameLater = new HashSet<>();

    @Test
    void atTheFirstStartFollowsWhenNoneStored() {
        assertThat(choose(POLICIES, Map.of(), P0, P1))
                .isEqualTo(Map.of(
                        P0, new Choice(100, "when-none-stored is latest", TopicShape.of(3)),
                        P1, new Choice(101, "when-none-stored is latest", TopicShape.of(3))));
    }

    @Test
    void aPartitionThatWasAddedFollowsWhenPartitionAdded() {
        Map<TopicPartition, StoredOffset> siblings = Map.of(
                P0, new StoredOffset(50, null, TopicShape.of(2)), P1, new StoredOffset(60, null, TopicShape.of(2)));

        assertThat(choose(POLICIES, siblings, P2))
                .isEqualTo(Map.of(P2, new Choice(12, "when-partition-added is earliest", TopicShape.of(3))));
    }

    @Test
    void aPartitionThatWasThereFromTheBeginningIsNotAddedThoughOthersAreStored() {
        Map<TopicPartition, StoredOffset> siblings = Map.of(
                P0, new StoredOffset(50, null, TopicShape.of(3)), P1, new StoredOffset(60, null, TopicShape.of(3)));

        assertThat(choose(POLICIES, siblings, P2))
                .isEqualTo(Map.of(P2, new Choice(102, "when-none-stored is latest", TopicShape.of(3))));
    }

    @Test
    void theLargestNumberOfPartitionsThatWasStoredCounts() {
        Map<TopicPartition, StoredOffset> siblings = Map.of(
                P0, new StoredOffset(50, null, TopicShape.of(1)), P1, new StoredOffset(60, null, TopicShape.of(3)));

        assertThat(choose(POLICIES, siblings, P2).get(P2).why()).isEqualTo("when-none-stored is latest");
    }

    @Test
    void withAStoreThatCountsNoPartitionsEveryUnstoredOneIsAdded() {
        Map<TopicPartition, StoredOffset> siblings = Map.of(P1, new StoredOffset(60, null, null));

        assertThat(choose(POLICIES, siblings, P0).get(P0).why()).isEqualTo("when-partition-added is earliest");
    }

    @Test
    void whatIsStoredOfOtherTopicsTellsNothing() {
        Map<TopicPartition, StoredOffset> siblings =
                Map.of(new TopicPartition("returns", 0), new StoredOffset(1, null, TopicShape.of(1)));

        assertThat(choose(POLICIES, siblings, P0).get(P0).why()).isEqualTo("when-none-stored is latest");
    }

    @Test
    void aStartingOffsetWinsOverThePolicies() {
        StartingPositions positions = new StartingPositions(
                ConsumerStrategies.subscribe(List.of("orders"), Map.of(), Map.of(P0, StartingPosition.offset(42))),
                POLICIES,
                offsets,
                cameLater::contains);

        assertThat(choose(positions, Map.of(), P0, P1).made())
                .isEqualTo(Map.of(
                        P0, new Choice(42, "starting offset", TopicShape.of(3)),
                        P1, new Choice(101, "when-none-stored is latest", TopicShape.of(3))));
    }

    @Test
    void aStartingTimestampIsTheFirstRecordNotBeforeItOrTheEnd() {
        Instant noon = Instant.parse("2026-11-01T12:00:00Z");
        StartingPosition atNoon = StartingPosition.timestamp(noon);
        broker.times.put(P0, new OffsetAndTimestamp(77, noon.toEpochMilli() + 5));
        StartingPositions positions = new StartingPositions(
                ConsumerStrategies.subscribe(List.of("orders"), Map.of(), Map.of(P0, atNoon, P1, atNoon)),
                POLICIES,
                offsets,
                cameLater::contains);

        assertThat(choose(positions, Map.of(), P0, P1).made())
                .isEqualTo(Map.of(
                        P0, new Choice(77, "starting timestamp 2026-11-01T12:00:00Z", TopicShape.of(3)),
                        P1, new Choice(101, "starting timestamp 2026-11-01T12:00:00Z", TopicShape.of(3))));
    }

    @Test
    void failRefusesWithTheSettingAndTheWaysOut() {
        Choice choice =
                choose(new OffsetOptions(FAIL, FAIL, EARLIEST), Map.of(), P0).get(P0);

        assertThat(choice.isRefused()).isTrue();
        assertThat(choice.why())
                .isEqualTo("nothing is stored for orders-0 and when-none-stored is fail; give a starting offset, set "
                        + "when-none-stored to earliest or latest, or commit an offset for the group, "
                        + "then restart the partition");
    }

    @Test
    void aJumpFollowsWhenOutOfRange() {
        OffsetOptions policies = new OffsetOptions(FAIL, EARLIEST, FAIL);

        assertThat(positions(policies).atOutOfRange(broker, P1))
                .isEqualTo(new Choice(11, "when-out-of-range is earliest", TopicShape.of(3)));
    }

    @Test
    void aPartitionWhoseOffsetTheBrokerDoesNotTellWaitsWhileOthersBegin() {
        TopicPartition unknown = new TopicPartition("orders", 9);
        broker.ends.remove(P1);

        StartingPositions.Choices choices = choose(positions(POLICIES), Map.of(), P0, P1, unknown);

        assertThat(choices.made().keySet()).containsExactly(P0);
        assertThat(choices.waiting())
                .isEqualTo(Map.of(
                        P1, "the broker told no offset",
                        unknown, "the brokers do not know the partition"));
    }

    @Test
    void aStartingOffsetNeedsNoAnswerOfTheBroker() {
        broker.ends.clear();
        StartingPositions positions = new StartingPositions(
                ConsumerStrategies.subscribe(List.of("orders"), Map.of(), Map.of(P0, StartingPosition.offset(42))),
                POLICIES,
                offsets,
                cameLater::contains);

        assertThat(choose(positions, Map.of(), P0).made().get(P0).offset()).isEqualTo(42);
    }

    @Test
    void aTopicThatCameWhileTheStreamRanFollowsWhenPartitionAdded() {
        cameLater.add(P0);

        assertThat(choose(POLICIES, Map.of(), P0).get(P0).why()).isEqualTo("when-partition-added is earliest");
    }

    @Test
    void aJumpThatCannotBeChosenYetSaysWhy() {
        broker.ends.remove(P1);

        assertThatExceptionOfType(TimeoutException.class)
                .isThrownBy(
                        () -> positions(new OffsetOptions(FAIL, LATEST, FAIL)).atOutOfRange(broker, P1))
                .withMessage("orders-1: the broker told no offset");
    }

    private Map<TopicPartition, Choice> choose(
            OffsetOptions policies, Map<TopicPartition, StoredOffset> siblings, TopicPartition... unstored) {
        return choose(positions(policies), siblings, unstored).made();
    }

    private StartingPositions.Choices choose(
            StartingPositions positions, Map<TopicPartition, StoredOffset> siblings, TopicPartition... partitions) {
        Set<TopicPartition> unstored = Set.of(partitions);
        return positions.choose(broker, unstored, positions.survey(broker, unstored), siblings);
    }

    private StartingPositions positions(OffsetOptions policies) {
        return new StartingPositions(
                ConsumerStrategies.subscribe(List.of("orders")), policies, offsets, cameLater::contains);
    }

    /** Topic {@code orders}; partition n holds the offsets from 10 + n to 100 + n. */
    private static final class Broker extends MockConsumer<byte[], byte[]> {

        private static final Node LEADER = new Node(1, "localhost", 9092);

        private final Map<TopicPartition, Long> ends = new HashMap<>();

        private final Map<TopicPartition, OffsetAndTimestamp> times = new HashMap<>();

        private Broker(int partitions) {
            super("none");
            updatePartitions(
                    "orders",
                    IntStream.range(0, partitions)
                            .mapToObj(number -> new PartitionInfo("orders", number, LEADER, null, null))
                            .toList());
            IntStream.range(0, partitions)
                    .forEach(number -> ends.put(new TopicPartition("orders", number), 100L + number));
        }

        @Override
        public Map<TopicPartition, Long> beginningOffsets(Collection<TopicPartition> partitions, Duration timeout) {
            Map<TopicPartition, Long> begins = endOffsets(partitions, timeout);
            begins.replaceAll((partition, end) -> end - 90);
            return begins;
        }

        @Override
        public Map<TopicPartition, Long> endOffsets(Collection<TopicPartition> partitions, Duration timeout) {
            Map<TopicPartition, Long> found = new HashMap<>();
            partitions.stream()
                    .filter(ends::containsKey)
                    .forEach(partition -> found.put(partition, Objects.requireNonNull(ends.get(partition))));
            return found;
        }

        @Override
        public Map<TopicPartition, OffsetAndTimestamp> offsetsForTimes(
                Map<TopicPartition, Long> timestamps, Duration timeout) {
            Map<TopicPartition, OffsetAndTimestamp> found = new HashMap<>();
            timestamps.keySet().forEach(partition -> found.put(partition, times.get(partition)));
            return found;
        }
    }
}
