/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import io.directstream.consumer.Checks;

/**
 * How much is read ahead, and by how many Kafka consumers.
 *
 * @param maxBytes the memory for records of the whole stream, counted as their keys and values and about 160 bytes more
 *     for each; those of running batches are included, one fetch answer per fetcher and broker may come on top
 * @param fetchers the number of Kafka consumers that read for this stream
 */
public record PrefetchOptions(long maxBytes, int fetchers) {

    /** 128 MiB; two fetchers, or one on a single processor. */
    public static final PrefetchOptions DEFAULT =
            new PrefetchOptions(128L << 20, Math.min(2, Runtime.getRuntime().availableProcessors()));

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if one of them is out of bounds
     */
    public PrefetchOptions {
        Checks.atLeast("prefetch.max-bytes", maxBytes, Checks.SMALLEST_SIZE);
        Checks.atLeast("prefetch.fetchers", fetchers, 1);
    }
}
