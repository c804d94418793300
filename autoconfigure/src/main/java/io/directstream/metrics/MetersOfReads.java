/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.metrics;

import io.directstream.Progress;
import io.directstream.StreamClock;
import io.directstream.listener.ObservedRead;
import io.directstream.listener.ObservedRead.Outcome;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The reads of one stream for one purpose: those under way, and the meters that count. Used under a lock. */
final class MetersOfReads {

    private final @Nullable String stream;

    private final StreamClock clock;

    private final MetersOfStream meters;

    private final Map<Outcome, Timer> ends = new EnumMap<>(Outcome.class);

    private final Counter records;

    private final Map<ObservedRead, UnderWay> underWay = new HashMap<>();

    /** With the tags of the given read. */
    MetersOfReads(ObservedRead first, MeterRegistry registry, StreamClock clock) {
        this.stream = first.stream();
        this.clock = clock;
        this.meters = new MetersOfStream(stream == null ? DirectStreamMeters.NO_STREAM : stream, registry);
        String purpose = DirectStreamMeters.word(first.purpose());
        for (Outcome outcome : Outcome.values()) {
            ends.put(
                    outcome,
                    meters.timer(
                            DirectStreamMeters.READ,
                            "Reads of given ranges, from their begin to their end",
                            DirectStreamMeters.TAG_PURPOSE,
                            purpose,
                            DirectStreamMeters.TAG_OUTCOME,
                            DirectStreamMeters.word(outcome)));
        }
        this.records = meters.records(
                DirectStreamMeters.READ_RECORDS,
                "Records of given ranges that were read",
                DirectStreamMeters.TAG_PURPOSE,
                purpose);
    }

    /** The stream; null for none. */
    @Nullable
    String stream() {
        return stream;
    }

    void started(ObservedRead read) {
        underWay.put(read, new UnderWay(clock.nanoTime(), new Progress(0, 0, 0, 0, 0)));
    }

    void ended(ObservedRead read, Outcome outcome) {
        UnderWay ended = underWay.computeIfPresent(read, this::refreshed);
        Timer timer = ends.get(outcome);
        if (ended != null && timer != null) {
            underWay.remove(read);
            timer.record(Duration.ofNanos(clock.nanoTime() - ended.began()));
        }
    }

    /** Asks the reads for their progress. */
    void refresh() {
        underWay.replaceAll(this::refreshed);
    }

    int active() {
        return underWay.size();
    }

    /** How many offsets are left, as far as known; empty if no read knows its ranges yet. */
    OptionalLong remaining() {
        List<Progress> known = underWay.values().stream()
                .map(UnderWay::progress)
                .filter(progress -> progress.rangesTotal() > 0)
                .toList();
        return known.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(
                        known.stream().mapToLong(Progress::offsetsRemaining).sum());
    }

    void remove() {
        meters.remove();
    }

    private UnderWay refreshed(ObservedRead read, UnderWay before) {
        Progress now = read.progress();
        records.increment((double) (now.records() - before.progress().records()));
        return new UnderWay(before.began(), now);
    }

    /** A read, when it began and what was counted of it. */
    private record UnderWay(long began, Progress progress) {}
}
