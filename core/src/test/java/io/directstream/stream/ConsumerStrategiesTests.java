/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import static io.directstream.testing.StreamHarness.options;
import static org.assertj.core.api.Assertions.assertThat;

import io.directstream.strategy.ConsumerStrategies;
import io.directstream.strategy.ConsumerStrategy;
import io.directstream.strategy.StartingPosition;
import io.directstream.strategy.Subscription;
import io.directstream.testing.Deliveries;
import io.directstream.testing.StreamHarness;
import io.directstream.testing.TestTopics;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ConsumerStrategiesTests extends BrokerTest {

    private final Deliveries deliveries = new Deliveries();

    @Test
    @DisplayName("pat\\d reads three of four topics, from the starting offsets of two of them")
    void aPatternReadsTheTopicsThatMatchFromTheirStartingOffsets() {
        String prefix = TestTopics.unique("pat") + "x";
        for (int i = 1; i <= 3; i++) {
            topics.create(prefix + i, 2);
            topics.fill(prefix + i, 2, 10);
        }
        topics.create(prefix + "other", 2);
        topics.fill(prefix + "other", 2, 10);
        ConsumerStrategy strategy = ConsumerStrategies.subscribePattern(
                Pattern.compile(prefix + "\\d|__consumer_offsets"),
                Map.of(),
                Map.of(
                        new TopicPartition(prefix + 1, 0), StartingPosition.offset(4),
                        new TopicPartition(prefix + 2, 1), StartingPosition.offset(7)));

        try (var stream = streams.start(options(group), strategy, deliveries)) {
            await().until(() -> topics.committed(group).size() == 6 && deliveries.count() == 49);

            assertThat(stream.assignment())
                    .extracting(TopicPartition::topic)
                    .containsOnly(prefix + 1, prefix + 2, prefix + 3);
        }

        assertThat(deliveries.offsets(prefix + 1, 0)).isEqualTo(offsets(4, 10));
        assertThat(deliveries.offsets(prefix + 1, 1)).isEqualTo(offsets(0, 10));
        assertThat(deliveries.offsets(prefix + 2, 1)).isEqualTo(offsets(7, 10));
        assertThat(deliveries.count()).isEqualTo(49);
        assertThat(deliveries.faults()).isEmpty();
        assertThat(topics.committed(group).values()).containsOnly(10L);
    }

    @Test
    @DisplayName("Assign from the log's end sees only what comes later, and never partitions that are not listed")
    void assignReadsItsPartitionsOnly() {
        String topic = topics.create(2);
        topics.fill(topic, 2, 10);
        TopicPartition listed = new TopicPartition(topic, 1);
        ConsumerStrategy strategy =
                ConsumerStrategies.assign(List.of(listed), Map.of(), Map.of(listed, StartingPosition.offset(10)));

        RecordedEvents events = new RecordedEvents();
        try (var stream = DirectStream.create(
                options(group),
                StreamHarness.definition(strategy, deliveries),
                streams.services(options(group), Map.of()).withObserver(events))) {
            stream.start();
            await().until(() -> topics.committed(group).containsValue(10L));
            assertThat(deliveries.count()).isZero();
            int rebalances = events.rebalances.get();

            topics.addPartitions(topic, 4);
            topics.fill(topic, 4, 5);
            await().until(() -> events.rebalances.get() > rebalances);
            topics.fill(topic, 4, 5);
            await().until(() -> topics.committed(group).containsValue(20L));

            assertThat(stream.assignment()).containsExactly(listed);
            assertThat(events.assigned).containsExactly(listed);
        }

        assertThat(deliveries.offsets()).isEqualTo(Map.of(listed, offsets(10, 20)));
        assertThat(topics.committed(group)).isEqualTo(Map.of(listed, 20L));
    }

    @Test
    void assignBeginsAtTimestamps() {
        String topic = topics.create(3);
        Instant noon = Instant.now().minusSeconds(3_600);
        for (int partition = 0; partition < 3; partition++) {
            for (int second = -5; second < 5; second++) {
                topics.send(new ProducerRecord<>(
                        topic, partition, noon.plusSeconds(second).toEpochMilli(), "key", "value"));
            }
        }
        topics.flush();
        TopicPartition middle = new TopicPartition(topic, 0);
        TopicPartition end = new TopicPartition(topic, 2);
        ConsumerStrategy strategy = ConsumerStrategies.assign(
                List.of(middle, end),
                Map.of(),
                Map.of(
                        middle, StartingPosition.timestamp(noon.minusMillis(1)),
                        end, StartingPosition.timestamp(noon.plusSeconds(60))));

        try (var stream = streams.start(options(group), strategy, deliveries)) {
            await().until(() -> topics.committed(group).values().stream()
                            .filter(offset -> offset == 10)
                            .count()
                    == 2);
            topics.send(topic, 2, "later");
            await().until(() -> deliveries.count() == 6);
            assertThat(stream.assignment()).containsExactlyInAnyOrder(middle, end);
        }

        assertThat(deliveries.offsets()).isEqualTo(Map.of(middle, offsets(5, 10), end, offsets(10, 11)));
    }

    @Test
    void aStrategyOfTheUsersOwnDecidesWhatIsReadAndWhereItBegins() {
        String topic = topics.create(4);
        topics.fill(topic, 4, 10);

        try (var stream = streams.start(options(group), new EvenPartitionsFromFive(topic), deliveries)) {
            await().until(() -> topics.committed(group).size() == 2 && deliveries.count() == 10);
            assertThat(stream.assignment())
                    .extracting(TopicPartition::partition)
                    .containsExactlyInAnyOrder(0, 2);
        }

        assertThat(deliveries.offsets())
                .isEqualTo(Map.of(
                        new TopicPartition(topic, 0), offsets(5, 10), new TopicPartition(topic, 2), offsets(5, 10)));
    }

    @Test
    @DisplayName("I9: partitions that are listed and do not exist are what a stream with nothing else waits for")
    void partitionsThatDoNotExistAreWaitedFor() {
        String topic = topics.create(1);
        TopicPartition missing = new TopicPartition(topic, 1);
        StreamOptions latest = options(group)
                .withOffsets(new OffsetOptions(PositionPolicy.LATEST, PositionPolicy.FAIL, PositionPolicy.EARLIEST));

        try (var stream = streams.start(latest, ConsumerStrategies.assign(List.of(missing)), deliveries)) {
            await().until(() -> stream.snapshot().reason() != null);
            assertThat(stream.snapshot().reason()).contains("[" + missing + "] do not exist at " + bootstrapServers);

            topics.addPartitions(topic, 2);
            await().until(() -> stream.assignment().contains(missing));
            topics.send(topic, 1, "first");
            await().until(() -> deliveries.count() == 1);
            assertThat(stream.snapshot().reason()).isNull();
        }
    }

    private static List<Long> offsets(long from, long until) {
        return LongStream.range(from, until).boxed().toList();
    }

    private static final class EvenPartitionsFromFive extends ConsumerStrategy {

        private final String topic;

        private EvenPartitionsFromFive(String topic) {
            this.topic = topic;
        }

        @Override
        public Subscription subscription() {
            return new Subscription.Topics(Set.of(topic));
        }

        @Override
        public boolean accepts(TopicPartition partition) {
            return partition.partition() % 2 == 0;
        }

        @Override
        public Map<TopicPartition, StartingPosition> startingPositions(Set<TopicPartition> unstored) {
            return unstored.stream()
                    .collect(Collectors.toMap(partition -> partition, partition -> StartingPosition.offset(5)));
        }
    }
}
