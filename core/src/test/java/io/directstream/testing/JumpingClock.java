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

/** The machine's clock, which a test may put forward while a stream runs. */
public final class JumpingClock implements StreamClock {

    private final AtomicLong ahead = new AtomicLong();

    /** Lets time pass at once. */
    public void jump(Duration time) {
        ahead.addAndGet(time.toNanos());
    }

    @Override
    public Instant now() {
        return SYSTEM.now().plusNanos(ahead.get());
    }

    @Override
    public long nanoTime() {
        return SYSTEM.nanoTime() + ahead.get();
    }
}
