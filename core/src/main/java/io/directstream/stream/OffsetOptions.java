/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

/**
 * What happens where the store does not tell a position that can be read.
 *
 * @param whenNoneStored for a partition of which nothing is stored and for which no starting offset is given
 * @param whenOutOfRange for a position that the log no longer holds, or does not hold yet
 * @param whenPartitionAdded for a partition that was added to a topic the stream already reads
 * @param commit when finished ranges are stored
 */
public record OffsetOptions(
        PositionPolicy whenNoneStored,
        PositionPolicy whenOutOfRange,
        PositionPolicy whenPartitionAdded,
        CommitMode commit) {

    /** Earliest, fail, earliest: no record is skipped unless somebody said so. */
    public static final OffsetOptions DEFAULT =
            new OffsetOptions(PositionPolicy.EARLIEST, PositionPolicy.FAIL, PositionPolicy.EARLIEST);

    /** Stores each range when its listener has returned. */
    public OffsetOptions(
            PositionPolicy whenNoneStored, PositionPolicy whenOutOfRange, PositionPolicy whenPartitionAdded) {
        this(whenNoneStored, whenOutOfRange, whenPartitionAdded, new CommitMode.AfterBatch());
    }

    /** These options with another way to commit. */
    public OffsetOptions withCommit(CommitMode other) {
        return new OffsetOptions(whenNoneStored, whenOutOfRange, whenPartitionAdded, other);
    }
}
