/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.benchmarks.client;

/** What a contender's JVM does. */
public enum Job {
    /** Consumes a full topic as fast as it can. */
    DRAIN,
    /** Consumes what is sent at a steady rate, and takes each record's time. */
    LATENCY,
    /** Consumes what is sent at a steady rate, and takes the time of its batches if it has any over all partitions. */
    LIVE,
    /** Waits at a silent topic. */
    IDLE,
    /** Reads given ranges of a full topic as fast as it can. */
    READ
}
