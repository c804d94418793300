/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.directstream.BatchListener;
import io.directstream.offset.GroupOffsets;
import io.directstream.offset.InMemoryOffsetStore;
import io.directstream.offset.StoredOffset;
import io.directstream.strategy.ConsumerStrategies;
import io.directstream.stream.GroupLag.PartitionLag;
import io.directstream.testing.StreamHarness;
import io.directstream.testing.TestTopics;
import io.directstream.testing.TransactionalWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How far all partitions of a stream are behind, as an operator is told. */
class GroupLagsTests extends BrokerTest {

    private static final BatchListener<String, String> IGNORING = batch -> {};

    private final StreamOptions options = StreamHarness.options(group);

    @Test
    void theAgeIsThatOfTheRecordAtTheStoredOffset() throws Exception {
        String topic = keeping(3);
        for (int hour = 0; hour < 5; hour++) {
            write(topic, 0, Duration.ofHours(hour));
            write(topic, 1, Duration.ofDays(hour));
        }
        topics.flush();
        commit(Map.of(at(topic, 0), 2L, at(topic, 1), 5L));

        GroupLag lag = lagOfStopped(topic);

        assertThat(lag.reason()).isNull();
        assertThat(lag.partitions())
                .containsExactly(
                        new PartitionLag(at(topic, 0), 2L, 5L, 3L, age(lag, Duration.ofHours(2)), 0L),
                        new PartitionLag(at(topic, 1), 5L, 5L, 0L, Duration.ZERO, 0L),
                        new PartitionLag(at(topic, 2), null, 0L, null, null, null));
    }

    @Test
    void manyPartitionsAreReadInTurns() throws Exception {
        String topic = keeping(150);
        Map<TopicPartition, Long> offsets = new HashMap<>();
        for (int partition = 0; partition < 150; partition++) {
            write(topic, partition, Duration.ofSeconds(1));
            write(topic, partition, Duration.ofHours(partition));
            offsets.put(at(topic, partition), 1L);
        }
        topics.flush();
        commit(offsets);

        GroupLag lag = lagOfStopped(topic);

        assertThat(lag.partitions())
                .hasSize(150)
                .allSatisfy(of -> assertThat(of.timeLag())
                        .isEqualTo(age(lag, Duration.ofHours(of.partition().partition()))));
    }

    @Test
    void whatRetentionTookIsCountedAndTheAgeIsThatOfTheFirstRecordThereIs() throws Exception {
        String topic = keeping(2);
        for (int hour = 0; hour < 5; hour++) {
            write(topic, 0, Duration.ofHours(hour));
            write(topic, 1, Duration.ofHours(hour));
        }
        topics.flush();
        commit(Map.of(at(topic, 0), 1L, at(topic, 1), 1L));
        topics.admin()
                .deleteRecords(Map.of(
                        at(topic, 0), RecordsToDelete.beforeOffset(4), at(topic, 1), RecordsToDelete.beforeOffset(5)))
                .all()
                .get();

        GroupLag lag = lagOfStopped(topic);

        assertThat(lag.partitions())
                .containsExactly(
                        new PartitionLag(at(topic, 0), 1L, 5L, 4L, age(lag, Duration.ofHours(4)), 3L),
                        new PartitionLag(at(topic, 1), 1L, 5L, 4L, Duration.ZERO, 4L));
    }

    @Test
    void offsetsWithoutARecordHaveTheAgeOfTheNextOneOrNone() throws Exception {
        String topic = topics.create(1);
        Map<String, Object> committed = Map.of(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        try (TransactionalWriter writer = new TransactionalWriter(bootstrapServers, topic)) {
            writer.abort(2);
            commit(Map.of(at(topic, 0), 0L));
            assertThat(lagOfStopped(topic, committed).partitions())
                    .as("three offsets without a record")
                    .containsExactly(new PartitionLag(at(topic, 0), 0L, 3L, 3L, Duration.ZERO, 0L));

            writer.commit(2);
            Duration timeLag =
                    lagOfStopped(topic, committed).partitions().get(0).timeLag();
            assertThat(timeLag).isBetween(Duration.ofMillis(1), Duration.ofSeconds(60));

            writer.leaveOpen(3);
            assertThat(lagOfStopped(topic, committed).partitions().get(0).end())
                    .as("the last stable offset")
                    .isEqualTo(6);
            assertThat(lagOfStopped(topic, Map.of()).partitions().get(0).end())
                    .as("the high watermark")
                    .isEqualTo(9);
        }
    }

    @Test
    void aMirrorIsNoStoredOffset() throws Exception {
        String topic = topics.create(1);
        topics.fill(topic, 1, 3);
        OffsetAndMetadata mirror = GroupOffsets.mirror("jdbc", new StoredOffset(2, null, null));
        topics.admin()
                .alterConsumerGroupOffsets(group, Map.of(at(topic, 0), mirror))
                .all()
                .get();

        assertThat(lagOfStopped(topic).partitions())
                .containsExactly(new PartitionLag(at(topic, 0), null, 3L, null, null, null));
    }

    @Test
    void theOffsetOfADeletedTopicIsNotComparedWithThatOfItsSuccessor() {
        String topic = topics.create(1);
        topics.fill(topic, 1, 3);
        KeptElsewhere store = new KeptElsewhere();
        store.stored.put(at(topic, 0), new StoredOffset(2, null, null, Uuid.randomUuid(), null));
        StreamServices services = services(Map.of()).withOffsetStore(context -> store);

        GroupLag lag = look(services, topic, Optional.empty());

        assertThat(lag.partitions()).containsExactly(new PartitionLag(at(topic, 0), 2L, 3L, null, null, null));
        assertThat(lag.reason()).contains("of a topic of the same name that was deleted", topic + "-0");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anyInstanceOfARunningStreamTellsOfAllPartitions(boolean offsetsInTheGroup) {
        String topic = topics.create(2);
        InMemoryOffsetStore memory = new InMemoryOffsetStore();
        topics.fill(topic, 2, 5);
        Supplier<DirectStream<String, String>> instances = () -> {
            StreamServices services = services(Map.of());
            DirectStream<String, String> stream = DirectStream.create(
                    options,
                    StreamHarness.definition(ConsumerStrategies.subscribe(Set.of(topic)), IGNORING),
                    offsetsInTheGroup ? services : services.withOffsetStore(context -> memory.reopen()));
            stream.start();
            return stream;
        };
        try (DirectStream<String, String> one = instances.get();
                DirectStream<String, String> other = instances.get()) {
            await().until(() ->
                    one.assignment().size() == 1 && other.assignment().size() == 1);
            await().untilAsserted(() -> assertThat(topics.committed(group))
                    .containsOnly(Map.entry(at(topic, 0), 5L), Map.entry(at(topic, 1), 5L)));
            one.pause();
            other.pause();
            topics.fill(topic, 2, 1);

            for (DirectStream<String, String> each : List.of(one, other)) {
                GroupLag lag = look(services(Map.of()), topic, Optional.of(each.storedOffsets()));
                assertThat(lag.partitions()).extracting(PartitionLag::stored).containsExactly(5L, 5L);
                assertThat(lag.partitions()).extracting(PartitionLag::lag).containsExactly(1L, 1L);
                assertThat(lag.partitions())
                        .extracting(PartitionLag::timeLag)
                        .allSatisfy(age -> assertThat(age).isBetween(Duration.ofMillis(1), Duration.ofSeconds(60)));
            }
        }
    }

    @Test
    void aStoreThatFailsOrIsStartedMeanwhileIsSaidToBeUnavailable() {
        String topic = topics.create(1);
        StreamServices failing = services(Map.of()).withOffsetStore(context -> {
            throw new IllegalStateException("the disk is full");
        });

        assertThatExceptionOfType(OffsetMoveException.class)
                .isThrownBy(() -> look(failing, topic, Optional.empty()))
                .withMessage("the offset store: the disk is full");
        try (GroupLags lags = GroupLags.of(options, ConsumerStrategies.subscribe(Set.of(topic)), failing)) {
            assertThatExceptionOfType(OffsetMoveException.class)
                    .isThrownBy(() -> lags.look(Optional.empty(), new RunsAgain()))
                    .withMessageContaining("is being started");
        }
    }

    private GroupLag lagOfStopped(String topic) {
        return lagOfStopped(topic, Map.of());
    }

    private GroupLag lagOfStopped(String topic, Map<String, Object> properties) {
        return look(services(properties), topic, Optional.empty());
    }

    private GroupLag look(StreamServices services, String topic, Optional<RunningOffsets> running) {
        try (GroupLags lags = GroupLags.of(options, ConsumerStrategies.subscribe(Set.of(topic)), services)) {
            return lags.look(running, new Stopped());
        }
    }

    private StreamServices services(Map<String, Object> properties) {
        return streams.services(options, properties);
    }

    /** A topic that keeps records however old they are. */
    private String keeping(int partitions) {
        return topics.create(TestTopics.unique("topic"), partitions, Map.of("retention.ms", "-1"));
    }

    /** A record that is as old as 1970 and so much younger. */
    private void write(String topic, int partition, Duration since) {
        topics.send(new ProducerRecord<>(topic, partition, since.toMillis(), "key", "value"));
    }

    private static Duration age(GroupLag lag, Duration since) {
        return Duration.between(Instant.EPOCH.plus(since), lag.asOf());
    }

    private void commit(Map<TopicPartition, Long> offsets) throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetAndMetadata> commits = new HashMap<>();
        offsets.forEach((partition, offset) -> commits.put(partition, new OffsetAndMetadata(offset)));
        topics.admin().alterConsumerGroupOffsets(group, commits).all().get();
    }

    private static TopicPartition at(String topic, int partition) {
        return new TopicPartition(topic, partition);
    }

    private static final class Stopped implements WhileStopped {

        @Override
        public <T> Optional<T> act(Supplier<T> action) {
            return Optional.of(action.get());
        }
    }

    private static final class RunsAgain implements WhileStopped {

        @Override
        public <T> Optional<T> act(Supplier<T> action) {
            return Optional.empty();
        }
    }
}
