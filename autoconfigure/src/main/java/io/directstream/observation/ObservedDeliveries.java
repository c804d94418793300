/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.observation;

import io.directstream.stream.DeliveryAttempt;
import io.directstream.stream.DeliveryInterceptor;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Observes each delivery; the observation is the current one of the listener's thread, and of the threads that work on parts
 * of a stream batch. What a convention or a handler throws is logged and changes nothing.
 */
public final class ObservedDeliveries implements DeliveryInterceptor {

    private static final Logger LOG = LoggerFactory.getLogger(ObservedDeliveries.class);

    private static final DirectStreamObservationConvention DEFAULT = new DefaultDirectStreamObservationConvention();

    private final ObservationRegistry registry;

    private final @Nullable DirectStreamObservationConvention convention;

    /**
     * Observes with the given registry.
     *
     * @param convention names what is observed; null for the default
     */
    public ObservedDeliveries(ObservationRegistry registry, @Nullable DirectStreamObservationConvention convention) {
        this.registry = registry;
        this.convention = convention;
    }

    @Override
    public <T> T around(DeliveryAttempt attempt, Callable<T> delivery) throws Exception {
        if (registry.isNoop()) {
            return delivery.call();
        }
        Observed observed = begin(attempt);
        try {
            return delivery.call();
        } catch (Throwable failure) {
            guarded(() -> observed.observation().error(failure));
            throw failure;
        } finally {
            guarded(observed.scope()::close);
            guarded(observed.observation()::stop);
        }
    }

    @Override
    public Carrier carrier() {
        Observation current = registry.getCurrentObservation();
        return current == null ? Carrier.NONE : new Scoped(current);
    }

    private Observed begin(DeliveryAttempt attempt) {
        try {
            Observation observation = DirectStreamObservation.PROCESS.start(
                    convention, DEFAULT, () -> new DirectStreamObservationContext(attempt), registry);
            return new Observed(observation, observation.openScope());
        } catch (RuntimeException ex) {
            LOG.warn("A delivery of stream {} is not observed; it is made all the same", attempt.stream(), ex);
            return new Observed(Observation.NOOP, Observation.Scope.NOOP);
        }
    }

    private static void guarded(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException ex) {
            LOG.warn("What observes deliveries failed; the stream goes on", ex);
        }
    }

    private record Observed(Observation observation, Observation.Scope scope) {}

    private record Scoped(Observation observation) implements Carrier {

        @Override
        public <T> T carry(Callable<T> part) throws Exception {
            Observation.Scope scope = observation.openScope();
            try {
                return part.call();
            } finally {
                scope.close();
            }
        }
    }
}
