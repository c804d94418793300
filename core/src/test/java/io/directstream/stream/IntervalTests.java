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
import io.directstream.consumer.CacheOptions;
import io.directstream.consumer.CacheSnapshot;
import io.directstream.strategy.ConsumerStrategies;
import io.directstream.testing.Deliveries;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class IntervalTests extends BrokerTest {

    private static final Logger log = LoggerFactory.getLogger(IntervalTests.class);

    private static final Duration INTERVAL = Duration.ofMillis(100);

    /** Ten seconds in every build, a hundred by hand: -Dinterval.batches=1000. */
    private static final int BATCHES = Integer.getInteger("interval.batches", 50);

    private final Deliveries deliveries = new Deliveries();

    @Test
    @DisplayName("I1: each interval brings every record up to the log's end once, in contiguous ranges")
    void deliversEverythingOnce() {
        String topic = topics.create(3);
        topics.fill(topic, 3, 500);

        try (var stream = streams.start(timed(), ConsumerStrategies.subscribe(List.of(topic)), deliveries)) {
            await().until(() -> deliveries.count() == 1_500);
            topics.fill(topic, 3, 700);
            await().until(() -> deliveries.count() == 3_600);
            await().until(() -> topics.committed(group).values().stream().allMatch(offset -> offset == 1_200));
            assertThat(stream.snapshot().trigger()).isEqualTo("interval of 100 ms");
        }

        assertThat(deliveries.faults()).isEmpty();
    }

    @Test
    void aBacklogIsCutToMaxRecordsPerPartitionAndBatch() {
        String topic = topics.create(1);
        topics.fill(topic, 1, 1_000);
        StreamOptions small = timed().withBatch(new BatchOptions(256, 1 << 20, 10));

        try (var stream = streams.start(small, ConsumerStrategies.subscribe(List.of(topic)), deliveries)) {
            await().until(() -> deliveries.count() == 1_000);
            assertThat(stream.isRunning()).isTrue();
        }

        assertThat(deliveries.ranges()).extracting(OffsetRange::count).containsExactly(256L, 256L, 256L, 232L);
    }

    @Test
    void aBacklogIsCutToMaxBytesButNeverBelowOneRecord() {
        String topic = topics.create(1);
        for (int i = 0; i < 5; i++) {
            topics.send(topic, 0, "x".repeat(3_000));
        }
        topics.flush();
        StreamOptions small = timed().withBatch(new BatchOptions(1_000, 1_024, 10));

        try (var stream = streams.start(small, ConsumerStrategies.subscribe(List.of(topic)), deliveries)) {
            await().until(() -> deliveries.count() == 5);
            assertThat(stream.isRunning()).isTrue();
        }

        assertThat(deliveries.ranges()).extracting(OffsetRange::count).containsOnly(1L);
    }

    @Test
    void manyBatchesKeepTheirCadenceWhenTheListenerIsFast() throws Exception {
        List<BatchResult> results = run(batch -> {});

        List<Long> gaps = new ArrayList<>();
        for (int i = 1; i < results.size(); i++) {
            gaps.add(Duration.between(
                            results.get(i - 1).startedAt(), results.get(i).startedAt())
                    .toMillis());
        }
        assertThat(median(gaps)).isBetween(80L, 130L);
        assertThat(median(delays(results))).isLessThan(100);
    }

    @Test
    void aListenerSlowerThanTheIntervalIsFollowedAtOnceAndItsDelayReported() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        List<BatchResult> results =
                run(batch -> assertThat(never.await(150, TimeUnit.MILLISECONDS)).isFalse());

        assertThat(median(delays(results))).isBetween(10L, 250L);
        long began = results.get(0).startedAt().toEpochMilli();
        long ended = results.get(results.size() - 1).startedAt().toEpochMilli();
        assertThat((ended - began) / (results.size() - 1))
                .as("milliseconds from batch to batch, without waiting for the next interval")
                .isLessThan(240);
    }

    @Test
    void readersAreKeptWithinTheCapacityAndTheLeastRecentlyUsedGoFirst() {
        String topic = topics.create(8);
        StreamOptions few = timed().withCache(new CacheOptions(3, Duration.ofMinutes(5)));

        try (var stream = streams.start(few, ConsumerStrategies.subscribe(List.of(topic)), deliveries)) {
            for (int round = 1; round <= 3; round++) {
                long expected = round * 80L;
                topics.fill(topic, 8, 10);
                await().until(() -> deliveries.count() == expected);
                await().until(() -> stream.consumerCache().size() <= 3);
            }
            CacheSnapshot cache = stream.consumerCache();
            assertThat(cache.maxCapacity()).isEqualTo(3);
            assertThat(cache.evictions()).isGreaterThanOrEqualTo(15);
            assertThat(cache.misses()).isGreaterThanOrEqualTo(18);
        }

        assertThat(deliveries.faults()).isEmpty();
    }

    @Test
    void idleReadersAreClosedAfterTheirTimeAndMadeAgain() {
        String topic = topics.create(2);
        StreamOptions shortLived = timed().withCache(new CacheOptions(null, Duration.ofMillis(100)));

        try (var stream = streams.start(shortLived, ConsumerStrategies.subscribe(List.of(topic)), deliveries)) {
            topics.fill(topic, 2, 10);
            await().until(() -> deliveries.count() == 20);
            await().until(() -> stream.consumerCache().size() == 0);
            topics.fill(topic, 2, 10);
            await().until(() -> deliveries.count() == 40);
        }

        assertThat(deliveries.faults()).isEmpty();
    }

    @Test
    void withoutACacheEachRangeHasAKafkaConsumerOfItsOwn() {
        String topic = topics.create(3);
        StreamOptions uncached = timed().withCache(new CacheOptions(false, null, Duration.ofMinutes(5)));

        try (var stream = streams.start(uncached, ConsumerStrategies.subscribe(List.of(topic)), deliveries)) {
            for (int round = 1; round <= 3; round++) {
                long expected = round * 30L;
                topics.fill(topic, 3, 10);
                await().until(() -> deliveries.count() == expected);
            }
            await().until(() -> stream.consumerCache().fetchers().isEmpty());
            CacheSnapshot cache = stream.consumerCache();
            assertThat(cache.size()).isZero();
            assertThat(cache.hits()).isZero();
            assertThat(cache.misses()).isGreaterThanOrEqualTo(9);
        }

        assertThat(deliveries.faults()).isEmpty();
    }

    @Test
    @DisplayName("I4: a failing range is the same range again, while other partitions keep their intervals")
    void aFailingRangeIsDeliveredAgain() {
        String topic = topics.create(2);
        topics.fill(topic, 2, 10);
        AtomicBoolean failed = new AtomicBoolean();
        List<OffsetRange> attempts = new java.util.concurrent.CopyOnWriteArrayList<>();

        try (var stream = streams.start(timed(), ConsumerStrategies.subscribe(List.of(topic)), batch -> {
            if (batch.offsetRange().partition() == 0) {
                attempts.add(batch.offsetRange());
                if (failed.compareAndSet(false, true)) {
                    topics.send(topic, 0, "more").get();
                    throw new IllegalStateException("once");
                }
            }
            deliveries.onBatch(batch);
        })) {
            await().until(() -> deliveries.count() == 21);
            assertThat(stream.snapshot().totals().failed()).isEqualTo(1);
        }

        assertThat(attempts.get(1)).isEqualTo(attempts.get(0));
        assertThat(deliveries.faults()).isEmpty();
    }

    /** Runs a stream with records in each interval; the results of as many batches as wanted, the first ones left out. */
    private List<BatchResult> run(io.directstream.BatchListener<String, String> listener) throws Exception {
        String topic = topics.create(1);
        StreamOptions options = timed().withBatch(new BatchOptions(10_000, 1 << 20, BATCHES));
        AtomicBoolean enough = new AtomicBoolean();
        Thread load = new Thread(() -> {
            CountDownLatch pause = new CountDownLatch(1);
            try {
                while (!enough.get()) {
                    topics.send(topic, 0, "v");
                    assertThat(pause.await(10, TimeUnit.MILLISECONDS)).isFalse();
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        });
        load.start();
        try (var stream = streams.start(options, ConsumerStrategies.subscribe(List.of(topic)), listener)) {
            await().atMost(Duration.ofMinutes(10))
                    .until(() -> stream.snapshot().totals().completed() >= BATCHES + 10);
            List<BatchResult> results = new ArrayList<>(stream.history());
            java.util.Collections.reverse(results);
            long first = results.get(0).startedAt().toEpochMilli();
            long last = results.get(results.size() - 1).startedAt().toEpochMilli();
            log.info(
                    "{} batches at an interval of {} ms: one each {} ms on average, median scheduling delay {} ms, longest {} ms",
                    results.size(),
                    INTERVAL.toMillis(),
                    (last - first) / (results.size() - 1.0),
                    median(delays(results)),
                    delays(results).stream().max(Long::compare).orElseThrow());
            return results;
        } finally {
            enough.set(true);
            load.join();
        }
    }

    private StreamOptions timed() {
        return options(group).withTrigger(new Trigger.Interval(INTERVAL));
    }

    private static List<Long> delays(List<BatchResult> results) {
        return results.stream()
                .map(result -> result.schedulingDelay().toMillis())
                .toList();
    }

    private static long median(List<Long> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }
}
