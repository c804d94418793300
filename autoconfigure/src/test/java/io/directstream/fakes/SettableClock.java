/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.fakes;

import io.directstream.StreamClock;
import java.time.Duration;
import java.time.Instant;

/** A clock that stands until it is moved; it begins when {@link FakeStream}s do. */
public final class SettableClock implements StreamClock {

    private volatile Duration passed = Duration.ZERO;

    public void advance(Duration step) {
        passed = passed.plus(step);
    }

    @Override
    public Instant now() {
        return FakeStream.BEGIN.plus(passed);
    }

    @Override
    public long nanoTime() {
        return passed.toNanos();
    }
}
