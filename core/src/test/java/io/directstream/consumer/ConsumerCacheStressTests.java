/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import io.directstream.testing.FakeClients;
import io.directstream.testing.FetchedRecords;
import io.directstream.testing.ManualClock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Many threads lease few readers, while others drop, pin and evict them and fetchers fill them. */
class ConsumerCacheStressTests {

    private static final long SEED = 20_260_723;

    private static final int THREADS = 100;

    private static final int LEASES = 50_000;

    private static final int KEYS = 300;

    private final ManualClock clock = new ManualClock();

    private final ByteBudget budget = new ByteBudget(200_000, Integer.MAX_VALUE, () -> {});

    private final Queue<String> faults = new ConcurrentLinkedQueue<>();

    private final FetcherPool fetchers = new FetcherPool(
            2,
            new FetcherPool.Source(new FakeClients(index -> new EndlessConsumer()), Map.of(), clock),
            budget,
            new FaultCollector());

    private final ConsumerCache cache =
            new ConsumerCache("billing", new CacheOptions(8, Duration.ofSeconds(1)), fetchers, budget, clock);

    private final Map<PartitionReader, Thread> users = new ConcurrentHashMap<>();

    private final AtomicLong leased = new AtomicLong();

    private final AtomicLong refused = new AtomicLong();

    private final AtomicLong records = new AtomicLong();

    @Test
    @DisplayName("I5: 100 threads, 50,000 leases: no reader is shared, leaked, or closed while it is leased")
    void noReaderIsSharedLeakedOrClosedWhileLeased() throws Exception {
        storm();

        String what = "seed %d: %d leased, %d refused, %d records, %s"
                .formatted(SEED, leased.get(), refused.get(), records.get(), cache.snapshot());
        assertThat(faults).as(what).isEmpty();
        assertThat(leased.get() + refused.get()).isEqualTo(LEASES);
        assertThat(records).as("readers were filled meanwhile").hasPositiveValue();
        CacheSnapshot snapshot = cache.snapshot();
        assertThat(snapshot.inUse()).as(what).isZero();
        assertThat(snapshot.hits() + snapshot.misses()).as(what).isEqualTo(leased.get());
        assertThat(snapshot.evictions()).as(what).isPositive();
        assertThat(fetched()).as(what).isEqualTo(snapshot.size());

        cache.close();
        assertThat(fetched()).as("after the end").isZero();
        assertThat(budget.used()).as("after the end").isZero();
        assertThat(budget.isUrgent()).as("after the end").isFalse();
    }

    private void storm() throws Exception {
        ExecutorService threads =
                Executors.newFixedThreadPool(THREADS + fetchers.all().size());
        try {
            AtomicBoolean over = new AtomicBoolean();
            List<? extends Future<?>> pollers = fetchers.all().stream()
                    .map(fetcher -> threads.submit(() -> pollUntil(over, fetcher)))
                    .toList();
            CountDownLatch begin = new CountDownLatch(1);
            List<? extends Future<?>> leasers = IntStream.range(0, THREADS)
                    .mapToObj(thread -> threads.submit(() -> {
                        begin.await();
                        leaseAndLease(new Random(SEED + thread));
                        return null;
                    }))
                    .toList();
            begin.countDown();
            for (Future<?> leaser : leasers) {
                leaser.get(60, TimeUnit.SECONDS);
            }
            over.set(true);
            for (Future<?> poller : pollers) {
                poller.get(10, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private void leaseAndLease(Random random) {
        Map<TopicPartition, Long> positions = new HashMap<>();
        for (int i = 0; i < LEASES / THREADS; i++) {
            TopicPartition partition = new TopicPartition("orders", random.nextInt(KEYS));
            long from = random.nextInt(10) == 0 ? random.nextInt(1_000) : positions.getOrDefault(partition, 0L);
            Optional<ConsumerLease> lease = cache.lease(partition, from);
            if (lease.isPresent()) {
                positions.put(partition, use(lease.get(), from, random));
            } else {
                refused.incrementAndGet();
            }
            disturb(random);
        }
    }

    /** Returns where the reader stands afterwards. */
    private long use(ConsumerLease lease, long from, Random random) {
        leased.incrementAndGet();
        PartitionReader reader = lease.reader();
        Thread other = users.putIfAbsent(reader, Thread.currentThread());
        if (other != null) {
            faults.add(reader.partition() + " is leased to " + other.getName() + " too");
        }
        long position = from;
        for (int i = random.nextInt(4); i >= 0; i--) {
            expect(reader, position);
            RawRecords taken = lease.take(position + random.nextInt(20), 1 + random.nextInt(10), 500);
            taken.giveBack(budget);
            for (ConsumerRecord<byte[], byte[]> record : taken.records()) {
                if (record.offset() != position++) {
                    faults.add(record.offset() + " of " + reader.partition() + " instead of " + (position - 1));
                }
            }
            records.addAndGet(taken.records().size());
            Thread.yield();
        }
        expect(reader, position);
        users.remove(reader);
        lease.close();
        return position;
    }

    private void expect(PartitionReader reader, long position) {
        long now = reader.position();
        if (now != position) {
            faults.add("%s stands at %d instead of %d while it is leased".formatted(reader.partition(), now, position));
        }
    }

    private void disturb(Random random) {
        TopicPartition partition = new TopicPartition("orders", random.nextInt(KEYS));
        switch (random.nextInt(20)) {
            case 0 -> cache.drop(partition);
            case 1 -> cache.pin(partition, random.nextInt(1_000));
            case 2 -> cache.evictIdle();
            case 3 -> clock.advance(Duration.ofMillis(100));
            case 4 -> cache.snapshot();
            case 5 -> cache.assigned(random.nextInt(KEYS));
            default -> {}
        }
    }

    private void pollUntil(AtomicBoolean over, Fetcher fetcher) {
        while (!over.get()) {
            if (fetcher.tryAcquire()) {
                try {
                    fetcher.poll(Duration.ZERO);
                } finally {
                    fetcher.release();
                }
            }
            Thread.yield();
        }
    }

    private int fetched() {
        return cache.snapshot().fetchers().stream()
                .mapToInt(CacheSnapshot.FetcherEntry::partitions)
                .sum();
    }

    private final class FaultCollector implements ReadListener {

        @Override
        public void recordsArrived(List<TopicPartition> partitions) {}

        @Override
        public void readFailed(TopicPartition partition, RuntimeException cause) {
            faults.add(partition + ": " + cause);
        }

        @Override
        public void fetcherFailed(String clientId, RuntimeException cause) {
            faults.add(clientId + ": " + cause);
        }
    }

    /** Has a few records wherever it is asked to read, and refuses what the real consumer refuses. */
    private static final class EndlessConsumer extends MockConsumer<byte[], byte[]> {

        private EndlessConsumer() {
            super("none");
        }

        @Override
        public synchronized void seek(TopicPartition partition, long offset) {
            if (offset < 0) {
                throw new IllegalArgumentException("seek offset must not be a negative number");
            }
            super.seek(partition, offset);
        }

        @Override
        public synchronized ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
            Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> records = new HashMap<>();
            Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>();
            for (TopicPartition partition : assignment()) {
                if (!paused().contains(partition)) {
                    long from = position(partition);
                    super.seek(partition, from + 5);
                    records.put(partition, FetchedRecords.records(partition, from, from + 5));
                    next.put(partition, new OffsetAndMetadata(from + 5));
                }
            }
            return new ConsumerRecords<>(records, next);
        }
    }
}
