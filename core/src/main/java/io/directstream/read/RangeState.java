/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.read;

import io.directstream.OffsetRange;
import io.directstream.read.ReadProgress.RangePosition;
import io.directstream.read.ReadProgress.State;

/** How far one range is; written by the one thread that reads it, once per fetch, and read by any. */
final class RangeState {

    private final OffsetRange range;

    private final int index;

    private volatile long position;

    private volatile long records;

    private volatile long bytes;

    private volatile State state = State.WAITING;

    RangeState(OffsetRange range, int index) {
        this.range = range;
        this.index = index;
        this.position = range.fromOffset();
    }

    OffsetRange range() {
        return range;
    }

    /** Its place among the ranges that are read here. */
    int index() {
        return index;
    }

    long position() {
        return position;
    }

    long records() {
        return records;
    }

    long bytes() {
        return bytes;
    }

    State state() {
        return state;
    }

    void begun() {
        state = State.READING;
    }

    void moved(long until, long moreRecords, long moreBytes) {
        long allRecords = records + moreRecords;
        long allBytes = bytes + moreBytes;
        records = allRecords;
        bytes = allBytes;
        position = until;
    }

    void done() {
        position = range.untilOffset();
        state = State.DONE;
    }

    RangePosition snapshot() {
        return new RangePosition(range, position, state);
    }
}
