/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.benchmarks;

/**
 * How a steady load is sent.
 *
 * @param perSecond records per second
 * @param burstMillis those of so many milliseconds are sent together
 * @param lingerMillis how long the producer waits for more records of a partition
 * @param inARow how many records in a row go to the same partition
 */
record Pace(int perSecond, int burstMillis, int lingerMillis, int inARow) {

    /** For latencies: a linger of 0 would make every record a request, and the broker's share the result. */
    static Pace prompt(int perSecond) {
        return new Pace(perSecond, 1, 1, 1);
    }

    /** For what is read by the second: the load must not need the processors that are measured. */
    static Pace thrifty(int perSecond) {
        return new Pace(perSecond, 10, 20, 10);
    }
}
