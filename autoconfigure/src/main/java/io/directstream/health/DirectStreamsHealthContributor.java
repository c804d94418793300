/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.health;

import io.directstream.StreamClock;
import io.directstream.listener.DirectStreamContainer;
import io.directstream.listener.DirectStreamContainers;
import java.time.Duration;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthContributors;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * The health of each stream that there is when it is asked for. Reads what the engine already knows and never waits for
 * a broker.
 */
public final class DirectStreamsHealthContributor implements CompositeHealthContributor {

    private final DirectStreamContainers containers;

    private final Function<String, Duration> noProgressAfter;

    private final StreamClock clock;

    /**
     * Watches the given streams.
     *
     * @param containers the streams
     * @param noProgressAfter how long the stream of this name may store nothing while it has lag
     * @param clock tells the time that snapshots are compared with
     */
    public DirectStreamsHealthContributor(
            DirectStreamContainers containers, Function<String, Duration> noProgressAfter, StreamClock clock) {
        this.containers = containers;
        this.noProgressAfter = noProgressAfter;
        this.clock = clock;
    }

    @Override
    public @Nullable HealthContributor getContributor(String name) {
        return containers.find(name).map(this::indicator).orElse(null);
    }

    @Override
    public Stream<HealthContributors.Entry> stream() {
        return containers.all().stream()
                .map(container -> new HealthContributors.Entry(container.getStreamName(), indicator(container)));
    }

    private HealthIndicator indicator(DirectStreamContainer container) {
        return () -> health(container);
    }

    private Health health(DirectStreamContainer container) {
        Duration patience = noProgressAfter.apply(container.getStreamName());
        return new StreamHealth(container.snapshot(), container.ending().orElse(null), clock.now(), patience)
                .toHealth();
    }
}
