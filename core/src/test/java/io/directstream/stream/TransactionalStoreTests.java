/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import static io.directstream.testing.StreamHarness.options;
import static org.assertj.core.api.Assertions.assertThat;

import io.directstream.FailedRecordException;
import io.directstream.OffsetRange;
import io.directstream.PartitionBatch;
import io.directstream.StreamBatchListener;
import io.directstream.offset.InMemoryOffsetStore;
import io.directstream.offset.OffsetStoreException;
import io.directstream.offset.StorableRange;
import io.directstream.offset.StoreOutcome;
import io.directstream.offset.StoredOffset;
import io.directstream.offset.TopicShape;
import io.directstream.offset.TransactionalOffsetStore;
import io.directstream.offset.UnitOfWork;
import io.directstream.strategy.ConsumerStrategies;
import io.directstream.testing.StreamHarness;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TransactionalStoreTests extends BrokerTest {

    private final FaultyStore store = new FaultyStore();

    private final List<OffsetRange> delivered = new CopyOnWriteArrayList<>();

    private final List<Integer> attempts = new CopyOnWriteArrayList<>();

    private final AtomicInteger troubles = new AtomicInteger();

    @Test
    @DisplayName(
            "I3: the listener runs inside the store's unit of work, and a failure of its own rolls the offset back")
    void theListenerRunsInsideTheUnitOfWork() {
        TopicPartition partition = filled();

        try (var stream = start(partition, batch -> {
            assertThat(store.inWork.get()).isTrue();
            remember(batch);
            if (troubles.incrementAndGet() == 1) {
                throw new IllegalStateException("once");
            }
        })) {
            await().until(() -> store.offset(partition) == 10);
            assertThat(stream.snapshot().totals().failed()).isEqualTo(1);
        }

        assertThat(delivered)
                .containsExactly(OffsetRange.create(partition, 0, 10), OffsetRange.create(partition, 0, 10));
    }

    @Test
    @DisplayName(
            "I1, I3: a range that does not begin at the stored offset is refused, counted, and healed by reading on there")
    void aRefusedRangeHealsByItself() {
        TopicPartition partition = filled();

        try (var stream = start(partition, batch -> {
            remember(batch);
            if (troubles.incrementAndGet() == 1) {
                store.move(partition, 4);
            }
        })) {
            await().until(() -> store.offset(partition) == 10);
            assertThat(stream.snapshot().totals().fenceHits()).isEqualTo(1);
            assertThat(stream.snapshot().totals().failed()).isZero();
            await().until(() ->
                    Long.valueOf(0).equals(stream.snapshot().assigned().get(0).lag()));
        }

        assertThat(delivered)
                .containsExactly(OffsetRange.create(partition, 0, 10), OffsetRange.create(partition, 4, 10));
    }

    @Test
    @DisplayName("I3: a range that is skipped is stored in a unit of work without the listener, and once")
    void aSkippedRangeIsStoredInAUnitOfWork() {
        TopicPartition partition = filled();
        StreamOptions options = options(group);
        options = options.withFailure(options.failure().withWhenExhausted(new FailurePolicy.WhenExhausted.Skip()));

        try (var stream = start(options, partition, batch -> {
            remember(batch);
            throw new IllegalStateException("always");
        })) {
            await().until(() -> store.offset(partition) == 10);
            assertThat(stream.snapshot().totals().failed()).isEqualTo(4);
            assertThat(stream.snapshot().totals().fenceHits()).isZero();
        }

        assertThat(delivered).hasSize(4);
    }

    @Test
    @DisplayName("I3: around a bad record that is isolated, each part is a unit of work, and nothing is handled twice")
    void aBadRecordIsIsolatedInUnitsOfWork() {
        TopicPartition partition = filled();
        List<Long> handled = new CopyOnWriteArrayList<>();
        StreamOptions options = options(group);
        options = options.withFailure(options.failure().withWhenExhausted(new FailurePolicy.WhenExhausted.Skip(true)));

        try (var stream = start(options, partition, batch -> {
            List<Long> offsets =
                    batch.records().stream().map(record -> record.offset()).toList();
            if (offsets.contains(6L)) {
                throw new IllegalStateException("always");
            }
            handled.addAll(offsets);
        })) {
            await().until(() -> store.offset(partition) == 10);
            assertThat(stream.snapshot().totals().fenceHits()).isZero();
        }

        assertThat(handled).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 7L, 8L, 9L);
    }

    @Test
    @DisplayName("I3: what came before a record that is named was rolled back with it, and is delivered again")
    void whatWasRolledBackIsDeliveredAgain() {
        TopicPartition partition = filled();
        StreamOptions options = options(group);
        options = options.withFailure(options.failure().withWhenExhausted(new FailurePolicy.WhenExhausted.Skip()));

        try (var stream = start(options, partition, batch -> {
            remember(batch);
            if (batch.records().stream().anyMatch(record -> record.offset() == 6)) {
                throw FailedRecordException.atOffset(6, new IllegalStateException("always"));
            }
        })) {
            await().until(() -> store.offset(partition) == 10);
            assertThat(stream.snapshot().totals().failed()).isEqualTo(1);
        }

        assertThat(delivered)
                .containsExactly(
                        OffsetRange.create(partition, 0, 10),
                        OffsetRange.create(partition, 0, 6),
                        OffsetRange.create(partition, 7, 10));
    }

    @Test
    @DisplayName("I9: a store that is away is waited for; that is not an attempt")
    void anOutageOfTheStoreIsNotAnAttempt() {
        TopicPartition partition = filled();
        store.outages.set(2);

        try (var stream = start(partition, this::remember)) {
            await().until(() -> store.offset(partition) == 10);
            assertThat(stream.snapshot().totals().failed()).isZero();
        }

        assertThat(attempts).isNotEmpty().containsOnly(1);
    }

    @Test
    @DisplayName("I9: a store that forgets to answer is an outage that is said aloud, and the range runs again")
    void aStoreWithoutAnAnswerIsAskedAgain() {
        TopicPartition partition = filled();
        store.silences.set(1);

        try (var stream = start(partition, this::remember)) {
            await().until(() -> delivered.size() == 2 && store.offset(partition) == 10);
            assertThat(stream.snapshot().totals().failed()).isZero();
        }

        assertThat(delivered).containsOnly(OffsetRange.create(partition, 0, 10));
    }

    @Test
    @DisplayName("I3: a stream batch is one unit of work over all its partitions")
    void aStreamBatchIsOneUnitOfWork() {
        String topic = topics.create(3);
        topics.fill(topic, 3, 10);
        List<List<OffsetRange>> batches = new CopyOnWriteArrayList<>();
        StreamOptions options = options(group);
        StreamBatchListener<String, String> listener = batch -> {
            assertThat(store.inWork.get()).isTrue();
            batches.add(batch.offsetRanges());
            batch.forEachPartition(partition -> assertThat(store.inWork.get()).isTrue());
            if (troubles.incrementAndGet() == 1) {
                throw new IllegalStateException("once");
            }
        };

        try (DirectStream<String, String> stream = DirectStream.create(
                options.withTrigger(new Trigger.Interval(java.time.Duration.ofMillis(100))),
                StreamHarness.definition(ConsumerStrategies.subscribe(List.of(topic)), listener),
                streams.services(options, Map.of()).withOffsetStore(context -> store))) {
            stream.start();
            await().until(() -> java.util.stream.IntStream.range(0, 3)
                    .allMatch(i -> store.offset(new TopicPartition(topic, i)) == 10));
            await().until(() -> stream.snapshot().totals().completed() == 1);
        }

        assertThat(batches).hasSize(2);
        assertThat(batches.get(1)).isEqualTo(batches.get(0)).hasSize(3);
        assertThat(store.sizes).endsWith(3);
    }

    private void remember(PartitionBatch<String, String> batch) {
        delivered.add(batch.offsetRange());
        attempts.add(batch.attempt());
    }

    private DirectStream<String, String> start(
            TopicPartition partition, io.directstream.BatchListener<String, String> listener) {
        return start(options(group), partition, listener);
    }

    private DirectStream<String, String> start(
            StreamOptions options, TopicPartition partition, io.directstream.BatchListener<String, String> listener) {
        DirectStream<String, String> stream = DirectStream.create(
                options,
                StreamHarness.definition(ConsumerStrategies.subscribe(List.of(partition.topic())), listener),
                streams.services(options, Map.of()).withOffsetStore(context -> store));
        stream.start();
        return stream;
    }

    private TopicPartition filled() {
        String topic = topics.create(1);
        topics.fill(topic, 1, 10);
        return new TopicPartition(topic, 0);
    }

    /** Keeps offsets in memory, and fails or forgets to answer when it is told to. */
    private static final class FaultyStore implements TransactionalOffsetStore {

        private final InMemoryOffsetStore memory = new InMemoryOffsetStore();

        /** How many ranges each unit of work stored. */
        private final List<Integer> sizes = new CopyOnWriteArrayList<>();

        private final ThreadLocal<Boolean> inWork = ThreadLocal.withInitial(() -> false);

        private final AtomicInteger outages = new AtomicInteger();

        private final AtomicInteger silences = new AtomicInteger();

        private long offset(TopicPartition partition) {
            StoredOffset stored = memory.stored().get(partition);
            return stored == null ? -1 : stored.offset();
        }

        private void move(TopicPartition partition, long offset) {
            memory.store(List.of(StorableRange.position(partition, offset, 1, null, TopicShape.of(1))
                    .replacing(offset(partition))));
        }

        @Override
        public String name() {
            return memory.name();
        }

        @Override
        public CompletionStage<Map<TopicPartition, StoredOffset>> load(String stream, Set<TopicPartition> partitions) {
            return memory.load(stream, partitions);
        }

        @Override
        public CompletionStage<List<StoreOutcome>> store(List<StorableRange> positions) {
            return memory.store(positions);
        }

        @Override
        public List<StoreOutcome> storeWith(List<StorableRange> ranges, UnitOfWork work) throws Exception {
            if (outages.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                throw new OffsetStoreException("the store is away", new IllegalStateException("connection refused"));
            }
            UnitOfWork marked = () -> {
                inWork.set(true);
                try {
                    work.run();
                } finally {
                    inWork.set(false);
                }
            };
            if (silences.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                marked.run();
                return List.of();
            }
            sizes.add(ranges.size());
            return memory.storeWith(ranges, marked);
        }

        @Override
        public void close() {}
    }
}
