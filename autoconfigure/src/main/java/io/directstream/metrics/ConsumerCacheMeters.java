/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.metrics;

import io.directstream.StreamClock;
import io.directstream.listener.DirectStreamContainers;
import io.directstream.metrics.CacheLook.Counts;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.cache.CacheMeterBinder;

/** The consumer caches of all streams as one cache under Micrometer's names, so that dashboards for caches show it; up to a second old. */
public final class ConsumerCacheMeters extends CacheMeterBinder<DirectStreamContainers> {

    private final CacheLook look;

    private final RunningTotal hits = new RunningTotal();

    private final RunningTotal misses = new RunningTotal();

    private final RunningTotal evictions = new RunningTotal();

    private final RunningTotal puts = new RunningTotal();

    /**
     * Shows the caches of the given streams.
     *
     * @param containers the streams
     * @param clock tells when figures are too old to be shown again
     */
    public ConsumerCacheMeters(DirectStreamContainers containers, StreamClock clock) {
        super(containers, DirectStreamMeters.CACHE, Tags.empty());
        this.look = new CacheLook(containers, clock);
    }

    @Override
    protected Long size() {
        return look.caches().values().stream().mapToLong(Counts::size).sum();
    }

    @Override
    protected long hitCount() {
        return hits.read(look.caches(), Counts::hits);
    }

    @Override
    protected Long missCount() {
        return misses.read(look.caches(), Counts::misses);
    }

    @Override
    protected Long evictionCount() {
        return evictions.read(look.caches(), Counts::evictions);
    }

    @Override
    protected long putCount() {
        return puts.read(look.caches(), Counts::puts);
    }

    @Override
    protected void bindImplementationSpecificMetrics(MeterRegistry registry) {
        // What else there is to say about the cache is at its endpoint.
    }
}
