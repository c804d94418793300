/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.autoconfigure.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.directstream.autoconfigure.DirectStreamProperties;
import io.directstream.fakes.FakeStream;
import io.directstream.fakes.FakeStreams;
import io.directstream.fakes.Partitions;
import io.directstream.health.DirectStreamsHealthContributor;
import io.directstream.listener.DirectStreamContainers;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.actuate.endpoint.CompositeHealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointAutoConfiguration;
import org.springframework.boot.health.autoconfigure.contributor.HealthContributorAutoConfiguration;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class DirectStreamHealthContributorAutoConfigurationTests {

    private final FakeStreams streams = new FakeStreams();

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    DirectStreamHealthContributorAutoConfiguration.class,
                    HealthContributorAutoConfiguration.class,
                    HealthContributorRegistryAutoConfiguration.class,
                    HealthEndpointAutoConfiguration.class))
            .withBean(DirectStreamContainers.class, streams::containers)
            .withUserConfiguration(Properties.class);

    @Test
    void streamsAreComponentsOfDirectStreamsInTheApplicationsHealth() {
        streams.add("orders");
        runner.run(context -> {
            HealthEndpoint health = context.getBean(HealthEndpoint.class);
            assertThat(health.healthForPath("directStreams", "orders").getStatus())
                    .isEqualTo(Status.UP);
            assertThat(health.healthForPath("directStreams", "payments")).isNull();

            streams.add("payments");
            assertThat(((CompositeHealthDescriptor) health.healthForPath("directStreams")).getComponents())
                    .containsOnlyKeys("orders", "payments");
        });
    }

    @Test
    void aStreamMayStoreNothingForFiveMinutesUnlessToldOtherwise() {
        stalledFor("orders", Duration.ofMinutes(6));
        stalledFor("payments", Duration.ofMinutes(6));
        runner.withPropertyValues(
                        "direct-stream.streams.orders.topics=orders",
                        "direct-stream.streams.orders.health.no-progress-after=10m")
                .run(context -> {
                    HealthEndpoint health = context.getBean(HealthEndpoint.class);
                    assertThat(health.healthForPath("directStreams", "orders").getStatus())
                            .isEqualTo(Status.UP);
                    assertThat(health.healthForPath("directStreams", "payments").getStatus())
                            .isEqualTo(Status.DOWN);
                });
    }

    @Test
    void itCanBeSwitchedOff() {
        runner.withPropertyValues("management.health.directstreams.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean(DirectStreamsHealthContributor.class));
    }

    @Test
    void theApplicationsOwnContributorWins() {
        runner.withBean("directStreamsHealthContributor", HealthIndicator.class, this::own)
                .run(context -> assertThat(context).doesNotHaveBean(DirectStreamsHealthContributor.class));
    }

    @Test
    void withoutBootsHealthTheContextStarts() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(DirectStreamHealthContributorAutoConfiguration.class))
                .withBean(DirectStreamContainers.class, streams::containers)
                .withClassLoader(new FilteredClassLoader(HealthContributor.class))
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .doesNotHaveBean(DirectStreamHealthContributorAutoConfiguration.class));
    }

    private HealthIndicator own() {
        return () -> Health.up().build();
    }

    private void stalledFor(String stream, Duration time) {
        FakeStream stalled = streams.add(stream);
        stalled.assigned(Partitions.behind(stream, 0, 1, time))
                .lastProgress(Instant.now().minus(time));
    }

    @EnableConfigurationProperties(DirectStreamProperties.class)
    static class Properties {}
}
