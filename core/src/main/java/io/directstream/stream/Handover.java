/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import java.time.Duration;
import java.time.Instant;

/**
 * How partitions left this instance.
 *
 * @param at when it was over
 * @param partitions how many left
 * @param duration from when the group asked for them until they were given up
 * @param outcome whether their next owners go on where this instance ended
 */
public record Handover(Instant at, int partitions, Duration duration, Outcome outcome) {

    /** What became of ranges that were under way. */
    public enum Outcome {

        /** All ended and were stored: nothing is repeated. */
        COMPLETE,

        /** Some still ran when the handover timeout passed, or could not be stored; the next owners repeat them. */
        INCOMPLETE,

        /** The group went on without this instance; what was not stored is repeated. */
        LOST
    }
}
