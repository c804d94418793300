/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import static io.directstream.testing.StreamHarness.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.directstream.OffsetRange;
import io.directstream.strategy.ConsumerStrategies;
import io.directstream.testing.Deliveries;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ManualCommitTests extends BrokerTest {

    private final Deliveries deliveries = new Deliveries();

    private final ConcurrentLinkedQueue<String> outcomes = new ConcurrentLinkedQueue<>();

    @Test
    @DisplayName("I2: nothing is stored until the listener says so, and then everything up to the range's end")
    void storesWhatItIsTold() {
        TopicPartition partition = filled(10);

        try (var stream = start(manual(100), partition)) {
            await().until(() -> deliveries.count() == 10);
            assertThat(topics.committed(group)).containsEntry(partition, 0L);
            stream.commitAsync(List.of(OffsetRange.create(partition, 0, 4)), this::hear);
            await().until(() -> outcomes.contains(partition + "=4"));
            assertThat(topics.committed(group)).containsEntry(partition, 4L);
            assertThat(stream.snapshot().assigned().get(0).stored()).isEqualTo(4);
            await().until(() ->
                    Long.valueOf(6).equals(stream.snapshot().assigned().get(0).lag()));

            stream.commitAsync(List.of(OffsetRange.create(partition, 4, 10)));
            stream.commitAsync(List.of(OffsetRange.create(partition, 0, 2)), this::hear);
            await().until(() -> topics.committed(group).get(partition) == 10);
            await().until(() -> outcomes.contains(partition + "=2"));
        }

        assertThat(topics.committed(group)).as("never back").containsEntry(partition, 10L);
    }

    @Test
    void whatWasNotDeliveredIsRefusedAndSaysWhy() {
        TopicPartition partition = filled(10);
        TopicPartition other = new TopicPartition(partition.topic(), 7);

        try (var stream = start(manual(100), partition)) {
            await().until(() -> stream.partition(partition)
                    .map(PartitionSnapshot::position)
                    .filter(position -> position == 10)
                    .isPresent());
            stream.commitAsync(
                    List.of(OffsetRange.create(partition, 0, 11), OffsetRange.create(other, 0, 1)), this::hear);
            await().until(() -> !outcomes.isEmpty());
        }

        assertThat(outcomes)
                .singleElement()
                .asString()
                .contains("CommitFailedException", "did not commit", partition + " up to 11", "nothing beyond 10")
                .contains(other + " up to 1", "not assigned to this instance");
        assertThat(topics.committed(group)).containsEntry(partition, 0L);
    }

    @Test
    @DisplayName("I2: a commit from inside the listener takes effect when it has returned, and never if it throws")
    void aCommitFromInsideTheListenerWaitsForItsReturn() {
        TopicPartition partition = filled(10);
        List<Long> storedMeanwhile = new CopyOnWriteArrayList<>();
        AtomicReference<DirectStream<String, String>> running = new AtomicReference<>();

        try (var stream =
                streams.start(manual(100), ConsumerStrategies.subscribe(List.of(partition.topic())), batch -> {
                    await().until(() -> running.get() != null);
                    running.get().commitAsync(batch.offsetRanges(), this::hear);
                    storedMeanwhile.add(topics.committed(group).get(partition));
                    deliveries.onBatch(batch);
                    if (batch.attempt() == 1) {
                        throw new IllegalStateException("after its commit");
                    }
                })) {
            running.set(stream);
            await().until(() -> Long.valueOf(10).equals(topics.committed(group).get(partition)));
            await().until(() -> outcomes.size() == 2);
        }

        assertThat(storedMeanwhile).containsOnly(0L);
        assertThat(outcomes).element(0).asString().contains("its listener failed");
        assertThat(outcomes).element(1).isEqualTo(partition + "=10");
    }

    @Test
    @DisplayName("I9: as many uncommitted ranges as allowed, then the partition waits and says so")
    void aPartitionWaitsForItsCommits() {
        TopicPartition partition = filled(100);
        StreamOptions small = manual(3).withBatch(new BatchOptions(10, 1 << 20, 10));

        try (var stream = start(small, partition)) {
            await().until(() -> stream.snapshot().assigned().stream()
                    .anyMatch(each -> each.state() == PartitionState.AWAITING_COMMIT));
            assertThat(deliveries.count()).isEqualTo(30);
            stream.commitAsync(deliveries.ranges().subList(0, 2));
            await().until(() -> deliveries.count() == 50);
            while (deliveries.count() < 100) {
                stream.commitAsync(deliveries.ranges());
                await().until(() -> stream.snapshot().assigned().get(0).state() != PartitionState.RUNNING);
            }
            stream.commitAsync(deliveries.ranges());
            await().until(() -> topics.committed(group).get(partition) == 100);
        }

        assertThat(deliveries.faults()).isEmpty();
    }

    @Test
    void whatWasNotCommittedIsDeliveredAgainByTheNextStart() {
        TopicPartition partition = filled(10);
        try (var stream = start(manual(100), partition)) {
            await().until(() -> deliveries.count() == 10);
            stream.commitAsync(List.of(OffsetRange.create(partition, 0, 6)));
        }
        assertThat(topics.committed(group)).as("flushed by the stop").containsEntry(partition, 6L);

        try (var stream = start(manual(100), partition)) {
            await().until(() -> deliveries.count() == 14);
            assertThat(stream.isRunning()).isTrue();
        }

        assertThat(deliveries.offsets(partition.topic(), 0)).endsWith(6L, 7L, 8L, 9L);
    }

    @Test
    void aStreamThatStoresAfterEachBatchRefusesCommits() {
        TopicPartition partition = filled(1);

        try (var stream = start(options(group), partition)) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> stream.commitAsync(List.of()))
                    .withMessageContaining("set offsets.commit to manual");
        }
    }

    private void hear(Map<TopicPartition, ?> offsets, Exception failure) {
        outcomes.add(
                failure == null
                        ? offsets.entrySet().stream()
                                .map(entry -> entry.getKey() + "="
                                        + ((org.apache.kafka.clients.consumer.OffsetAndMetadata) entry.getValue())
                                                .offset())
                                .findFirst()
                                .orElseThrow()
                        : failure.toString());
        assertThat(failure == null || failure instanceof CommitFailedException).isTrue();
    }

    private DirectStream<String, String> start(StreamOptions options, TopicPartition partition) {
        return streams.start(options, ConsumerStrategies.subscribe(List.of(partition.topic())), deliveries);
    }

    private StreamOptions manual(int most) {
        return options(group).withOffsets(OffsetOptions.DEFAULT.withCommit(new CommitMode.Manual(most)));
    }

    private TopicPartition filled(int records) {
        String topic = topics.create(1);
        topics.fill(topic, 1, records);
        return new TopicPartition(topic, 0);
    }
}
