/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.testing;

import io.directstream.StreamClock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that stands still until a test moves it. */
public final class ManualClock implements StreamClock {

    private static final Instant BEGIN = Instant.parse("2026-11-01T12:00:00Z");

    private final AtomicLong passed = new AtomicLong();

    /** Lets time pass. */
    public void advance(Duration time) {
        passed.addAndGet(time.toNanos());
    }

    @Override
    public Instant now() {
        return BEGIN.plusNanos(passed.get());
    }

    /** Begins shortly before it wraps around, as a machine's clock may. */
    @Override
    public long nanoTime() {
        return Long.MAX_VALUE - 1_000 + passed.get();
    }
}
