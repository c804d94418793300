/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import io.directstream.BatchListener;
import io.directstream.consumer.ByteBudget;
import io.directstream.consumer.ConsumerCache;
import io.directstream.offset.OffsetStore;

/**
 * What a task works with.
 *
 * @param options the stream's settings
 * @param listener who receives the batches
 * @param table the assigned partitions
 * @param cache their readers
 * @param budget the memory the readers share
 * @param store where finished ranges go
 * @param failures what is done when something fails
 * @param statistics counts deliveries
 * @param observer told about deliveries
 */
record StreamRuntime<K, V>(
        StreamOptions options,
        BatchListener<K, V> listener,
        PartitionTable table,
        ConsumerCache cache,
        ByteBudget budget,
        OffsetStore store,
        FailureHandler failures,
        StreamStatistics statistics,
        StreamObserver observer) {

    /** So that no range takes so much of the budget that others cannot be read. */
    private static final int RANGES_PER_BUDGET = 8;

    String name() {
        return options.name();
    }

    long mostBatchBytes() {
        return Math.min(
                options.batch().maxBytes(), Math.max(1, options.prefetch().maxBytes() / RANGES_PER_BUDGET));
    }
}
