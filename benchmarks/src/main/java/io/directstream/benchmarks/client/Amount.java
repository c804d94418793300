/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.benchmarks.client;

/**
 * How much is measured. What a job does not need is 0.
 *
 * @param rehearsals how often the whole of it is done before it counts, each time in a group of its own
 * @param warmUp how many records come before those that count
 * @param records how many records count
 * @param seconds how long it is measured
 */
public record Amount(int rehearsals, int warmUp, int records, int seconds) {

    /** Checks the values. */
    public Amount {
        if (rehearsals < 0 || warmUp < 0 || records < 0 || seconds < 0) {
            throw new IllegalArgumentException(
                    "%d, %d, %d and %d are not all 0 or more".formatted(rehearsals, warmUp, records, seconds));
        }
    }

    /** A number of records. */
    public static Amount ofRecords(int warmUp, int records) {
        return new Amount(0, warmUp, records, 0);
    }

    /** A time. */
    public static Amount ofSeconds(int seconds) {
        return new Amount(0, 0, 0, seconds);
    }

    /** The same, after the JVM did it so many times in other groups. */
    public Amount rehearsed(int times) {
        return new Amount(times, warmUp, records, seconds);
    }

    /** All records, warm-up included. */
    public long allRecords() {
        return (long) warmUp + records;
    }
}
