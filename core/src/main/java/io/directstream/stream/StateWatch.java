/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import io.directstream.StreamClock;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Looks at a stream's state a few times a second, so that its changes are told. Used by the member's thread. */
final class StateWatch {

    private static final long INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final Supplier<StreamState> state;

    private final StreamEvents events;

    private final StreamClock clock;

    private long next;

    StateWatch(Supplier<StreamState> state, StreamEvents events, StreamClock clock) {
        this.state = state;
        this.events = events;
        this.clock = clock;
        this.next = clock.nanoTime();
    }

    /** Tells the state if it is another than before. */
    void look() {
        long now = clock.nanoTime();
        if (now - next >= 0) {
            next = now + INTERVAL_NANOS;
            events.state(state.get());
        }
    }
}
