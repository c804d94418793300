/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.metrics;

import io.directstream.metrics.CacheLook.Counts;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * The sum of one count over all streams. It never goes down, although a stream counts from 0 again after each start: a
 * counter that goes down is taken for one that was reset, and all of it counted again.
 */
final class RunningTotal {

    private final Map<String, Long> seen = new HashMap<>();

    private long total;

    synchronized long read(Map<String, Counts> caches, ToLongFunction<Counts> count) {
        caches.forEach((stream, counts) -> {
            long now = count.applyAsLong(counts);
            long before = seen.getOrDefault(stream, 0L);
            total += (now >= before) ? now - before : now;
            seen.put(stream, now);
        });
        return total;
    }
}
