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
import io.directstream.StreamBatchListener;
import io.directstream.consumer.Deserializers;
import io.directstream.strategy.ConsumerStrategies;
import io.directstream.testing.StreamHarness;
import io.directstream.testing.TransactionalWriter;
import io.directstream.testing.WholeBatches;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.MDC;

class StreamBatchTests extends BrokerTest {

    private final WholeBatches batches = new WholeBatches();

    static List<Trigger> triggers() {
        return List.of(new Trigger.Continuous(), new Trigger.Interval(Duration.ofMillis(100)));
    }

    @ParameterizedTest
    @MethodSource("triggers")
    @DisplayName("I1: the ranges of a stream batch cover all assigned partitions and equal the records delivered")
    void rangesCoverAllAssignedPartitions(Trigger trigger) {
        String topic = topics.create(4);
        topics.fill(topic, 4, 300);

        try (var stream = start(options(group).withTrigger(trigger), topic, batches)) {
            await().until(() -> batches.deliveries().count() == 1_200);
            topics.send(topic, 2, "alone");
            topics.flush();
            await().until(() -> batches.deliveries().count() == 1_201);
            await().until(() -> topics.committed(group).values().stream()
                            .mapToLong(Long::longValue)
                            .sum()
                    == 1_201);
            assertThat(stream.snapshot().totals().records()).isEqualTo(1_201);
        }

        assertThat(batches.deliveries().faults()).isEmpty();
        assertThat(batches.batches())
                .allSatisfy(ranges -> assertThat(ranges)
                        .hasSize(4)
                        .isSorted()
                        .extracting(OffsetRange::partition)
                        .containsExactly(0, 1, 2, 3));
        long offsets = batches.batches().stream()
                .flatMap(List::stream)
                .mapToLong(OffsetRange::count)
                .sum();
        assertThat(offsets).isEqualTo(1_201);
        List<OffsetRange> last = batches.batches().get(batches.batches().size() - 1);
        assertThat(last).filteredOn(range -> !range.isEmpty()).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("triggers")
    @DisplayName("I2: the next stream batch is planned when the whole one before is stored")
    void theNextBatchWaitsForTheStore(Trigger trigger) {
        String topic = topics.create(3);
        topics.fill(topic, 3, 200);
        List<String> early = new CopyOnWriteArrayList<>();
        StreamOptions small = options(group).withTrigger(trigger).withBatch(new BatchOptions(50, 1 << 20, 10));

        try (var stream = start(small, topic, batch -> {
            for (OffsetRange range : batch.offsetRanges()) {
                long stored = topics.committed(group).getOrDefault(range.topicPartition(), -1L);
                if (stored != range.fromOffset()) {
                    early.add(range + " began while " + stored + " was stored");
                }
            }
            batches.onBatch(batch);
        })) {
            await().until(() -> batches.deliveries().count() == 600);
            assertThat(stream.isRunning()).isTrue();
        }

        assertThat(early).isEmpty();
        assertThat(batches.batches()).hasSizeGreaterThanOrEqualTo(4);
    }

    @Test
    void partitionsAreVisitedInOrderOnTheListenersOwnThread() {
        String topic = topics.create(6);
        topics.fill(topic, 6, 100);
        AtomicReference<Thread> listener = new AtomicReference<>();
        List<Integer> order = new CopyOnWriteArrayList<>();
        List<String> strangers = new CopyOnWriteArrayList<>();
        List<String> values = new CopyOnWriteArrayList<>();

        try (var stream = start(timed(), topic, batch -> {
            listener.set(Thread.currentThread());
            batch.forEachPartition(partition -> {
                order.add(partition.offsetRange().partition());
                if (Thread.currentThread() != listener.get()) {
                    strangers.add(Thread.currentThread().getName());
                }
                partition.forEach(each -> values.add(each.value()));
                partition.forEach(each -> values.add(each.value()));
            });
        })) {
            await().until(() -> values.size() == 1_200);
            assertThat(stream.isRunning()).isTrue();
        }

        assertThat(strangers).isEmpty();
        assertThat(order.subList(0, 6)).isSorted();
    }

    @Test
    void partitionsAreMappedInParallelAndTheResultsAreInOrder() throws Exception {
        String topic = topics.create(4);
        topics.fill(topic, 4, 50);
        Set<String> threads = ConcurrentHashMap.newKeySet();
        CountDownLatch two = new CountDownLatch(2);
        List<List<OffsetRange>> results = new CopyOnWriteArrayList<>();

        try (var stream = start(timed(), topic, batch -> {
            List<OffsetRange> result = batch.mapPartitions(partition -> {
                threads.add(Thread.currentThread().getName());
                two.countDown();
                assertThat(two.await(60, TimeUnit.SECONDS)).as("two at once").isTrue();
                assertThat(partition.records()).hasSize(partition.recordCount());
                assertThat(MDC.get("directstream.range"))
                        .isEqualTo(partition.offsetRange().toString());
                return partition.offsetRange();
            });
            assertThat(result).isEqualTo(batch.offsetRanges());
            assertThat(MDC.get("directstream.stream")).isEqualTo("orders");
            assertThat(MDC.get("directstream.range")).isNull();
            results.add(result);
        })) {
            await().until(() -> !results.isEmpty());
            assertThat(stream.isRunning()).isTrue();
        }

        assertThat(threads)
                .hasSizeGreaterThanOrEqualTo(2)
                .allSatisfy(name -> assertThat(name).startsWith("direct-stream-orders-worker-"));
    }

    @Test
    @DisplayName("I4: a failing stream batch is the same batch again, whole, whatever arrived meanwhile")
    void aFailingBatchIsDeliveredAgainWhole() {
        String topic = topics.create(3);
        topics.fill(topic, 3, 10);
        List<List<OffsetRange>> attempts = new CopyOnWriteArrayList<>();
        List<Integer> numbers = new CopyOnWriteArrayList<>();

        try (var stream = start(timed(), topic, batch -> {
            attempts.add(batch.offsetRanges());
            numbers.add(batch.attempt());
            if (attempts.size() == 1) {
                topics.fill(topic, 3, 5);
                batch.mapPartitions(partition -> {
                    throw new IllegalStateException("no " + partition.offsetRange());
                });
            }
            batches.onBatch(batch);
        })) {
            await().until(() -> batches.deliveries().count() == 45);
            assertThat(stream.snapshot().totals().failed()).isEqualTo(1);
            assertThat(stream.history())
                    .filteredOn(result -> result.outcome() == BatchOutcome.FAILED)
                    .singleElement()
                    .satisfies(result -> assertThat(result.failure()).hasMessageStartingWith("no " + topic + "-0"));
        }

        assertThat(attempts.get(1)).isEqualTo(attempts.get(0));
        assertThat(numbers).startsWith(1, 2);
        assertThat(batches.deliveries().faults()).isEmpty();
    }

    @Test
    @DisplayName("I9: a stream batch that fails in every attempt is parked whole, and goes on after a restart")
    void aBatchThatFailsInEveryAttemptIsParkedWhole() {
        String topic = topics.create(2);
        topics.fill(topic, 2, 10);
        AtomicInteger failures = new AtomicInteger(4);

        try (var stream = start(timed(), topic, batch -> {
            if (failures.getAndDecrement() > 0) {
                throw new IllegalStateException("not yet");
            }
            batches.onBatch(batch);
        })) {
            await().until(() -> stream.snapshot().state() == StreamState.FAILED);
            await().until(() -> stream.snapshot().assigned().stream()
                    .allMatch(partition -> partition.state() == PartitionState.FAILED));
            assertThat(stream.restart()).hasSize(2);
            await().until(() -> batches.deliveries().count() == 20);
        }

        assertThat(batches.deliveries().faults()).isEmpty();
    }

    @Test
    void emptyBatchesAreDeliveredIfTheyAreWanted() {
        String topic = topics.create(2);
        Trigger all = new Trigger.Interval(Duration.ofMillis(50), Trigger.OnEmpty.DELIVER);
        List<Integer> visits = new CopyOnWriteArrayList<>();

        try (var stream = start(options(group).withTrigger(all), topic, batch -> {
            assertThat(batch.offsetRanges()).hasSize(2);
            batch.forEachPartition(partition -> visits.add(partition.recordCount()));
            batches.onBatch(batch);
        })) {
            await().until(() -> batches.batches().size() >= 5);
            topics.fill(topic, 2, 3);
            await().until(() -> batches.deliveries().count() == 6);
            await().until(() -> topics.committed(group).values().stream().allMatch(offset -> offset == 3));
            assertThat(stream.snapshot().state()).isEqualTo(StreamState.RUNNING);
        }

        assertThat(batches.batches().get(0))
                .allSatisfy(range -> assertThat(range.isEmpty()).isTrue());
        assertThat(visits).startsWith(0, 0, 0, 0);
    }

    @Test
    @DisplayName("I1, I2: partitions move between members only between whole batches, nothing is lost or repeated")
    void partitionsMoveBetweenWholeBatches() throws Exception {
        String topic = topics.create(6);
        topics.fill(topic, 6, 500);
        StreamOptions small = timed().withBatch(new BatchOptions(20, 1 << 20, 10));

        try (var first = start(small, topic, batches)) {
            await().until(() -> batches.deliveries().count() > 300);
            try (var second = start(small, topic, batches)) {
                await().until(() -> second.assignment().size() == 3);
                topics.fill(topic, 6, 200);
                await().until(() -> second.snapshot().totals().completed() > 3);
            }
            await().until(() -> batches.deliveries().count() >= 4_200);
            await().until(() -> topics.committed(group).values().stream()
                            .mapToLong(Long::longValue)
                            .sum()
                    == 4_200);
            assertThat(first.isRunning()).isTrue();
        }

        assertThat(batches.deliveries().count()).isEqualTo(4_200);
    }

    @ParameterizedTest
    @MethodSource("triggers")
    @DisplayName(
            "I6: a stream batch of markers only is stored without a call, and a range among others ends behind its markers")
    void markersAreStoredWithoutACall(Trigger trigger) {
        String topic = topics.create(2);
        try (TransactionalWriter writer = new TransactionalWriter(bootstrapServers, topic)) {
            writer.abort(3);
            await().until(() -> topics.end(topic, 0) == 4);
        }
        Map<String, Object> committed = Map.of("isolation.level", "read_committed");
        StreamOptions options = options(group).withTrigger(trigger);

        try (DirectStream<String, String> stream = DirectStream.create(
                options,
                StreamHarness.definition(ConsumerStrategies.subscribe(List.of(topic)), batches),
                streams.services(options, committed))) {
            stream.start();
            TopicPartition first = new TopicPartition(topic, 0);
            await().until(() -> Long.valueOf(4).equals(topics.committed(group).get(first)));
            assertThat(batches.batches()).isEmpty();
            topics.send(topic, 1, "v");
            topics.flush();
            await().until(() -> batches.deliveries().count() == 1);
        }

        assertThat(batches.batches())
                .containsExactly(List.of(OffsetRange.create(topic, 0, 4, 4), OffsetRange.create(topic, 1, 0, 1)));
    }

    @Test
    void theBytesOfABatchAreSharedByItsPartitions() {
        String topic = topics.create(4);
        for (int partition = 0; partition < 4; partition++) {
            for (int i = 0; i < 4; i++) {
                topics.send(topic, partition, "x".repeat(4_000));
            }
        }
        topics.flush();
        StreamOptions tight = timed().withPrefetch(new PrefetchOptions(40_000, 2));

        try (var stream = start(tight, topic, batches)) {
            await().until(() -> batches.deliveries().count() == 16);
            assertThat(stream.isRunning()).isTrue();
        }

        assertThat(batches.batches())
                .allSatisfy(ranges -> assertThat(ranges)
                        .as("a fourth of half the budget holds one record")
                        .allSatisfy(range -> assertThat(range.count()).isLessThanOrEqualTo(1)));
        assertThat(batches.deliveries().faults()).isEmpty();
    }

    @Test
    void aRecordThatCannotBeDeserializedAheadFailsWhereItIsRead() {
        String topic = topics.create(3);
        topics.fill(topic, 3, 4);
        List<Long> read = new CopyOnWriteArrayList<>();
        List<String> messages = new CopyOnWriteArrayList<>();
        StreamBatchListener<String, String> listener = batch -> batch.forEachPartition(partition -> {
            try {
                for (ConsumerRecord<String, String> record : partition) {
                    read.add(record.offset());
                }
            } catch (RuntimeException failure) {
                messages.add(failure.getMessage());
            }
        });
        Deserializers<String, String> picky =
                new Deserializers<>(org.apache.kafka.common.serialization.StringDeserializer::new, () -> (of, data) -> {
                    String value = new String(data, java.nio.charset.StandardCharsets.UTF_8);
                    if (value.equals("v2")) {
                        throw new IllegalArgumentException(value);
                    }
                    return value;
                });
        StreamOptions options = timed();

        try (DirectStream<String, String> stream = DirectStream.create(
                options,
                StreamHarness.definition(ConsumerStrategies.subscribe(List.of(topic)), picky, listener),
                streams.services(options, Map.of()))) {
            stream.start();
            await().until(() -> messages.size() == 3);
        }

        assertThat(read).containsExactly(0L, 1L, 0L, 1L, 0L, 1L);
        assertThat(messages).allSatisfy(message -> assertThat(message).contains("@2 cannot be deserialized"));
    }

    private DirectStream<String, String> start(
            StreamOptions options, String topic, StreamBatchListener<String, String> listener) {
        return streams.startTogether(options, ConsumerStrategies.subscribe(List.of(topic)), listener);
    }

    private StreamOptions timed() {
        return options(group).withTrigger(new Trigger.Interval(Duration.ofMillis(100)));
    }
}
