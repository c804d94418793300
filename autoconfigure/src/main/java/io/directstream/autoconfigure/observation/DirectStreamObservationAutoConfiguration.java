/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.autoconfigure.observation;

import io.directstream.autoconfigure.DirectStreamAutoConfiguration;
import io.directstream.observation.DirectStreamObservationConvention;
import io.directstream.observation.ObservedDeliveries;
import io.directstream.stream.DeliveryInterceptor;
import io.micrometer.observation.ObservationRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** Observations of deliveries, where {@code spring.kafka.listener.observation-enabled} asks for them. */
@AutoConfiguration(before = DirectStreamAutoConfiguration.class)
@ConditionalOnClass(ObservationRegistry.class)
@ConditionalOnBooleanProperty(name = "direct-stream.enabled", matchIfMissing = true)
@ConditionalOnBooleanProperty("spring.kafka.listener.observation-enabled")
public final class DirectStreamObservationAutoConfiguration {

    DirectStreamObservationAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean(DeliveryInterceptor.class)
    ObservedDeliveries directStreamObservedDeliveries(
            ObjectProvider<ObservationRegistry> registry,
            ObjectProvider<DirectStreamObservationConvention> convention) {
        return new ObservedDeliveries(registry.getIfUnique(() -> ObservationRegistry.NOOP), convention.getIfUnique());
    }
}
