/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.metrics;

import io.directstream.StreamClock;
import io.directstream.offset.StoreOutcome;
import io.directstream.stream.BatchOutcome;
import io.directstream.stream.BatchResult;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The counting meters of one stream, kept at hand: asking the registry for a meter costs more than recording. */
final class BatchMetersOfStream {

    private final String stream;

    private final MeterRegistry registry;

    private final StreamClock clock;

    private final MetersOfStream meters;

    private final DeliveryMeters deliveries;

    private final StoreMeters stores;

    private final Counter fenceHits;

    private final Counter rebalances;

    private final Map<String, PerOutcome<Counter>> recordsByTopic = new ConcurrentHashMap<>();

    private final Map<String, Counter> lostByTopic = new ConcurrentHashMap<>();

    private volatile long lastCompletedNanos;

    private @Nullable TimeGauge lastCompleted;

    BatchMetersOfStream(String stream, MeterRegistry registry, StreamClock clock) {
        this.stream = stream;
        this.registry = registry;
        this.clock = clock;
        this.meters = new MetersOfStream(stream, registry);
        this.deliveries = new DeliveryMeters(meters);
        this.stores = new StoreMeters(meters);
        this.fenceHits = meters.counter(
                DirectStreamMeters.FENCE_HITS,
                "Ranges that were not stored because their partition had gone or had moved on");
        this.rebalances = meters.counter(
                DirectStreamMeters.REBALANCES, "Rebalances of the group in which this instance took part");
    }

    /** Has the series of a topic exist from now on. */
    void announce(String topic) {
        recordsOf(topic);
        lostOf(topic);
    }

    void count(BatchResult result) {
        deliveries.record(result);
        result.ranges()
                .forEach(each ->
                        recordsOf(each.range().topic()).of(result.outcome()).increment(each.records()));
        if (result.outcome() == BatchOutcome.COMPLETED) {
            completedNow();
        }
    }

    void storeAnswered(String store, @Nullable StoreOutcome outcome, Duration duration) {
        stores.answered(store, outcome, duration);
    }

    void fenceHit() {
        fenceHits.increment();
    }

    void rebalanced() {
        rebalances.increment();
    }

    void lost(String topic, long records) {
        lostOf(topic).increment((double) records);
    }

    synchronized void forgetLastCompleted() {
        if (lastCompleted != null) {
            registry.remove(lastCompleted);
            lastCompleted = null;
        }
    }

    void remove() {
        meters.remove();
        forgetLastCompleted();
    }

    private synchronized void completedNow() {
        lastCompletedNanos = clock.nanoTime();
        if (lastCompleted == null) {
            lastCompleted = TimeGauge.builder(
                            DirectStreamMeters.BATCH_LAST_COMPLETED,
                            () -> clock.nanoTime() - lastCompletedNanos,
                            TimeUnit.NANOSECONDS)
                    .description("Time since a batch was last completed")
                    .tags(Tags.of(DirectStreamMeters.TAG_STREAM, stream))
                    .register(registry);
        }
    }

    private PerOutcome<Counter> recordsOf(String topic) {
        PerOutcome<Counter> known = recordsByTopic.get(topic);
        return (known != null)
                ? known
                : recordsByTopic.computeIfAbsent(
                        topic,
                        name -> PerOutcome.make(outcome -> meters.records(
                                DirectStreamMeters.RECORDS,
                                "Delivered records, counted once per delivery of their range",
                                DirectStreamMeters.TAG_TOPIC,
                                name,
                                DirectStreamMeters.TAG_OUTCOME,
                                DirectStreamMeters.word(outcome))));
    }

    private Counter lostOf(String topic) {
        return lostByTopic.computeIfAbsent(
                topic,
                name -> meters.counter(
                        DirectStreamMeters.RECORDS_LOST,
                        "Records that were skipped because the log no longer held them",
                        DirectStreamMeters.TAG_TOPIC,
                        name));
    }
}
