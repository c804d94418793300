/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.read;

/** What is known of the log of a partition. */
sealed interface LogState {

    /** The log holds this. */
    record Known(PartitionBounds bounds) implements LogState {

        @Override
        public String toString() {
            return "the log holds " + bounds;
        }
    }

    /** There is no such log, or not for us. */
    record Absent(String reason) implements LogState {

        @Override
        public String toString() {
            return reason;
        }
    }

    /** Nobody answered for it. */
    record Unanswered(String reason) implements LogState {

        @Override
        public String toString() {
            return reason;
        }
    }
}
