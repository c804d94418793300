/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.metrics;

import io.directstream.consumer.CacheSnapshot;
import io.directstream.listener.DirectStreamContainers;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.cache.CacheMeterBinder;

/** The consumer caches of all streams as one cache under Micrometer's names, so that dashboards for caches show it. */
public final class ConsumerCacheMeters extends CacheMeterBinder<DirectStreamContainers> {

    private final DirectStreamContainers containers;

    private final RunningTotal hits = new RunningTotal();

    private final RunningTotal misses = new RunningTotal();

    private final RunningTotal evictions = new RunningTotal();

    private final RunningTotal puts = new RunningTotal();

    /** Shows the caches of the given streams. */
    public ConsumerCacheMeters(DirectStreamContainers containers) {
        super(containers, DirectStreamMeters.CACHE, Tags.empty());
        this.containers = containers;
    }

    @Override
    protected Long size() {
        return containers.all().stream()
                .mapToLong(container -> container.consumerCache().size())
                .sum();
    }

    @Override
    protected long hitCount() {
        return hits.read(containers, CacheSnapshot::hits);
    }

    @Override
    protected Long missCount() {
        return misses.read(containers, CacheSnapshot::misses);
    }

    @Override
    protected Long evictionCount() {
        return evictions.read(containers, CacheSnapshot::evictions);
    }

    @Override
    protected long putCount() {
        return puts.read(containers, CacheSnapshot::puts);
    }

    @Override
    protected void bindImplementationSpecificMetrics(MeterRegistry registry) {
        // What else there is to say about the cache is at its endpoint.
    }
}
