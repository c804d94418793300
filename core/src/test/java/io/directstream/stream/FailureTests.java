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
import io.directstream.PartitionBatch;
import io.directstream.consumer.Deserializers;
import io.directstream.strategy.ConsumerStrategies;
import io.directstream.testing.Deliveries;
import io.directstream.testing.StreamHarness;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("try") // Streams run while their block does; not every block has a question for its stream.
class FailureTests extends BrokerTest {

    private final Deliveries deliveries = new Deliveries();

    private final Queue<OffsetRange> failed = new ConcurrentLinkedQueue<>();

    private final Queue<Integer> attempts = new ConcurrentLinkedQueue<>();

    private final AtomicBoolean broken = new AtomicBoolean(true);

    @Test
    @DisplayName("I2: auto-commit cannot be switched on: nothing is committed while the listener has the records")
    void autoCommitCannotBeSwitchedOn() {
        String topic = topics.create(1);
        topics.fill(topic, 1, 10);
        Map<String, Object> autoCommit = Map.of(
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "true", ConsumerConfig.AUTO_COMMIT_INTERVAL_MS_CONFIG, "1");

        try (var stream = streams.start(options(group), subscribe(topic), this::fail, autoCommit)) {
            await().until(() -> stream.snapshot().state() == StreamState.FAILED);

            assertThat(topics.committed(group)).containsExactly(Map.entry(new TopicPartition(topic, 0), 0L));
        }
    }

    @Test
    @DisplayName("I2, I4: a throwing listener gets the same range and records again, and nothing is committed past it")
    void aThrowingListenerIsGivenTheSameRangeAgain() {
        String topic = topics.create(1);
        topics.fill(topic, 1, 10);

        try (var stream = streams.start(options(group), subscribe(topic), this::failOnce)) {
            await().until(() -> deliveries.count() == 10);
            await().until(() -> topics.committed(group).containsValue(10L));
        }

        assertThat(failed).hasSize(1);
        assertThat(deliveries.ranges().get(0)).isEqualTo(failed.peek());
        assertThat(attempts).startsWith(1, 2);
        assertThat(deliveries.offsets(topic, 0))
                .isEqualTo(LongStream.range(0, 10).boxed().toList());
    }

    @ParameterizedTest
    @ValueSource(classes = {AssertionError.class, StackOverflowError.class, OutOfMemoryError.class, LinkageError.class})
    @DisplayName("I2: an Error of the listener is a failure like any other; the workers live on")
    void anErrorIsAFailure(Class<? extends Error> type) {
        String topic = topics.create(4);
        topics.fill(topic, 4, 10);
        Set<OffsetRange> failedOnce = ConcurrentHashMap.newKeySet();

        try (var stream = streams.start(options(group), subscribe(topic), batch -> {
            if (failedOnce.add(batch.offsetRange())) {
                throw type.getConstructor().newInstance();
            }
            deliveries.onBatch(batch);
        })) {
            await().until(() -> deliveries.count() == 40);
            assertThat(stream.snapshot().totals().failed()).isEqualTo(failedOnce.size());
        }

        assertThat(deliveries.faults()).isEmpty();
    }

    @Test
    @DisplayName("I2, I9: after the last attempt the partition is parked, the others go on, and restart resumes it")
    void aParkedPartitionDoesNotHoldTheOthersAndResumes() {
        String topic = topics.create(3);
        topics.fill(topic, 3, 50);

        try (var stream = streams.start(options(group), subscribe(topic), this::failOnPartitionOne)) {
            await().until(() -> stream.snapshot().state() == StreamState.FAILED);
            topics.fill(topic, 3, 50);
            await().until(() -> deliveries.count() == 200);
            await().until(() -> topics.committed(group).get(new TopicPartition(topic, 2)) == 100L);

            assertThat(topics.committed(group)).containsEntry(new TopicPartition(topic, 1), 0L);
            assertThat(failed).hasSize(4).allMatch(range -> range.equals(failed.peek()));
            assertThat(stream.snapshot().reason())
                    .contains(topic + "-1@[0,", "attempt 4 of 4", "IllegalStateException: broken");
            assertThat(stream.snapshot().totals().failed()).isEqualTo(4);

            broken.set(false);
            assertThat(stream.restart()).containsExactly(new TopicPartition(topic, 1));
            await().until(() -> deliveries.count() == 300);
            assertThat(stream.snapshot().state()).isEqualTo(StreamState.RUNNING);
            assertThat(deliveries.ranges()).contains(failed.peek());
            await().until(() -> topics.committed(group).get(new TopicPartition(topic, 1)) == 100L);
        }

        assertThat(deliveries.faults()).isEmpty();
    }

    @Test
    void aRecordThatCannotBeDeserializedFailsItsRangeAndNamesItsOffset() {
        String topic = topics.create(1);
        topics.fill(topic, 1, 3);
        Deserializers<String, String> picky = new Deserializers<>(StringDeserializer::new, PickyDeserializer::new);
        StreamOptions options = options(group);

        try (var stream = DirectStream.create(
                options,
                StreamHarness.definition(subscribe(topic), picky, deliveries),
                streams.services(options, Map.of()))) {
            stream.start();
            await().until(() -> stream.snapshot().state() == StreamState.FAILED);

            assertThat(stream.snapshot().reason()).contains("the value of " + topic + "-0@1 cannot be deserialized");
            assertThat(deliveries.ranges()).isEmpty();
        }
    }

    @Test
    @DisplayName("I1, I9: a position the log no longer holds parks the partition; with earliest it is a recorded jump")
    void aPositionOutOfRangeFollowsItsPolicy() throws Exception {
        String topic = topics.create(1);
        topics.fill(topic, 1, 100);
        try (var stream = streams.start(options(group), subscribe(topic), deliveries)) {
            await().until(() -> topics.committed(group).containsValue(100L));
        }
        topics.fill(topic, 1, 100);
        TopicPartition partition = new TopicPartition(topic, 0);
        topics.admin()
                .deleteRecords(Map.of(partition, org.apache.kafka.clients.admin.RecordsToDelete.beforeOffset(150)))
                .all()
                .get();

        try (var stream = streams.start(options(group), subscribe(topic), deliveries)) {
            await().until(() -> stream.snapshot().state() == StreamState.FAILED);
            assertThat(stream.snapshot().reason())
                    .contains("position 100 of " + topic + "-0 is out of range", "[150,200)", "when-out-of-range");
            assertThat(stream.snapshot().assigned().get(0).lostRecords()).isIn(null, 50L);
        }
        StreamOptions earliest = options(group)
                .withOffsets(
                        new OffsetOptions(PositionPolicy.EARLIEST, PositionPolicy.EARLIEST, PositionPolicy.EARLIEST));
        RecordedEvents events = new RecordedEvents();
        try (var stream = DirectStream.create(
                earliest,
                StreamHarness.definition(subscribe(topic), deliveries),
                streams.services(earliest, Map.of()).withObserver(events))) {
            stream.start();
            await().until(() -> deliveries.count() == 150);
            // Observers are told on a thread of their own.
            await().untilAsserted(() -> assertThat(events.lost).isEqualTo(Map.of(partition, 50L)));
        }

        assertThat(topics.committed(group)).containsEntry(partition, 200L);
        assertThat(deliveries.offsets(topic, 0).subList(100, 150))
                .isEqualTo(LongStream.range(150, 200).boxed().toList());
    }

    @Test
    @DisplayName("I1, I9: a position after the log's end parks the partition; with earliest it goes back, and says so")
    void aPositionAfterTheEndFollowsItsPolicy() throws Exception {
        String topic = topics.create(1);
        topics.fill(topic, 1, 10);
        TopicPartition partition = new TopicPartition(topic, 0);
        topics.admin()
                .alterConsumerGroupOffsets(group, Map.of(partition, new OffsetAndMetadata(500)))
                .all()
                .get();

        try (var stream = streams.start(options(group), subscribe(topic), deliveries)) {
            await().until(() -> stream.snapshot().state() == StreamState.FAILED);
            assertThat(stream.snapshot().reason())
                    .contains("position 500 of " + partition + " is out of range", "[0,10)", "when-out-of-range");
        }
        StreamOptions earliest = options(group)
                .withOffsets(
                        new OffsetOptions(PositionPolicy.EARLIEST, PositionPolicy.EARLIEST, PositionPolicy.EARLIEST));
        try (var stream = streams.start(earliest, subscribe(topic), deliveries)) {
            await().until(() -> deliveries.count() == 10);
            await().until(() -> topics.committed(group).get(partition) == 10);
            assertThat(stream.snapshot().state()).isEqualTo(StreamState.RUNNING);
        }
    }

    private void fail(PartitionBatch<String, String> batch) {
        failed.add(batch.offsetRange());
        throw new IllegalStateException("broken");
    }

    private void failOnce(PartitionBatch<String, String> batch) {
        attempts.add(batch.attempt());
        if (broken.compareAndSet(true, false)) {
            fail(batch);
        }
        deliveries.onBatch(batch);
    }

    private void failOnPartitionOne(PartitionBatch<String, String> batch) {
        if (batch.offsetRange().partition() == 1 && broken.get()) {
            fail(batch);
        }
        deliveries.onBatch(batch);
    }

    private static io.directstream.strategy.ConsumerStrategy subscribe(String topic) {
        return ConsumerStrategies.subscribe(List.of(topic));
    }

    private static final class PickyDeserializer implements org.apache.kafka.common.serialization.Deserializer<String> {

        @Override
        public String deserialize(String topic, byte[] data) {
            String value = new String(data, java.nio.charset.StandardCharsets.UTF_8);
            if (value.equals("v1")) {
                throw new IllegalArgumentException("not this one");
            }
            return value;
        }
    }
}
