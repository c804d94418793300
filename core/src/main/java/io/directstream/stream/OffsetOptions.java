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
 * @param whenTopicRecreated for a topic that was deleted and made again since its offset was stored
 * @param commit when finished ranges are stored
 * @param mirrored whether offsets that are kept elsewhere are committed to the consumer group, too, for tools to see
 */
public record OffsetOptions(
        PositionPolicy whenNoneStored,
        PositionPolicy whenOutOfRange,
        PositionPolicy whenPartitionAdded,
        PositionPolicy whenTopicRecreated,
        CommitMode commit,
        boolean mirrored) {

    /** Earliest, fail, earliest, fail: no record is skipped unless somebody said so. */
    public static final OffsetOptions DEFAULT =
            new OffsetOptions(PositionPolicy.EARLIEST, PositionPolicy.FAIL, PositionPolicy.EARLIEST);

    /** Stores each range when its listener has returned, mirrors it, and parks partitions of topics made again. */
    public OffsetOptions(
            PositionPolicy whenNoneStored, PositionPolicy whenOutOfRange, PositionPolicy whenPartitionAdded) {
        this(
                whenNoneStored,
                whenOutOfRange,
                whenPartitionAdded,
                PositionPolicy.FAIL,
                new CommitMode.AfterBatch(),
                true);
    }

    /** These options with another way to commit. */
    public OffsetOptions withCommit(CommitMode other) {
        return new OffsetOptions(
                whenNoneStored, whenOutOfRange, whenPartitionAdded, whenTopicRecreated, other, mirrored);
    }

    /** These options with another policy for topics that were made again. */
    public OffsetOptions withWhenTopicRecreated(PositionPolicy other) {
        return new OffsetOptions(whenNoneStored, whenOutOfRange, whenPartitionAdded, other, commit, mirrored);
    }

    /** These options, mirrored or not. */
    public OffsetOptions withMirrored(boolean other) {
        return new OffsetOptions(whenNoneStored, whenOutOfRange, whenPartitionAdded, whenTopicRecreated, commit, other);
    }
}
