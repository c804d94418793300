/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.autoconfigure.observation;

import io.directstream.observation.DirectStreamTracingObservationHandler;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.handler.TracingObservationHandler;
import io.micrometer.tracing.propagation.Propagator;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Spans of deliveries, with links to those of their records, where Micrometer Tracing is there. */
@AutoConfiguration(
        after = DirectStreamObservationAutoConfiguration.class,
        afterName = "org.springframework.boot.micrometer.tracing.autoconfigure.MicrometerTracingAutoConfiguration")
@ConditionalOnClass(TracingObservationHandler.class)
@ConditionalOnBooleanProperty(name = "direct-stream.enabled", matchIfMissing = true)
@ConditionalOnBooleanProperty("spring.kafka.listener.observation-enabled")
@ConditionalOnBean({Tracer.class, Propagator.class})
public final class DirectStreamTracingAutoConfiguration {

    /** Before Boot's handler that takes every observation. */
    static final int ORDER = Ordered.LOWEST_PRECEDENCE - 2000;

    DirectStreamTracingAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    @Order(ORDER)
    DirectStreamTracingObservationHandler directStreamTracingObservationHandler(Tracer tracer, Propagator propagator) {
        return new DirectStreamTracingObservationHandler(tracer, propagator);
    }
}
