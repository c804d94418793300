/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import io.directstream.StreamClock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports listeners that do not come to an end, with their ranges and where they are: when they have run for the time the
 * options say, and again each time that this doubled. Used by the member's thread only.
 */
final class ListenerWatch {

    private static final long INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Logger log;

    private final String stream;

    private final Reading reading;

    private final Duration patience;

    private final StreamClock clock;

    /** How long the ranges of a thread had run when they were last reported. */
    private Map<Thread, Long> reported = Map.of();

    private long next;

    ListenerWatch(StreamOptions options, Reading reading, StreamClock clock) {
        this(options, reading, clock, LoggerFactory.getLogger(ListenerWatch.class));
    }

    ListenerWatch(StreamOptions options, Reading reading, StreamClock clock, Logger log) {
        this.log = log;
        this.stream = options.name();
        this.reading = reading;
        this.patience = options.timeouts().listener();
        this.clock = clock;
        this.next = clock.nanoTime();
    }

    void look() {
        long now = clock.nanoTime();
        if (now - next < 0) {
            return;
        }
        next = now + INTERVAL_NANOS;
        Map<Thread, Long> still = new HashMap<>();
        reading.table().view().running().stream()
                .filter(running -> now - running.since() >= patience.toNanos())
                .collect(Collectors.groupingBy(RunningRange::thread))
                .forEach((thread, ranges) -> still.put(thread, report(thread, ranges, now)));
        reported = still;
    }

    /** Returns for how long they had run when they were last reported. */
    private long report(Thread thread, List<RunningRange> ranges, long now) {
        long ran = now - ranges.get(0).since();
        long before = reported.getOrDefault(thread, 0L);
        if (ran >= before && ran < 2 * before) {
            return before;
        }
        String reason = "its listener runs since %d s".formatted(TimeUnit.NANOSECONDS.toSeconds(ran));
        ranges.forEach(
                running -> reading.table().held().explain(running.planned().partition(), reason));
        log.warn(
                "stream {}: the listener on {} has {} for {} s and does not come to an end",
                stream,
                thread.getName(),
                ranges.stream()
                        .map(running -> running.planned().range().toString())
                        .collect(Collectors.joining(" ")),
                TimeUnit.NANOSECONDS.toSeconds(ran),
                whereabouts(thread));
        return ran;
    }

    /** Where a thread is, to be logged. */
    static Throwable whereabouts(Thread thread) {
        IllegalStateException where = new IllegalStateException("the listener runs here");
        where.setStackTrace(thread.getStackTrace());
        return where;
    }
}
