/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.autoconfigure.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.directstream.StreamClock;
import io.directstream.autoconfigure.DirectStreamProperties;
import io.directstream.fakes.FakeStreams;
import io.directstream.fakes.Partitions;
import io.directstream.listener.DirectStreamContainers;
import io.directstream.metrics.BatchMeters;
import io.directstream.metrics.ConsumerCacheMeters;
import io.directstream.metrics.DirectStreamMeters;
import io.directstream.metrics.ReadMeters;
import io.directstream.metrics.StreamMetersRefresher;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class DirectStreamMetricsAutoConfigurationTests {

    private final FakeStreams streams = new FakeStreams();

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(DirectStreamMetricsAutoConfiguration.class))
            .withBean(DirectStreamContainers.class, streams::containers)
            .withUserConfiguration(Properties.class);

    private final ApplicationContextRunner withBootsMetrics = runner.withConfiguration(AutoConfigurations.of(
            MetricsAutoConfiguration.class,
            CompositeMeterRegistryAutoConfiguration.class,
            SimpleMetricsExportAutoConfiguration.class));

    @Test
    void metersOfStreamsAndCacheAreInTheApplicationsRegistry() {
        streams.add("orders").assigned(Partitions.caughtUp("orders", 0));
        withBootsMetrics.run(context -> {
            MeterRegistry registry = context.getBean(MeterRegistry.class);
            assertThat(registry.get("cache.size")
                            .tag("cache", DirectStreamMeters.CACHE)
                            .gauge()
                            .value())
                    .isZero();
            await().untilAsserted(() -> assertThat(lag(registry, "orders", "0")).isZero());
        });
    }

    @Test
    void lagIsPerPartitionUnlessToldOtherwise() {
        streams.add("orders").assigned(Partitions.caughtUp("orders", 0));
        streams.add("payments").assigned(Partitions.caughtUp("payments", 0));
        withBootsMetrics
                .withPropertyValues(
                        "direct-stream.streams.orders.topics=orders",
                        "direct-stream.streams.orders.metrics.per-partition=false")
                .run(context -> await().untilAsserted(() -> {
                    MeterRegistry registry = context.getBean(MeterRegistry.class);
                    assertThat(lag(registry, "orders", "all")).isZero();
                    assertThat(lag(registry, "payments", "0")).isZero();
                }));
    }

    @Test
    void theApplicationsOwnMetersWin() {
        withBootsMetrics
                .withBean(
                        "ownCacheMeters",
                        ConsumerCacheMeters.class,
                        () -> new ConsumerCacheMeters(new FakeStreams().containers(), StreamClock.SYSTEM))
                .run(context -> assertThat(context)
                        .hasSingleBean(ConsumerCacheMeters.class)
                        .hasBean("ownCacheMeters"));
    }

    @Test
    void withoutARegistryThereIsNothing() {
        runner.run(context -> assertThat(context)
                .doesNotHaveBean(BatchMeters.class)
                .doesNotHaveBean(ReadMeters.class)
                .doesNotHaveBean(StreamMetersRefresher.class)
                .doesNotHaveBean(ConsumerCacheMeters.class));
    }

    @Test
    void withoutMicrometerTheContextStarts() {
        runner.withClassLoader(new FilteredClassLoader(MeterRegistry.class))
                .run(context ->
                        assertThat(context).hasNotFailed().doesNotHaveBean(DirectStreamMetricsAutoConfiguration.class));
    }

    private static double lag(MeterRegistry registry, String topic, String partition) {
        return registry.get(DirectStreamMeters.LAG)
                .tags("topic", topic, "partition", partition)
                .gauge()
                .value();
    }

    @EnableConfigurationProperties(DirectStreamProperties.class)
    static class Properties {}
}
