/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.strategy;

import java.time.Instant;

/** Where a partition begins for which nothing is stored yet. */
public sealed interface StartingPosition {

    /** Begins at the given offset. */
    static StartingPosition offset(long offset) {
        return new AtOffset(offset);
    }

    /** Begins at the first record whose timestamp is not before the given one; at the end if there is none. */
    static StartingPosition timestamp(Instant timestamp) {
        return new AtTimestamp(timestamp);
    }

    /**
     * An offset.
     *
     * @param offset the first offset to read
     */
    record AtOffset(long offset) implements StartingPosition {

        /**
         * Checks the offset.
         *
         * @throws IllegalArgumentException if it is negative
         */
        public AtOffset {
            if (offset < 0) {
                throw new IllegalArgumentException(
                        "offset is %d; offsets count from 0, and 'earliest' or 'latest' are said with when-none-stored"
                                .formatted(offset));
            }
        }
    }

    /**
     * A point in time.
     *
     * @param timestamp the timestamp that the first record must have reached
     */
    record AtTimestamp(Instant timestamp) implements StartingPosition {}
}
