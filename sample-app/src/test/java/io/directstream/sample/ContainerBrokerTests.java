/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;
import org.springframework.test.context.ActiveProfiles;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.kafka.KafkaContainer;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "sample.orders-per-second=0")
@ActiveProfiles("container")
@Testcontainers(disabledWithoutDocker = true)
@DisplayName("With a broker in a container")
class ContainerBrokerTests {
    @Container
    @ServiceConnection
    static final KafkaContainer KAFKA = new KafkaContainer("apache/kafka:4.2.0");

    @Autowired
    private OrderTotals totals;

    @LocalServerPort
    private String port;

    @Test
    void theStreamReadsWhereTheContainerIs() {
        new Http(port).postLikeCurl("/orders", "{\"product\":\"tea\",\"amount\":2}");

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(totals.all()).containsExactly(new ProductTotal("tea", 1, 2)));
    }
}
