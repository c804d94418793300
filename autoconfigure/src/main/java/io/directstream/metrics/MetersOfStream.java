/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Registers the meters of one stream, and removes them all when it is gone. */
final class MetersOfStream {

    private final MeterRegistry registry;

    private final Tags tags;

    private final Queue<Meter> registered = new ConcurrentLinkedQueue<>();

    MetersOfStream(String stream, MeterRegistry registry) {
        this.registry = registry;
        this.tags = Tags.of(DirectStreamMeters.TAG_STREAM, stream);
    }

    Timer timer(String name, String description, String... more) {
        return kept(Timer.builder(name)
                .description(description)
                .tags(tags.and(more))
                .register(registry));
    }

    Counter counter(String name, String description, String... more) {
        return kept(Counter.builder(name)
                .description(description)
                .tags(tags.and(more))
                .register(registry));
    }

    /** A counter of records. */
    Counter records(String name, String description, String... more) {
        return kept(Counter.builder(name)
                .description(description)
                .baseUnit("records")
                .tags(tags.and(more))
                .register(registry));
    }

    DistributionSummary summary(String name, String description) {
        return kept(DistributionSummary.builder(name)
                .description(description)
                .tags(tags)
                .register(registry));
    }

    void remove() {
        registered.forEach(registry::remove);
        registered.clear();
    }

    private <M extends Meter> M kept(M meter) {
        registered.add(meter);
        return meter;
    }
}
