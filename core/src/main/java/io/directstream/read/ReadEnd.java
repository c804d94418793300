/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.read;

import io.directstream.read.RangeReadException.Reason;
import org.jspecify.annotations.Nullable;

/** Why a read ends before all is read; the first reason counts. */
final class ReadEnd {

    /** Looked at for every record. */
    private volatile @Nullable Throwable reason;

    /** Ends the read; returns whether this was the first reason. */
    synchronized boolean because(Throwable failure) {
        if (reason != null) {
            return false;
        }
        reason = failure;
        return true;
    }

    boolean isSet() {
        return reason != null;
    }

    /** The first reason; null if there is none. */
    @Nullable
    Throwable reason() {
        return reason;
    }

    /** Tells the function of one range that the read ends. */
    void check(RangeState state) {
        Throwable first = reason;
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
