/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.read;

import io.directstream.OffsetRange;
import io.directstream.Progress;
import java.time.Instant;
import java.util.List;

/**
 * How far a read is. Offsets are those that need not be read any more, with or without records; records and bytes are what
 * was fetched.
 *
 * @param rangesDone how many ranges are finished
 * @param rangesTotal how many ranges are read here
 * @param offsetsRead how many offsets are behind the positions, all of them for a finished range
 * @param offsetsTotal how many offsets the ranges have
 * @param records how many records were fetched
 * @param bytes their serialized size
 * @param started when reading began
 * @param positions each range, in the given order
 */
public record ReadProgress(
        int rangesDone,
        int rangesTotal,
        long offsetsRead,
        long offsetsTotal,
        long records,
        long bytes,
        Instant started,
        List<RangePosition> positions) {

    /** Copies the list. */
    public ReadProgress {
        positions = List.copyOf(positions);
    }

    /** The read as a whole. */
    public Progress total() {
        return new Progress(rangesDone, rangesTotal, offsetsRead, offsetsTotal, records);
    }

    /**
     * How far one range is.
     *
     * @param range the range
     * @param position the next offset to read
     * @param state whether it was begun, and is finished
     */
    public record RangePosition(OffsetRange range, long position, State state) {

        @Override
        public String toString() {
            return range + " at " + position;
        }
    }

    /** What a range is doing. */
    public enum State {
        /** Not begun. */
        WAITING,
        /** Being read. */
        READING,
        /** Its function returned. */
        DONE
    }
}
