/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.directstream.fakes.ActuatorClient;
import io.directstream.listener.DirectStreamListener;
import io.directstream.testing.KafkaBroker;
import io.directstream.testing.TestTopics;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.json.JsonContent;

/** Health over HTTP of a stream whose broker comes late and goes away. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "management.endpoint.health.show-details=always",
            "direct-stream.streams.orders.topics=orders",
            "direct-stream.streams.orders.group-id=orders",
            "direct-stream.streams.orders.health.no-progress-after=3s"
        })
@DirtiesContext
@Tag("chaos")
class HealthWithoutBrokerTests {

    private static final KafkaBroker BROKER = KafkaBroker.start();

    private final ActuatorClient actuator;

    HealthWithoutBrokerTests(@LocalServerPort int port) {
        this.actuator = new ActuatorClient(port);
    }

    @DynamicPropertySource
    static void connect(DynamicPropertyRegistry properties) {
        try (TestTopics topics = new TestTopics(BROKER.bootstrapServers())) {
            topics.create("orders", 1);
        }
        BROKER.stop();
        properties.add("spring.kafka.bootstrap-servers", BROKER::bootstrapServers);
    }

    @Test
    @DisplayName(
            "I9: a broker that is not there, or goes away, is told with its address, and the stream comes back by itself")
    void theBrokerComesLateAndGoesAway() {
        awaitHealth("starting", "OUT_OF_SERVICE", BROKER.bootstrapServers());

        BROKER.restart();
        awaitHealth("running", "UP", null);

        BROKER.stop();
        awaitHealth("running", "OUT_OF_SERVICE", BROKER.bootstrapServers());

        BROKER.restart();
        awaitHealth("running", "UP", null);
    }

    private void awaitHealth(String state, String status, @Nullable String inReason) {
        await().atMost(Duration.ofSeconds(90)).untilAsserted(() -> {
            JsonContent health = actuator.get("health/directStreams/orders").body();
            assertThat(health).extractingPath("$.status").isEqualTo(status);
            assertThat(health).extractingPath("$.details.state").isEqualTo(state);
            if (inReason != null) {
                assertThat(health).extractingPath("$.details.reason").asString().contains(inReason);
            }
        });
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {

        /** Closed after the stream, which would wait for it otherwise. */
        @Bean(destroyMethod = "close")
        KafkaBroker broker() {
            return BROKER;
        }

        @DirectStreamListener("orders")
        void each(List<String> orders) {}
    }
}
