/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.metrics;

import io.directstream.StreamClock;
import io.directstream.listener.ObservedRead;
import io.directstream.listener.ObservedRead.Outcome;
import io.directstream.listener.ReadObserver;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Counts reads of given ranges and shows how far those under way are. All counts of a purpose exist once its first read
 * began. Costs nothing per record: reads are asked for their progress. Safe for use by many threads.
 */
public final class ReadMeters implements ReadObserver {

    private final MeterRegistry registry;

    private final StreamClock clock;

    private final Map<Tags, MetersOfReads> reads = new HashMap<>();

    private final GaugeSeries active;

    private final GaugeSeries remaining;

    /** Counts into the given registry. */
    public ReadMeters(MeterRegistry registry, StreamClock clock) {
        this.registry = registry;
        this.clock = clock;
        this.active = new GaugeSeries(registry, (tags, value) -> registerActive(registry, tags, value));
        this.remaining = new GaugeSeries(registry, (tags, value) -> registerRemaining(registry, tags, value));
    }

    @Override
    public synchronized void started(ObservedRead read) {
        reads.computeIfAbsent(tags(read), tags -> new MetersOfReads(read, registry, clock))
                .started(read);
    }

    @Override
    public synchronized void ended(ObservedRead read, Outcome outcome) {
        MetersOfReads meters = reads.get(tags(read));
        if (meters != null) {
            meters.ended(read, outcome);
        }
    }

    /** Shows the reads under way as they are now, and what they read so far. */
    synchronized void refresh() {
        Map<Tags, Double> actives = new HashMap<>();
        Map<Tags, Double> remainders = new HashMap<>();
        reads.forEach((tags, meters) -> {
            meters.refresh();
            if (meters.active() > 0) {
                actives.put(tags, (double) meters.active());
            }
            meters.remaining().ifPresent(offsets -> remainders.put(tags, (double) offsets));
        });
        active.show(actives);
        remaining.show(remainders);
    }

    /** Removes the meters of all but the given streams; those of reads under way, and of no stream, stay. */
    synchronized void retain(Set<String> existing) {
        reads.values().removeIf(meters -> {
            String stream = meters.stream();
            boolean over = stream != null && !existing.contains(stream) && meters.active() == 0;
            if (over) {
                meters.remove();
            }
            return over;
        });
    }

    /** Removes the gauges, because nothing would move them any more. */
    synchronized void clear() {
        active.show(Map.of());
        remaining.show(Map.of());
    }

    private static Tags tags(ObservedRead read) {
        String stream = read.stream();
        return Tags.of(
                DirectStreamMeters.TAG_STREAM,
                stream == null ? DirectStreamMeters.NO_STREAM : stream,
                DirectStreamMeters.TAG_PURPOSE,
                DirectStreamMeters.word(read.purpose()));
    }

    private static Meter registerActive(MeterRegistry registry, Tags tags, Supplier<Number> value) {
        return Gauge.builder(DirectStreamMeters.READ_ACTIVE, value)
                .description("Reads of given ranges that are under way")
                .tags(tags)
                .register(registry);
    }

    private static Meter registerRemaining(MeterRegistry registry, Tags tags, Supplier<Number> value) {
        return Gauge.builder(DirectStreamMeters.READ_REMAINING, value)
                .description("Offsets that the reads under way did not read yet")
                .baseUnit("offsets")
                .tags(tags)
                .register(registry);
    }
}
