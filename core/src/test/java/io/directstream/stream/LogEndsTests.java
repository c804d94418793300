/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import static io.directstream.stream.Ranges.P0;
import static io.directstream.stream.Ranges.P1;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LogEndsTests {

    private static final long FIRST_TIMESTAMP = 1_000_000;

    private final ReadingFixture reading = new ReadingFixture();

    private final Broker broker = new Broker();

    private final LogEnds ends = new LogEnds("orders", reading.table, new LeaderOffsets(reading.clock), reading.clock);

    @BeforeEach
    void begin() {
        reading.begin(P0, 5);
        reading.begin(P1, 6);
        broker.leaders(true, true);
        broker.updateBeginningOffsets(Map.of(P0, 1L, P1, 2L));
        broker.updateEndOffsets(Map.of(P0, 10L, P1, 20L));
    }

    @Test
    void tellsTheTableOfTheEndsAndWhenTheyWereRead() {
        assertThat(ends.asOf()).isNull();

        ends.refresh(broker);

        assertThat(reading.snapshot(P0).end()).isEqualTo(10);
        assertThat(reading.snapshot(P1).lag()).isEqualTo(14);
        assertThat(ends.asOf()).isEqualTo(reading.clock.now());
    }

    @Test
    void asksForTheAgeOfTheFirstRecordOnlyWhereTheLogLostTheNext() {
        broker.updateBeginningOffsets(Map.of(P0, 8L, P1, 2L));

        ends.refresh(broker);

        assertThat(broker.firstAsked).containsExactly("[orders-0]");
        assertThat(reading.snapshot(P0).lostRecords()).isEqualTo(3);
        assertThat(reading.snapshot(P0).timeLag())
                .isEqualTo(Duration.between(Instant.ofEpochMilli(FIRST_TIMESTAMP), reading.clock.now()));
        assertThat(reading.snapshot(P1).timeLag()).isNull();
    }

    @Test
    void looksAtMostOnceASecond() {
        ends.refresh(broker);
        ends.refresh(broker);
        reading.clock.advance(Duration.ofMillis(999));
        ends.refresh(broker);
        assertThat(broker.asked).hasSize(1);

        reading.clock.advance(Duration.ofMillis(1));
        ends.refresh(broker);
        assertThat(broker.asked).hasSize(2);
    }

    @Test
    void leavesPartitionsOutThatHaveNoLeader() {
        broker.leaders(false, true);

        ends.refresh(broker);

        assertThat(broker.asked).containsExactly("[orders-1]");
        assertThat(reading.snapshot(P0).end()).isNull();
        assertThat(reading.snapshot(P1).end()).isEqualTo(20);
        assertThat(ends.problem()).isEqualTo("the partition has no leader: orders-0");

        broker.leaders(true, true);
        reading.clock.advance(Duration.ofSeconds(1));
        ends.refresh(broker);
        assertThat(reading.snapshot(P0).end()).isEqualTo(10);
        assertThat(ends.problem()).isNull();
    }

    @Test
    void asksNothingWhereNothingIsAssignedOrLed() {
        broker.leaders(false, false);
        ends.refresh(broker);
        reading.table.remove(List.of(P0, P1));
        reading.clock.advance(Duration.ofSeconds(1));
        ends.refresh(broker);

        assertThat(broker.asked).isEmpty();
        assertThat(ends.asOf()).isNull();
    }

    @Test
    void asksASilentBrokerAgainAfterFiveSecondsAndSaysWhichItIs() {
        broker.failure = new TimeoutException("no answer within 1000 ms");
        ends.refresh(broker);
        assertThat(ends.problem())
                .isEqualTo("broker localhost:9092 (id: 1 rack: null isFenced: false) does not answer: "
                        + "orders-0, orders-1");

        broker.failure = null;
        reading.clock.advance(Duration.ofSeconds(4));
        ends.refresh(broker);
        assertThat(ends.asOf()).isNull();

        reading.clock.advance(Duration.ofSeconds(1));
        ends.refresh(broker);
        assertThat(ends.asOf()).isNotNull();
        assertThat(ends.problem()).isNull();
    }

    @Test
    void afterAFailureOfAnotherKindWaitsFiveSecondsAndSaysWhy() {
        broker.failure = new KafkaException("the answer makes no sense");
        ends.refresh(broker);
        assertThat(ends.problem()).contains("the answer makes no sense");

        broker.failure = null;
        reading.clock.advance(Duration.ofSeconds(4));
        ends.refresh(broker);
        assertThat(ends.asOf()).isNull();

        reading.clock.advance(Duration.ofSeconds(1));
        ends.refresh(broker);
        assertThat(ends.asOf()).isNotNull();
    }

    private static final class Broker extends MockConsumer<byte[], byte[]> {

        private final List<String> asked = new ArrayList<>();

        private final List<String> firstAsked = new ArrayList<>();

        private RuntimeException failure;

        private Broker() {
            super("none");
        }

        private void leaders(boolean first, boolean second) {
            Node node = new Node(1, "localhost", 9092);
            updatePartitions(
                    "orders",
                    List.of(
                            new PartitionInfo("orders", 0, first ? node : null, null, null),
                            new PartitionInfo("orders", 1, second ? node : null, null, null)));
        }

        @Override
        public Map<TopicPartition, Long> endOffsets(Collection<TopicPartition> partitions, Duration timeout) {
            if (failure != null) {
                throw failure;
            }
            asked.add(new TreeSet<>(
                            partitions.stream().map(TopicPartition::toString).toList())
                    .toString());
            return super.endOffsets(partitions, timeout);
        }

        @Override
        public Map<TopicPartition, OffsetAndTimestamp> offsetsForTimes(
                Map<TopicPartition, Long> times, Duration timeout) {
            if (!times.isEmpty()) {
                firstAsked.add(times.keySet().toString());
            }
            Map<TopicPartition, OffsetAndTimestamp> first = new HashMap<>();
            times.forEach((partition, time) -> first.put(partition, new OffsetAndTimestamp(9, FIRST_TIMESTAMP)));
            return first;
        }
    }
}
