/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream;

/**
 * What a stream does with each batch of one partition.
 *
 * <p>Called on the stream's worker threads: one call at a time per partition, in offset order, and several partitions at
 * once. A range is stored only after this method returned; when it throws, the same range is delivered again, as the
 * stream's failure policy says.
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
@FunctionalInterface
public non-sealed interface BatchListener<K, V> extends Listener<K, V> {

    /**
     * Handles one batch.
     *
     * @throws Exception to have the same range delivered again
     */
    void onBatch(PartitionBatch<K, V> batch) throws Exception;
}
