/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream;

import java.time.Instant;

/**
 * The one source of time of a stream. Deadlines and ages are taken from {@link #nanoTime()}, which never jumps;
 * {@link #now()} is for what people and records show.
 */
public interface StreamClock {

    /** The machine's clocks. */
    StreamClock SYSTEM = new StreamClock() {
        @Override
        public Instant now() {
            return Instant.now();
        }

        @Override
        public long nanoTime() {
            return System.nanoTime();
        }
    };

    /** The wall-clock time. */
    Instant now();

    /** A monotonic time in nanoseconds, of use only for differences. */
    long nanoTime();
}
