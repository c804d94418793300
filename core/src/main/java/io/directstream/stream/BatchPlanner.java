/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import io.directstream.OffsetRange;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Decides which range a partition delivers next. Pure: the same position gives the same range. */
final class BatchPlanner {

    /**
     * The next range of a partition whose records up to {@code filledUntil} are in memory.
     *
     * @param position where a partition stands
     */
    PlannedRange plan(Position position) {
        PlannedRange pending = position.pending();
        if (pending != null) {
            return pending;
        }
        OffsetRange upTo = OffsetRange.create(position.partition(), position.offset(), position.filledUntil());
        return new PlannedRange(upTo, position.epoch(), 1, false, null);
    }

    /**
     * Where a partition stands when it is its turn.
     *
     * @param partition the partition
     * @param epoch its ownership epoch
     * @param offset the next offset to plan
     * @param filledUntil the offset up to which its records are in memory
     * @param pending a range that was planned before and has to be delivered again
     */
    record Position(
            TopicPartition partition,
            long epoch,
            long offset,
            long filledUntil,
            @Nullable PlannedRange pending) {}
}
