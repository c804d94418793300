/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.jayway.jsonpath.JsonPath;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.assertj.core.api.ThrowingConsumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The running sample")
class SampleApplicationTests {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private static Path directory;

    private static RunningSample sample;

    @BeforeAll
    static void start() {
        sample = RunningSample.start(directory);
    }

    @AfterAll
    static void stop() {
        sample.close();
    }

    @Test
    void addsUpOrdersThatAreSentWithCurl() {
        HttpResponse<String> answer = sample.http().postLikeCurl("/orders", "{\"product\":\"curled\",\"amount\":2}");
        sample.http().postLikeCurl("/orders", "{\"product\":\"curled\",\"amount\":3}");

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body()).contains("\"partition\":", "\"offset\":");
        awaitTotal("curled", 2, 5);
    }

    @Test
    void addsUpOrdersOfAnotherKafkaClientFromEveryPartition() {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", sample.bootstrapServers()),
                new StringSerializer(),
                new StringSerializer())) {
            for (int i = 0; i < 800; i++) {
                producer.send(new ProducerRecord<>("orders", i % 8, null, "{\"product\":\"outside\",\"amount\":1}"));
            }
        }

        awaitTotal("outside", 800, 800);
    }

    @Test
    void showsItsStreamWithItsEightPartitions() {
        awaitUntil("/actuator/directstreams", body -> {
            assertThat(JsonPath.<String>read(body, "$.streams.orders.state")).isEqualToIgnoringCase("running");
            assertThat(JsonPath.<String>read(body, "$.streams.orders.group")).isEqualTo("order-totals-orders");
            assertThat(JsonPath.<List<Integer>>read(body, "$.streams.orders.assigned[*].partition"))
                    .containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
        });
    }

    @Test
    void showsLagAndReaders() {
        sample.http().postLikeCurl("/orders", "{\"product\":\"lag\",\"amount\":1}");

        awaitUntil(
                "/actuator/directstreamlag",
                body -> assertThat(JsonPath.<Integer>read(body, "$.totalLag")).isZero());
        awaitUntil(
                "/actuator/consumercache",
                body -> assertThat(JsonPath.<Integer>read(body, "$.size")).isPositive());
    }

    @Test
    void isHealthyWithItsStreamInTheDetails() {
        awaitUntil("/actuator/health", body -> {
            assertThat(JsonPath.<String>read(body, "$.status")).isEqualTo("UP");
            assertThat(JsonPath.<String>read(body, "$.components.directStreams.components.orders.status"))
                    .isEqualTo("UP");
        });
    }

    @Test
    void givesPrometheusTheMetersOfItsStream() {
        sample.http().postLikeCurl("/orders", "{\"product\":\"metered\",\"amount\":1}");

        awaitUntil(
                "/actuator/prometheus",
                body -> assertThat(body)
                        .contains(
                                "direct_stream_batch_seconds_count{",
                                "direct_stream_records_total{",
                                "direct_stream_lag_records{",
                                "direct_stream_state{",
                                "cache_gets_total{"));
    }

    private static void awaitTotal(String product, int orders, int amount) {
        awaitUntil(
                "/totals",
                body -> assertThat(
                                JsonPath.<List<Map<String, Object>>>read(body, "$[?(@.product == '" + product + "')]"))
                        .containsExactly(Map.of("product", product, "orders", orders, "amount", amount)));
    }

    private static void awaitUntil(String path, ThrowingConsumer<String> body) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(sample.http().get(path)).satisfies(body));
    }
}
