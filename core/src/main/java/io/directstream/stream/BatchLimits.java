/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import io.directstream.consumer.PartitionReader;
import io.directstream.consumer.RawRecords;

/**
 * How much of one partition a batch may hold.
 *
 * @param maxRecords the most records
 * @param maxBytes the most serialized bytes
 * @param budgetBytes the memory of the whole stream
 * @param planning what a batch covers
 * @param rate how much may be read per second
 */
record BatchLimits(int maxRecords, long maxBytes, long budgetBytes, Planning planning, RateOptions rate) {

    /** So that no range takes so much of the budget that others cannot be read. */
    private static final int RANGES_PER_BUDGET = 8;

    /** A stream batch leaves the other half for what is read ahead meanwhile. */
    private static final int STREAM_BATCHES_PER_BUDGET = 2;

    static BatchLimits of(StreamOptions options, Planning planning) {
        return new BatchLimits(
                options.batch().maxRecords(),
                options.batch().maxBytes(),
                options.prefetch().maxBytes(),
                planning,
                options.rate());
    }

    /** The most bytes of one partition, while so many are assigned. */
    long bytesOf(int partitions) {
        long share = planning.isTogether()
                ? budgetBytes / STREAM_BATCHES_PER_BUDGET / Math.max(1, partitions)
                : budgetBytes / RANGES_PER_BUDGET;
        return Math.max(1, Math.min(maxBytes, share));
    }

    /**
     * Whether the reader holds as much as one batch may. Of a range that has to be cut, because of the limits or because not
     * all partitions together fit into memory, half as much is enough: so it is what one fetch brought, and neither waits
     * for another fetch nor divides one.
     *
     * @param offsets how many offsets the range covers
     */
    boolean isReached(PartitionReader reader, long offsets, int partitions) {
        long fitting = Math.min(maxRecords, budgetBytes / RawRecords.memory(1, 0) / Math.max(1, partitions));
        int enough = offsets > fitting ? (int) Math.max(1, fitting / 2) : maxRecords;
        return reader.holds(enough, bytesOf(partitions));
    }
}
