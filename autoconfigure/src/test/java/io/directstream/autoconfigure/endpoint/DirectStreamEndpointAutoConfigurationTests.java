/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.autoconfigure.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.directstream.endpoint.ConsumerCacheEndpoint;
import io.directstream.endpoint.DirectStreamLagEndpoint;
import io.directstream.endpoint.DirectStreamOffsetsEndpoint;
import io.directstream.endpoint.DirectStreamOffsetsEndpointWebExtension;
import io.directstream.endpoint.DirectStreamsEndpoint;
import io.directstream.endpoint.DirectStreamsEndpointWebExtension;
import io.directstream.fakes.FakeStreams;
import io.directstream.listener.DirectStreamContainers;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

class DirectStreamEndpointAutoConfigurationTests {

    private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(DirectStreamEndpointAutoConfiguration.class))
            .withBean(DirectStreamContainers.class, () -> new FakeStreams().containers());

    @Test
    void exposedEndpointsAreThere() {
        runner.withPropertyValues("management.endpoints.web.exposure.include=*")
                .run(context -> assertThat(context)
                        .hasSingleBean(DirectStreamsEndpoint.class)
                        .hasSingleBean(DirectStreamsEndpointWebExtension.class)
                        .hasSingleBean(DirectStreamLagEndpoint.class)
                        .hasSingleBean(ConsumerCacheEndpoint.class)
                        .hasSingleBean(DirectStreamOffsetsEndpoint.class)
                        .hasSingleBean(DirectStreamOffsetsEndpointWebExtension.class));
    }

    @Test
    void eachEndpointIsExposedByItsOwnId() {
        runner.withPropertyValues("management.endpoints.web.exposure.include=directstreamlag")
                .run(context -> assertThat(context)
                        .hasSingleBean(DirectStreamLagEndpoint.class)
                        .doesNotHaveBean(DirectStreamsEndpoint.class)
                        .doesNotHaveBean(DirectStreamsEndpointWebExtension.class)
                        .doesNotHaveBean(ConsumerCacheEndpoint.class));
    }

    @Test
    void nothingIsExposedByDefault() {
        runner.run(context -> assertThat(context)
                .doesNotHaveBean(DirectStreamsEndpoint.class)
                .doesNotHaveBean(DirectStreamLagEndpoint.class)
                .doesNotHaveBean(ConsumerCacheEndpoint.class));
    }

    @Test
    void anEndpointWithoutAccessIsNotThere() {
        runner.withPropertyValues(
                        "management.endpoints.web.exposure.include=*", "management.endpoint.directstreams.access=NONE")
                .run(context -> assertThat(context)
                        .doesNotHaveBean(DirectStreamsEndpoint.class)
                        .doesNotHaveBean(DirectStreamsEndpointWebExtension.class)
                        .hasSingleBean(DirectStreamLagEndpoint.class));
    }

    @Test
    void exposureToJmxAloneBringsNoWebExtension() {
        runner.withPropertyValues("spring.jmx.enabled=true", "management.endpoints.jmx.exposure.include=*")
                .run(context -> assertThat(context)
                        .hasSingleBean(DirectStreamsEndpoint.class)
                        .doesNotHaveBean(DirectStreamsEndpointWebExtension.class));
    }

    @Test
    void theApplicationsOwnEndpointWins() {
        DirectStreamLagEndpoint own = new DirectStreamLagEndpoint(new FakeStreams().containers(), "mine");
        runner.withPropertyValues("management.endpoints.web.exposure.include=*")
                .withBean(DirectStreamLagEndpoint.class, () -> own)
                .run(context -> assertThat(context)
                        .getBean(DirectStreamLagEndpoint.class)
                        .isSameAs(own));
    }

    @Test
    void withoutStreamsThereIsNoEndpoint() {
        new WebApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(DirectStreamEndpointAutoConfiguration.class))
                .withPropertyValues("management.endpoints.web.exposure.include=*")
                .run(context -> assertThat(context).doesNotHaveBean(DirectStreamsEndpoint.class));
    }

    @Test
    void withoutTheActuatorTheContextStarts() {
        for (Class<?> missing : new Class<?>[] {Endpoint.class, ConditionalOnAvailableEndpoint.class}) {
            runner.withClassLoader(new FilteredClassLoader(missing))
                    .run(context -> assertThat(context)
                            .hasNotFailed()
                            .doesNotHaveBean(DirectStreamEndpointAutoConfiguration.class));
        }
    }
}
