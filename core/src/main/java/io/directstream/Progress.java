/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * How far a read of given ranges is as a whole.
 *
 * @param rangesDone how many ranges were read to their ends
 * @param rangesTotal how many ranges there are; 0 until they are known
 * @param offsetsRead how many offsets were read, with or without records
 * @param offsetsTotal how many offsets the ranges have
 * @param records how many records were read
 */
public record Progress(int rangesDone, int rangesTotal, long offsetsRead, long offsetsTotal, long records) {

    /** How many offsets were not read yet, or were given up. */
    public long offsetsRemaining() {
        return offsetsTotal - offsetsRead;
    }

    /**
     * The figures in words.
     *
     * @param after how long it took so far
     */
    public String describe(Duration after) {
        double seconds = Math.max(1, after.toNanos()) / (double) TimeUnit.SECONDS.toNanos(1);
        return "%d of %d ranges and %d of %d offsets (%.0f %%) after %.0f s, %d records (%.0f per second)"
                .formatted(
                        rangesDone,
                        rangesTotal,
                        offsetsRead,
                        offsetsTotal,
                        100.0 * offsetsRead / Math.max(1, offsetsTotal),
                        seconds,
                        records,
                        records / seconds);
    }
}
