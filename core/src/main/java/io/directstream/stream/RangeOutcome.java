/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import io.directstream.OffsetRange;
import org.jspecify.annotations.Nullable;

/**
 * What became of a range of a bounded stream.
 *
 * @param range the range as it was given
 * @param state how far it is
 * @param position the offset up to which it was delivered
 * @param records how many records were delivered
 * @param reason why it failed, or was not read; null otherwise
 */
public record RangeOutcome(
        OffsetRange range,
        State state,
        long position,
        long records,
        @Nullable String reason) {

    /** How far a range is. */
    public enum State {
        /** Its turn has not come. */
        WAITING,
        /** Some of it may have been delivered. */
        RUNNING,
        /** All of it was delivered. */
        COMPLETED,
        /** It was delivered up to the position and no further. */
        FAILED,
        /** It was given up by a stop, at the position. */
        CANCELLED
    }

    static RangeOutcome waiting(OffsetRange range) {
        return new RangeOutcome(range, State.WAITING, range.fromOffset(), 0, null);
    }

    RangeOutcome running(long reached, long delivered) {
        return new RangeOutcome(range, State.RUNNING, reached, delivered, null);
    }

    RangeOutcome completed() {
        return new RangeOutcome(range, State.COMPLETED, range.untilOffset(), records, null);
    }

    RangeOutcome failed(String why) {
        return new RangeOutcome(range, State.FAILED, position, records, why);
    }

    RangeOutcome cancelled() {
        return new RangeOutcome(range, State.CANCELLED, position, records, "the stream was stopped");
    }

    /** Whether nothing more becomes of it. */
    public boolean isOver() {
        return state == State.COMPLETED || state == State.FAILED || state == State.CANCELLED;
    }
}
