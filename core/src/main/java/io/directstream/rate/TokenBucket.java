/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.rate;

import java.time.Duration;

/**
 * What a partition may still read under a limit. Fractions of a record are kept until they make a whole one, so that a low
 * rate does not round to nothing. Not safe for use by several threads.
 */
public final class TokenBucket {

    private static final double UNIT = 1e9;

    /** In billionths of a record, so that whole rates and times in nanoseconds add up exactly. */
    private double billionths;

    /** How many records may be read now. */
    public long available() {
        return (long) (billionths / UNIT);
    }

    /** The time went on: adds what came together in it, up to as many as may be read at once, but at least one. */
    public void refill(double perSecond, Duration time, long most) {
        billionths = Math.min(billionths + perSecond * time.toNanos(), Math.max(1, most) * UNIT);
    }

    /** An interval begins: replaces what is left of the one before, except for the fraction of a record. */
    public void begin(double perSecond, Duration interval) {
        billionths = billionths % UNIT + perSecond * interval.toNanos();
    }

    /**
     * Takes records out.
     *
     * @throws IllegalArgumentException if there are not as many
     */
    public void take(long records) {
        if (records > available()) {
            throw new IllegalArgumentException("%d records were taken of %d".formatted(records, available()));
        }
        billionths -= records * UNIT;
    }

    /** Puts records back that were taken and not read. */
    public void giveBack(long records) {
        billionths += records * UNIT;
    }
}
