/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.consumer;

import java.time.Duration;

/** Refuses values that cannot be meant; messages name the key as it stands in the configuration. */
public final class Checks {

    /** Anything shorter was meant to be seconds. */
    public static final Duration SHORTEST_DURATION = Duration.ofMillis(50);

    /** Anything smaller was meant to be larger units, in bytes. */
    public static final long SMALLEST_SIZE = 1024;

    private Checks() {}

    /**
     * Refuses a smaller number.
     *
     * @throws IllegalArgumentException if it is smaller
     */
    public static void atLeast(String key, long value, long least) {
        if (value < least) {
            throw new IllegalArgumentException("%s is %d; it must be at least %d".formatted(key, value, least));
        }
    }

    /**
     * Refuses a shorter time.
     *
     * @throws IllegalArgumentException if it is shorter
     */
    public static void atLeast(String key, Duration value, Duration least) {
        if (value.compareTo(least) < 0) {
            throw new IllegalArgumentException(
                    "%s is %d ms; it must be at least %d ms (a plain number is read as milliseconds)"
                            .formatted(key, value.toMillis(), least.toMillis()));
        }
    }
}
