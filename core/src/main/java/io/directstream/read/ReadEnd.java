/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.read;

import io.directstream.read.RangeReadException.Reason;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Why a read ends before all is read; the first reason counts. */
final class ReadEnd {

    private final AtomicReference<@Nullable Throwable> reason = new AtomicReference<>();

    /** Ends the read; returns whether this was the first reason. */
    boolean because(Throwable failure) {
        return reason.compareAndSet(null, failure);
    }

    boolean isSet() {
        return reason.get() != null;
    }

    /** The first reason; null if there is none. */
    @Nullable
    Throwable reason() {
        return reason.get();
    }

    /** Tells the function of one range that the read ends. */
    void check(RangeState state) {
        Throwable first = reason.get();
        if (first != null) {
            throw RangeReadException.at(
                    state.range(),
                    state.position(),
                    first instanceof RangeReadException known && known.reason() == Reason.DEADLINE
                            ? Reason.DEADLINE
                            : Reason.CANCELLED,
                    "the read ended: " + first.getMessage(),
                    first);
        }
    }
}
