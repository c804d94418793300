/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.autoconfigure.endpoint;

import io.directstream.autoconfigure.DirectStreamAutoConfiguration;
import io.directstream.endpoint.ConsumerCacheEndpoint;
import io.directstream.endpoint.DirectStreamLagEndpoint;
import io.directstream.endpoint.DirectStreamLagEndpointWebExtension;
import io.directstream.endpoint.DirectStreamOffsetsEndpoint;
import io.directstream.endpoint.DirectStreamOffsetsEndpointWebExtension;
import io.directstream.endpoint.DirectStreamReplayEndpoint;
import io.directstream.endpoint.DirectStreamReplayEndpointWebExtension;
import io.directstream.endpoint.DirectStreamsEndpoint;
import io.directstream.endpoint.DirectStreamsEndpointWebExtension;
import io.directstream.listener.DirectStreamContainers;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.autoconfigure.endpoint.expose.EndpointExposure;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;

/** Endpoints {@code directstreams}, {@code directstreamlag}, {@code consumercache} and {@code directstreamoffsets}. */
@AutoConfiguration(after = DirectStreamAutoConfiguration.class)
@ConditionalOnClass({Endpoint.class, ConditionalOnAvailableEndpoint.class})
@ConditionalOnBean(DirectStreamContainers.class)
public final class DirectStreamEndpointAutoConfiguration {

    private final String instance = HostName.ofThisMachine();

    DirectStreamEndpointAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnAvailableEndpoint
    DirectStreamsEndpoint directStreamsEndpoint(DirectStreamContainers containers) {
        return new DirectStreamsEndpoint(containers, instance);
    }

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnBean(DirectStreamsEndpoint.class)
    @ConditionalOnAvailableEndpoint(exposure = EndpointExposure.WEB)
    DirectStreamsEndpointWebExtension directStreamsEndpointWebExtension(
            DirectStreamContainers containers, ApplicationEventPublisher events) {
        return new DirectStreamsEndpointWebExtension(containers, instance, events);
    }

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnAvailableEndpoint
    DirectStreamLagEndpoint directStreamLagEndpoint(DirectStreamContainers containers) {
        return new DirectStreamLagEndpoint(containers, instance);
    }

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnBean(DirectStreamLagEndpoint.class)
    @ConditionalOnAvailableEndpoint(exposure = EndpointExposure.WEB)
    DirectStreamLagEndpointWebExtension directStreamLagEndpointWebExtension(DirectStreamLagEndpoint endpoint) {
        return new DirectStreamLagEndpointWebExtension(endpoint);
    }

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnAvailableEndpoint
    ConsumerCacheEndpoint consumerCacheEndpoint(DirectStreamContainers containers) {
        return new ConsumerCacheEndpoint(containers, instance);
    }

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnAvailableEndpoint
    DirectStreamOffsetsEndpoint directStreamOffsetsEndpoint(DirectStreamContainers containers) {
        return new DirectStreamOffsetsEndpoint(containers, instance);
    }

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnBean(DirectStreamOffsetsEndpoint.class)
    @ConditionalOnAvailableEndpoint(exposure = EndpointExposure.WEB)
    DirectStreamOffsetsEndpointWebExtension directStreamOffsetsEndpointWebExtension(
            DirectStreamOffsetsEndpoint endpoint, DirectStreamContainers containers, ApplicationEventPublisher events) {
        return new DirectStreamOffsetsEndpointWebExtension(endpoint, containers, instance, events);
    }

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnAvailableEndpoint
    DirectStreamReplayEndpoint directStreamReplayEndpoint(DirectStreamContainers containers) {
        return new DirectStreamReplayEndpoint(containers, instance);
    }

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnBean(DirectStreamReplayEndpoint.class)
    @ConditionalOnAvailableEndpoint(exposure = EndpointExposure.WEB)
    DirectStreamReplayEndpointWebExtension directStreamReplayEndpointWebExtension(
            DirectStreamReplayEndpoint endpoint, DirectStreamContainers containers, ApplicationEventPublisher events) {
        return new DirectStreamReplayEndpointWebExtension(endpoint, containers, instance, events);
    }
}
