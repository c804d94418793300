/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/** Tells every five seconds how far a read is, so that one that takes less is never told. Safe for use by several threads. */
public final class ProgressLog {

    private static final long INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final long started;

    private final StreamClock clock;

    private final Consumer<String> lines;

    private long next;

    private boolean told;

    private boolean ended;

    /**
     * Nothing told yet.
     *
     * @param started when the read began, in the clock's nanoseconds
     * @param lines takes what is told
     */
    public ProgressLog(long started, StreamClock clock, Consumer<String> lines) {
        this.started = started;
        this.clock = clock;
        this.lines = lines;
        this.next = started + INTERVAL_NANOS;
    }

    /**
     * Tells a line if it is time.
     *
     * @param line makes it, given how long the read takes so far
     */
    public synchronized void look(Function<Duration, String> line) {
        long now = clock.nanoTime();
        if (!ended && now - next >= 0) {
            next = now + INTERVAL_NANOS;
            told = true;
            tell(line, now);
        }
    }

    /**
     * Tells a last line if there was one before, and none after it.
     *
     * @param line makes it, given how long the read took
     */
    public synchronized void end(Function<Duration, String> line) {
        ended = true;
        if (told) {
            tell(line, clock.nanoTime());
        }
    }

    /** What is being read, as the end of a line. */
    public static String named(List<String> ranges) {
        return ranges.isEmpty() ? "" : "; " + String.join(", ", ranges);
    }

    private void tell(Function<Duration, String> line, long now) {
        lines.accept(line.apply(Duration.ofNanos(now - started)));
    }
}
