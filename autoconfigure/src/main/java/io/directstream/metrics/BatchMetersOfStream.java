/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.metrics;

import io.directstream.StreamClock;
import io.directstream.stream.BatchOutcome;
import io.directstream.stream.BatchResult;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The batch meters of one stream, kept at hand: asking the registry for a meter costs more than recording. */
final class BatchMetersOfStream {

    private final MeterRegistry registry;

    private final StreamClock clock;

    private final Tags tags;

    private final PerOutcome<Timer> timers;

    private final Map<String, PerOutcome<Counter>> recordsByTopic = new ConcurrentHashMap<>();

    private volatile long lastCompletedNanos;

    private @Nullable TimeGauge lastCompleted;

    BatchMetersOfStream(String stream, MeterRegistry registry, StreamClock clock) {
        this.registry = registry;
        this.clock = clock;
        this.tags = Tags.of(DirectStreamMeters.TAG_STREAM, stream);
        this.timers = PerOutcome.make(this::timer);
    }

    /** Has the series of a topic exist from now on. */
    void announce(String topic) {
        recordsOf(topic);
    }

    void count(BatchResult result) {
        timers.of(result.outcome()).record(result.duration());
        result.ranges()
                .forEach(each ->
                        recordsOf(each.range().topic()).of(result.outcome()).increment(each.records()));
        if (result.outcome() == BatchOutcome.COMPLETED) {
            completedNow();
        }
    }

    synchronized void forgetLastCompleted() {
        if (lastCompleted != null) {
            registry.remove(lastCompleted);
            lastCompleted = null;
        }
    }

    void remove() {
        timers.forEach(registry::remove);
        recordsByTopic.values().forEach(records -> records.forEach(registry::remove));
        forgetLastCompleted();
    }

    private synchronized void completedNow() {
        lastCompletedNanos = clock.nanoTime();
        if (lastCompleted == null) {
            lastCompleted = TimeGauge.builder(
                            DirectStreamMeters.BATCH_LAST_COMPLETED,
                            () -> clock.nanoTime() - lastCompletedNanos,
                            TimeUnit.NANOSECONDS)
                    .description("Time since a range was last completed")
                    .tags(tags)
                    .register(registry);
        }
    }

    private PerOutcome<Counter> recordsOf(String topic) {
        PerOutcome<Counter> known = recordsByTopic.get(topic);
        return (known != null)
                ? known
                : recordsByTopic.computeIfAbsent(topic, name -> PerOutcome.make(outcome -> counter(name, outcome)));
    }

    private Timer timer(BatchOutcome outcome) {
        return Timer.builder(DirectStreamMeters.BATCH)
                .description("Deliveries of ranges: reading, the listener and handing over to the store")
                .tags(tags.and(DirectStreamMeters.TAG_OUTCOME, word(outcome)))
                .register(registry);
    }

    private Counter counter(String topic, BatchOutcome outcome) {
        return Counter.builder(DirectStreamMeters.RECORDS)
                .description("Delivered records, counted once per delivery of their range")
                .baseUnit("records")
                .tags(tags.and(DirectStreamMeters.TAG_TOPIC, topic, DirectStreamMeters.TAG_OUTCOME, word(outcome)))
                .register(registry);
    }

    private static String word(BatchOutcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT);
    }
}
