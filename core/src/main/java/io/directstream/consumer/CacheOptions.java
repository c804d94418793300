/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.consumer;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How many idle readers are kept, and for how long. Readers of a continuous stream's partitions are pinned: they are
 * neither idle nor counted.
 *
 * @param enabled whether readers are kept at all; if not, each range is read by a Kafka consumer of its own, which is closed
 *     after it
 * @param maxCapacity how many idle readers are kept; unset: as many as partitions are assigned, at least 64
 * @param idleTimeout how long a reader may be idle before it is closed
 */
public record CacheOptions(boolean enabled, @Nullable Integer maxCapacity, Duration idleTimeout) {

    /** As many as partitions are assigned, for five minutes. */
    public static final CacheOptions DEFAULT = new CacheOptions(null, Duration.ofMinutes(5));

    /** Keeps readers. */
    public CacheOptions(@Nullable Integer maxCapacity, Duration idleTimeout) {
        this(true, maxCapacity, idleTimeout);
    }

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if one of them is out of bounds
     */
    public CacheOptions {
        if (maxCapacity != null) {
            Checks.atLeast("consumer-cache.max-capacity", maxCapacity, 1);
        }
        Checks.atLeast("consumer-cache.idle-timeout", idleTimeout, Checks.SHORTEST_DURATION);
    }
}
