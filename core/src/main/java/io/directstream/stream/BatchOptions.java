/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import io.directstream.consumer.Checks;

/**
 * How large batches may become, and how many finished ones are remembered.
 *
 * @param maxRecords the largest number of records of one partition in one batch
 * @param maxBytes the largest number of serialized bytes of one partition in one batch; a batch always holds at least one
 *     record, however large
 * @param history how many finished batches are kept for the endpoints
 */
public record BatchOptions(int maxRecords, long maxBytes, int history) {

    /** 10,000 records, 16 MiB, 100 batches. */
    public static final BatchOptions DEFAULT = new BatchOptions(10_000, 16L << 20, 100);

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if one of them is out of bounds
     */
    public BatchOptions {
        Checks.atLeast("batch.max-records", maxRecords, 1);
        Checks.atLeast("batch.max-bytes", maxBytes, Checks.SMALLEST_SIZE);
        Checks.atLeast("batch.history", history, 0);
    }
}
