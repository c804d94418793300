/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProducerSettingsTests {

    private static final Map<String, Object> APPLICATION = Map.of(
            "bootstrap.servers",
            List.of("one:9092", "two:9092"),
            "security.protocol",
            "SASL_SSL",
            "sasl.jaas.config",
            "of the application",
            "ssl.truststore.location",
            "here",
            "linger.ms",
            20,
            "acks",
            "1");

    @Test
    void aStreamOfTheApplicationsClusterHasProducersLikeTheApplications() {
        Map<String, Object> producer = ProducerSettings.of(
                "orders", "billing", APPLICATION, Map.of("bootstrap.servers", "two:9092,three:9092"));

        assertThat(producer)
                .containsEntry("bootstrap.servers", List.of("one:9092", "two:9092"))
                .containsEntry("sasl.jaas.config", "of the application")
                .containsEntry("linger.ms", 20);
    }

    @Test
    void aStreamOfAnotherClusterHasProducersThatConnectAsItsConsumersDo() {
        Map<String, Object> producer = ProducerSettings.of(
                "orders",
                "billing",
                APPLICATION,
                Map.of("bootstrap.servers", "far:9092", "ssl.truststore.location", "there", "group.id", "x"));

        assertThat(producer)
                .containsEntry("bootstrap.servers", "far:9092")
                .containsEntry("ssl.truststore.location", "there")
                .containsEntry("linger.ms", 20)
                .doesNotContainKeys("security.protocol", "sasl.jaas.config", "group.id");
    }

    @Test
    void whatTransactionsNeedIsSet() {
        assertThat(ProducerSettings.of("orders", "billing", APPLICATION, APPLICATION))
                .containsEntry("acks", "all")
                .containsEntry("enable.idempotence", true)
                .containsEntry("transaction.timeout.ms", 15_000)
                .containsEntry("max.block.ms", 10_000)
                .extractingByKey("transactional.id")
                .asString()
                .matches("billing-[0-9a-f]{8}-[0-9a-f]{4}-");
    }

    @Test
    void whatTheApplicationSaysOfTimesHolds() {
        assertThat(ProducerSettings.of(
                        "orders",
                        "billing",
                        Map.of(
                                "bootstrap.servers",
                                "one:9092",
                                "transaction.timeout.ms",
                                "60000",
                                "max.block.ms",
                                "5000"),
                        APPLICATION))
                .containsEntry("transaction.timeout.ms", "60000")
                .containsEntry("max.block.ms", "5000");
    }

    @Test
    void noTwoStartsHaveTheSameIds() {
        assertThat(ProducerSettings.of("orders", "billing", APPLICATION, APPLICATION)
                        .get("transactional.id"))
                .isNotEqualTo(ProducerSettings.of("orders", "billing", APPLICATION, APPLICATION)
                        .get("transactional.id"));
    }
}
