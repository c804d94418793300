/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.read;

import io.directstream.consumer.Checks;
import java.time.Duration;

/**
 * The settings of bounded reads; every default is stated here and nowhere else.
 *
 * @param concurrency how many ranges are read at once, each on a thread and with a Kafka consumer of its own
 * @param readTimeout how long a position may stand still below the end of its range before that is reported as an error
 * @param checkTimeout how long the brokers may take to say what their logs hold, before anything is read
 * @param maxFetchBytes how much one fetch may bring; at most what one brought and the next one are in memory for each range
 *     that is being read
 */
public record RangeReadOptions(int concurrency, Duration readTimeout, Duration checkTimeout, int maxFetchBytes) {

    /** As many ranges at once as there are processors; 30 and 10 seconds; 4 MiB. */
    public static final RangeReadOptions DEFAULT = new RangeReadOptions(
            Runtime.getRuntime().availableProcessors(), Duration.ofSeconds(30), Duration.ofSeconds(10), 4 << 20);

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if one of them is out of bounds
     */
    public RangeReadOptions {
        Checks.atLeast("concurrency", concurrency, 1);
        Checks.atLeast("read-timeout", readTimeout, Checks.SHORTEST_DURATION);
        Checks.atLeast("check-timeout", checkTimeout, Checks.SHORTEST_DURATION);
        Checks.atLeast("max-fetch-bytes", maxFetchBytes, Checks.SMALLEST_SIZE);
    }

    /** These options with another number of ranges that are read at once. */
    public RangeReadOptions withConcurrency(int other) {
        return new RangeReadOptions(other, readTimeout, checkTimeout, maxFetchBytes);
    }

    /** These options with another time without progress. */
    public RangeReadOptions withReadTimeout(Duration other) {
        return new RangeReadOptions(concurrency, other, checkTimeout, maxFetchBytes);
    }

    /** These options with another time for the checks. */
    public RangeReadOptions withCheckTimeout(Duration other) {
        return new RangeReadOptions(concurrency, readTimeout, other, maxFetchBytes);
    }

    /** These options with fetches of another size. */
    public RangeReadOptions withMaxFetchBytes(int other) {
        return new RangeReadOptions(concurrency, readTimeout, checkTimeout, other);
    }
}
