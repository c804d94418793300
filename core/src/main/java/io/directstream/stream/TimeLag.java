/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import io.directstream.consumer.PartitionReader;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How old the first record is that a partition has not stored. It is in memory most of the time, so that nothing is read for
 * it. Guarded by the lock of the {@link PartitionTable}.
 */
final class TimeLag {

    private final AssignedPartition partition;

    /** Where the newest range with records began, whose age has to be known when they are given up: it may be parked. */
    private long takenFrom = -1;

    private @Nullable Long takenTimestamp;

    /** The timestamp of the first record that the log still holds; known only where the stored offset lies before. */
    private @Nullable Long beginTimestamp;

    TimeLag(AssignedPartition partition) {
        this.partition = partition;
    }

    /** The records of this range are here. */
    void taken(PlannedRange range) {
        Long first = range.firstTimestamp();
        if (first != null) {
            takenFrom = range.range().fromOffset();
            takenTimestamp = first;
        }
    }

    /** The log begins there by now. */
    void begins(LogStart start) {
        beginTimestamp = start.timestamp();
    }

    /** The partition begins anew, perhaps with another log. */
    void forget() {
        takenFrom = -1;
        takenTimestamp = null;
        beginTimestamp = null;
    }

    /**
     * The age of the record at the stored offset, or of the next one where there is none; zero if there is nothing to read,
     * null if nothing tells.
     *
     * @param lag how many offsets are not stored
     */
    @Nullable
    Duration at(Instant now, @Nullable Long lag) {
        if (lag == null) {
            return null;
        }
        if (lag == 0 || isEmpty()) {
            return Duration.ZERO;
        }
        Long timestamp = timestamp();
        return timestamp == null ? null : age(timestamp, now);
    }

    /**
     * How old a record is.
     *
     * @param timestamp in milliseconds since 1970; negative where records have none
     * @return zero if it is from the future, null if it has none
     */
    static @Nullable Duration age(long timestamp, Instant now) {
        if (timestamp < 0) {
            return null;
        }
        Duration age = Duration.between(Instant.ofEpochMilli(timestamp), now);
        return age.isNegative() ? Duration.ZERO : age;
    }

    /** Whether no record is between the stored offset and the end of the log, only what takes offsets besides. */
    private boolean isEmpty() {
        Long begin = partition.begin;
        Long end = partition.end;
        if (begin != null && end != null && begin >= end) {
            return true;
        }
        PartitionReader reader = partition.reader;
        boolean nothingTaken = partition.running == null
                && partition.pending == null
                && partition.unstored.stream().allMatch(range -> range.records() == 0);
        return nothingTaken
                && reader != null
                && end != null
                && reader.position() == partition.position
                && reader.filledUntil() >= end
                && reader.headTimestamp() == null;
    }

    private @Nullable Long timestamp() {
        Long known = inMemory();
        Long begin = partition.begin;
        Long stored = partition.stored;
        boolean lost = begin != null && stored != null && begin > stored;
        return known == null && lost ? beginTimestamp : known;
    }

    /** Looks in the order of the offsets; ranges without records are passed over. */
    private @Nullable Long inMemory() {
        for (UnstoredRange finished : partition.unstored) {
            if (finished.firstTimestamp() != null) {
                return finished.firstTimestamp();
            }
        }
        PlannedRange next = partition.running != null ? partition.running.planned() : partition.pending;
        if (next == null) {
            return head(partition.position);
        }
        Long first = next.firstTimestamp();
        if (first != null) {
            return first;
        }
        long from = next.range().fromOffset();
        if (next.isToBeRead()) {
            return from == takenFrom ? takenTimestamp : head(from);
        }
        return head(next.endOfParts());
    }

    /** The timestamp of the first record that is waiting in the reader, if it stands there. */
    private @Nullable Long head(long offset) {
        PartitionReader reader = partition.reader;
        return reader == null || reader.position() != offset ? null : reader.headTimestamp();
    }
}
