/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import io.directstream.OffsetRange;
import io.directstream.consumer.RawRecords;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * A range to be delivered. Before its records are taken its end is an upper bound; with them, and for every further
 * attempt, it is fixed.
 *
 * @param range the range
 * @param epoch the ownership epoch it was planned under
 * @param attempt which delivery this is, from 1
 * @param fixed whether the bounds may no longer change
 * @param records its records, once they were taken
 * @param due when it could have begun, on the clock for durations
 * @param treatment what is to be done with it
 */
record PlannedRange(
        OffsetRange range,
        long epoch,
        int attempt,
        boolean fixed,
        @Nullable RawRecords records,
        long due,
        Treatment treatment) {

    /** A range for the listener. */
    PlannedRange(OffsetRange range, long epoch, int attempt, boolean fixed, @Nullable RawRecords records, long due) {
        this(range, epoch, attempt, fixed, records, due, Treatment.DELIVER);
    }

    /** A range that was planned before the application started, and may have been with the listener then. */
    static PlannedRange again(OffsetRange range, long epoch, long due) {
        return new PlannedRange(range, epoch, 1, true, null, due);
    }

    TopicPartition partition() {
        return range.topicPartition();
    }

    /** The range as it is with the records that were taken. */
    PlannedRange cutTo(RawRecords taken) {
        OffsetRange cut = OffsetRange.create(partition(), range.fromOffset(), taken.until());
        return new PlannedRange(cut, epoch, attempt, true, taken, due, treatment);
    }

    PlannedRange nextAttempt() {
        return new PlannedRange(range, epoch, attempt + 1, true, records, due, treatment);
    }

    /** The same range without its records, as if it had never been tried. */
    PlannedRange afresh() {
        return new PlannedRange(range, epoch, 1, true, null, due);
    }

    /** The same range, to begin at the given time. */
    PlannedRange dueAt(long time) {
        return new PlannedRange(range, epoch, attempt, fixed, records, time, treatment);
    }

    /** The range with a nearer upper bound, as long as it is not fixed. */
    PlannedRange upTo(long until) {
        OffsetRange nearer = OffsetRange.create(partition(), range.fromOffset(), until);
        return new PlannedRange(nearer, epoch, attempt, fixed, records, due, treatment);
    }

    PlannedRange withoutRecords() {
        return new PlannedRange(range, epoch, attempt, true, null, due, treatment);
    }

    /** The same range, to be treated otherwise. */
    PlannedRange treated(Treatment other) {
        return new PlannedRange(range, epoch, attempt, true, records, due, other);
    }

    /** The same range, whose attempts are over. */
    PlannedRange disposedOf(Throwable cause) {
        return treated(new Treatment.Dispose(range, cause));
    }

    /** Whether it does not go to the listener any more, but is disposed of. */
    boolean isDisposedOf() {
        return treatment instanceof Treatment.Dispose;
    }

    /** Whether the listener may have to say that it is to be stored, where listeners do. */
    boolean isOwed() {
        return recordCount() > 0 && !isDisposedOf();
    }

    /** Whether its records have to be found first. */
    boolean isToBeRead() {
        return records == null && !range.isEmpty();
    }

    /** The number of records, 0 as long as they were not taken. */
    int recordCount() {
        return records == null ? 0 : records.records().size();
    }

    /** The timestamp of the first record in milliseconds since 1970, if there is one here. */
    @Nullable
    Long firstTimestamp() {
        return records == null || records.records().isEmpty()
                ? null
                : records.records().get(0).timestamp();
    }
}
