/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import io.directstream.OffsetRange;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Decides which range a partition delivers next. Pure: the same position gives the same range. */
final class BatchPlanner {

    /** The next range of each of these partitions. */
    List<PlannedRange> plan(List<Position> positions) {
        return positions.stream().map(this::plan).toList();
    }

    /**
     * The next range of a partition.
     *
     * @param position where a partition stands
     */
    PlannedRange plan(Position position) {
        PlannedRange pending = position.pending();
        if (pending != null) {
            return pending;
        }
        OffsetRange upTo = OffsetRange.create(position.partition(), position.offset(), position.upTo());
        return new PlannedRange(upTo, position.epoch(), 1, false, null, position.due());
    }

    /**
     * Where a partition stands when it is its turn.
     *
     * @param partition the partition
     * @param epoch its ownership epoch
     * @param offset the next offset to plan
     * @param upTo where a new range ends at the latest: at what is in memory, or at the end of the log
     * @param pending a range that was planned before and has to be delivered first
     * @param due when a new range could have begun, on the clock for durations
     */
    record Position(
            TopicPartition partition,
            long epoch,
            long offset,
            long upTo,
            @Nullable PlannedRange pending,
            long due) {}
}
