/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.directstream.PartitionBatch;
import io.directstream.autoconfigure.observation.DirectStreamObservationAutoConfiguration;
import io.directstream.autoconfigure.observation.DirectStreamTracingAutoConfiguration;
import io.directstream.listener.DirectStreams;
import io.directstream.observation.ObservedDeliveries;
import io.directstream.strategy.ConsumerStrategies;
import io.directstream.strategy.LocationStrategies;
import io.directstream.stream.DeliveryAttempt;
import io.directstream.stream.DeliveryInterceptor;
import io.directstream.stream.StreamOptions;
import io.directstream.testing.TestTopics;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Which applications observe deliveries. */
class ObservationSettingsTests {

    private final ApplicationContextRunner shop = StreamContexts.shop()
            .withConfiguration(AutoConfigurations.of(
                    MetricsAutoConfiguration.class,
                    CompositeMeterRegistryAutoConfiguration.class,
                    SimpleMetricsExportAutoConfiguration.class,
                    ObservationAutoConfiguration.class,
                    DirectStreamObservationAutoConfiguration.class,
                    DirectStreamTracingAutoConfiguration.class));

    private final ApplicationContextRunner observing =
            shop.withPropertyValues("spring.kafka.listener.observation-enabled=true");

    @Test
    void withoutTracingOnTheClassPathAStreamThatIsCreatedInCodeIsTimed() {
        try (TestTopics topics = new TestTopics(BrokerContexts.BROKER)) {
            String topic = topics.create(1);
            topics.fill(topic, 1, 10);
            observing
                    .withClassLoader(new FilteredClassLoader("io.micrometer.tracing"))
                    .withPropertyValues("spring.kafka.bootstrap-servers=" + BrokerContexts.BROKER)
                    .run(context -> {
                        context.getBean(DirectStreams.class)
                                .create(
                                        ConsumerStrategies.subscribe(List.of(topic)),
                                        LocationStrategies.preferConsistent(),
                                        (PartitionBatch<String, String> batch) -> batch.forEach(record -> {}),
                                        StreamOptions.of("orders", topic))
                                .start();
                        MeterRegistry meters = context.getBean(MeterRegistry.class);
                        await().atMost(Duration.ofSeconds(60))
                                .untilAsserted(() -> assertThat(meters.find("direct.stream.process")
                                                .tag("stream", "orders")
                                                .tag("messaging.destination.name", topic)
                                                .timer())
                                        .isNotNull());
                    });
        }
    }

    @Test
    void nothingIsObservedUnlessListenersAre() {
        shop.run(context -> assertThat(context).doesNotHaveBean(DeliveryInterceptor.class));
        observing
                .withPropertyValues("direct-stream.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean(DeliveryInterceptor.class));
        observing.run(context -> assertThat(context).hasSingleBean(ObservedDeliveries.class));
    }

    @Test
    void theApplicationsOwnInterceptorWins() {
        observing
                .withBean(DeliveryInterceptor.class, Own::new)
                .run(context ->
                        assertThat(context.getBean(DeliveryInterceptor.class)).isInstanceOf(Own.class));
    }

    private static final class Own implements DeliveryInterceptor {

        @Override
        public <T> T around(DeliveryAttempt attempt, Callable<T> delivery) throws Exception {
            return delivery.call();
        }
    }
}
