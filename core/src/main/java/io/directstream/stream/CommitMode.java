/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import io.directstream.consumer.Checks;

/** Who says when a range is stored. */
public sealed interface CommitMode {

    /** The engine, when the listener has returned. */
    record AfterBatch() implements CommitMode {}

    /**
     * The listener, through {@link io.directstream.CanCommitOffsets}; for stores that do not store in the listener's
     * transaction.
     *
     * @param maxUncommittedRanges how many finished ranges of a partition may wait for their commit before the partition
     *     waits for it
     */
    record Manual(int maxUncommittedRanges) implements CommitMode {

        /** The number of ranges if none is given. */
        public static final int DEFAULT_MAX_UNCOMMITTED_RANGES = 100;

        /** At most 100 ranges per partition. */
        public Manual() {
            this(DEFAULT_MAX_UNCOMMITTED_RANGES);
        }

        /**
         * Checks the number.
         *
         * @throws IllegalArgumentException if it is not positive
         */
        public Manual {
            Checks.atLeast("offsets.max-uncommitted-ranges", maxUncommittedRanges, 1);
        }
    }
}
