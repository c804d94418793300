/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream;

/**
 * What a stream does with each batch over all its partitions. Taking such batches makes the stream aligned: the next one is
 * planned when the whole one before is stored.
 *
 * <p>Called on one of the stream's worker threads, one call at a time. The ranges are stored only after this method
 * returned; when it throws, the same ranges are delivered again, as the stream's failure policy says.
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
@FunctionalInterface
public non-sealed interface StreamBatchListener<K, V> extends Listener<K, V> {

    /**
     * Handles one batch.
     *
     * @throws Exception to have the same ranges delivered again
     */
    void onBatch(StreamBatch<K, V> batch) throws Exception;
}
