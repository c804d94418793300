/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.benchmarks.client;

import java.util.Arrays;

/** Of some values, by nearest rank: the smallest that at least this part of them did not exceed. */
final class Percentiles {

    private final long[] sorted;

    private Percentiles(long[] sorted) {
        this.sorted = sorted;
    }

    /**
     * Copies the values.
     *
     * @throws IllegalArgumentException if there are none
     */
    static Percentiles of(long... values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("nothing has no percentiles");
        }
        long[] sorted = values.clone();
        Arrays.sort(sorted);
        return new Percentiles(sorted);
    }

    /** The one for a part between 0 and 1; for 1 the largest value. */
    long at(double part) {
        return sorted[Math.max(0, (int) Math.ceil(part * sorted.length) - 1)];
    }
}
