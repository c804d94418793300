/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import io.directstream.StreamClock;
import io.directstream.consumer.Failures;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Reports a failure that repeats: at once when it begins, and for a reason that was not heard of meanwhile, then once a minute
 * with a count, and when it is over. Safe for use by several threads.
 */
final class OutageLog {

    private static final long INTERVAL_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final Logger log;

    private final String what;

    private final StreamClock clock;

    /** What may be told at once of one outage, so that reasons that are never the same do not fill the log. */
    private static final int MOST_REASONS = 10;

    private final Set<String> reasons = new HashSet<>();

    private volatile @Nullable String reason;

    private long repeats;

    private long began;

    private long reported;

    OutageLog(Logger log, String what, StreamClock clock) {
        this.log = log;
        this.what = what;
        this.clock = clock;
    }

    synchronized void failed(String why) {
        long now = clock.nanoTime();
        repeats++;
        if (reason == null) {
            began = now;
        }
        boolean isNew = reasons.size() < MOST_REASONS && reasons.add(why);
        if (isNew || now - reported >= INTERVAL_NANOS) {
            log.warn("{}: {} (for {} s, {} times)", what, why, seconds(now), repeats);
            reported = now;
        }
        reason = why;
    }

    void failed(String why, Throwable cause) {
        failed(why + ": " + Failures.describe(cause));
        log.debug("{}: {}", what, why, cause);
    }

    void recovered() {
        if (reason != null) {
            over();
        }
    }

    private synchronized void over() {
        if (reason != null) {
            log.info("{}: over after {} s; it was: {}", what, seconds(clock.nanoTime()), reason);
            reason = null;
            reasons.clear();
            repeats = 0;
        }
    }

    @Nullable
    String reason() {
        return reason;
    }

    private long seconds(long now) {
        return TimeUnit.NANOSECONDS.toSeconds(now - began);
    }
}
