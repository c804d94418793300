/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * One partition's way from one stored offset to another.
 *
 * @param partition the partition
 * @param from what was stored; null if nothing was
 * @param to what is stored instead
 * @param log what the log holds
 * @param outcome what became of it
 * @param mirror what became of its mirror in Kafka
 * @param reason why, where an outcome needs a reason
 */
public record OffsetMove(
        TopicPartition partition,
        @Nullable Long from,
        long to,
        LogBounds log,
        Outcome outcome,
        Mirror mirror,
        @Nullable String reason) {

    static OffsetMove planned(TopicPartition partition, @Nullable Long from, long to, LogBounds log) {
        return new OffsetMove(partition, from, to, log, Outcome.PLANNED, Mirror.NONE, null);
    }

    OffsetMove moved() {
        return new OffsetMove(partition, from, to, log, Outcome.MOVED, mirror, null);
    }

    OffsetMove refused(String why) {
        return new OffsetMove(partition, from, to, log, Outcome.NOT_MOVED, mirror, why);
    }

    OffsetMove mirrored() {
        return new OffsetMove(partition, from, to, log, outcome, Mirror.MOVED, reason);
    }

    OffsetMove notMirrored(String why) {
        return new OffsetMove(partition, from, to, log, outcome, Mirror.NOT_MOVED, why);
    }

    /** What became of a move. */
    public enum Outcome {
        /** Nothing yet. */
        PLANNED,
        /** The new offset is stored. */
        MOVED,
        /** The store did not take it. */
        NOT_MOVED
    }

    /** What became of the copy of an offset that the group commits. */
    public enum Mirror {
        /** There is none: the group's offsets are the stream's own, or are not to be seen in Kafka. */
        NONE,
        /** It shows the new offset. */
        MOVED,
        /** It could not be moved, and shows what it did; it is never read, and follows the next stored range. */
        NOT_MOVED
    }
}
