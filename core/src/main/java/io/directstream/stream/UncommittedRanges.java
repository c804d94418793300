/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import io.directstream.OffsetRange;
import io.directstream.offset.StorableRange;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Finished ranges of a stream whose commits are manual, and how much of them the store was asked to store. Uses the lock of
 * the {@link PartitionTable}.
 */
final class UncommittedRanges {

    private final Assignment assignment;

    UncommittedRanges(Assignment assignment) {
        this.assignment = assignment;
    }

    /** Asks for everything of a partition up to the given offset. */
    Verdict ask(TopicPartition of, long until) {
        return assignment.locked(() -> {
            AssignedPartition partition = assignment.get(of);
            if (partition == null) {
                return new Verdict.Refused("the partition is not assigned to this instance any more");
            }
            if (partition.stored == null) {
                return new Verdict.Refused("the partition was assigned anew and its position is still looked up");
            }
            if (until <= partition.stored) {
                return new Verdict.Stored();
            }
            if (until <= partition.submitted) {
                return new Verdict.Submitted();
            }
            if (until <= partition.position) {
                return new Verdict.Store(submit(partition, until));
            }
            RunningRange running = partition.running;
            return running != null && until <= running.planned().range().untilOffset()
                    ? new Verdict.Running()
                    : new Verdict.Refused("nothing beyond " + partition.position
                            + " was delivered since the partition was assigned to this instance");
        });
    }

    /** What can be stored without anybody asking: finished ranges that are owed by nobody, after others of their kind. */
    Optional<StorableRange> owedByNobody(TopicPartition of) {
        return assignment.locked(() -> {
            AssignedPartition partition = assignment.get(of);
            if (partition == null || partition.stored == null) {
                return Optional.empty();
            }
            StorableRange range = submit(partition, partition.submitted);
            return range.range().isEmpty() ? Optional.empty() : Optional.of(range);
        });
    }

    /** Takes what is finished up to the offset, and what follows it and is owed by nobody. */
    private static StorableRange submit(AssignedPartition partition, long until) {
        long from = partition.submitted;
        long end = until;
        int records = 0;
        UnstoredRange last = null;
        for (UnstoredRange each : partition.unstored) {
            if (each.until() > from && (each.until() <= end || each.range().fromOffset() == end && !each.owed())) {
                last = each;
                end = Math.max(end, each.until());
                records += each.records();
            }
        }
        partition.submitted = end;
        return storable(partition, from, end, last != null && last.until() == end ? last : null, records);
    }

    private static StorableRange storable(
            AssignedPartition partition, long from, long end, @Nullable UnstoredRange last, int records) {
        return new StorableRange(
                StorableRange.Kind.RANGE,
                OffsetRange.create(partition.partition, from, end),
                partition.epoch,
                partition.origin.topicId(),
                last == null ? null : last.leaderEpoch(),
                last == null ? null : last.lastTimestamp(),
                records,
                last == null ? 1 : last.attempt(),
                partition.origin.shape(),
                null);
    }

    /** What comes of a question. */
    sealed interface Verdict {

        /**
         * This is to be given to the store.
         *
         * @param range what was finished and not asked for before
         */
        record Store(StorableRange range) implements Verdict {}

        /** The store was asked before and owes the answer. */
        record Submitted() implements Verdict {}

        /** It is stored. */
        record Stored() implements Verdict {}

        /** The range is still with its listener. */
        record Running() implements Verdict {}

        /**
         * It will not be stored.
         *
         * @param why the reason
         */
        record Refused(String why) implements Verdict {}
    }
}
