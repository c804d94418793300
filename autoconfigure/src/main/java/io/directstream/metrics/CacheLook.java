/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.metrics;

import io.directstream.StreamClock;
import io.directstream.consumer.CacheSnapshot;
import io.directstream.listener.DirectStreamContainer;
import io.directstream.listener.DirectStreamContainers;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The counts of the consumer caches as they were at most a second ago, by stream. Looking at a cache lists all its readers,
 * and a scrape reads several counts, so that all of them share one look. Safe for use by many threads.
 */
final class CacheLook {

    private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final DirectStreamContainers containers;

    private final StreamClock clock;

    private @Nullable Map<String, Counts> last;

    private long at;

    CacheLook(DirectStreamContainers containers, StreamClock clock) {
        this.containers = containers;
        this.clock = clock;
    }

    synchronized Map<String, Counts> caches() {
        Map<String, Counts> known = last;
        long now = clock.nanoTime();
        if (known == null || now - at >= FRESH_NANOS) {
            known = look();
            last = known;
            at = now;
        }
        return known;
    }

    private Map<String, Counts> look() {
        Map<String, Counts> caches = new LinkedHashMap<>();
        for (DirectStreamContainer container : containers.all()) {
            caches.put(container.getStreamName(), Counts.of(container.consumerCache()));
        }
        return caches;
    }

    /** What is counted of one cache; its readers, of which there may be thousands, are left to the garbage collector. */
    record Counts(long size, long hits, long misses, long evictions, long puts) {

        private static Counts of(CacheSnapshot cache) {
            return new Counts(cache.size(), cache.hits(), cache.misses(), cache.evictions(), cache.puts());
        }
    }
}
