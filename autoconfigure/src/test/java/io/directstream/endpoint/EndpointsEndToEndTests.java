/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.directstream.OffsetRange;
import io.directstream.fakes.ActuatorClient;
import io.directstream.listener.DirectStreamListener;
import io.directstream.testing.KafkaBroker;
import io.directstream.testing.TestTopics;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A stream on a real broker, looked at and steered over HTTP alone. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "management.endpoints.web.exposure.include=*",
            "management.endpoint.directstreams.access=unrestricted",
            "management.endpoint.health.show-details=always",
            "management.endpoint.health.probes.enabled=true",
            "management.endpoint.health.group.readiness.include=readinessState,directStreams",
            "management.endpoint.health.group.one.include=directStreams/orders",
            "spring.kafka.consumer.auto-offset-reset=earliest",
            "direct-stream.streams.orders.rate.max-records-per-second-per-partition=100000",
            "direct-stream.streams.orders.failure.max-attempts=2",
            "direct-stream.streams.orders.failure.backoff.delay=50ms"
        })
class EndpointsEndToEndTests {

    private static final TestTopics TOPICS = new TestTopics(KafkaBroker.shared().bootstrapServers());

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final int PARTITIONS = 3;

    private static final String TOPIC = TOPICS.create(PARTITIONS);

    /** How many records each partition has. */
    private static final List<Integer> SENT = new ArrayList<>(Collections.nCopies(PARTITIONS, 0));

    private final Listener listener;

    private final MeterRegistry registry;

    private final ActuatorClient actuator;

    EndpointsEndToEndTests(@Autowired Listener listener, @Autowired MeterRegistry registry, @LocalServerPort int port) {
        this.listener = listener;
        this.registry = registry;
        this.actuator = new ActuatorClient(port);
    }

    @DynamicPropertySource
    static void connect(DynamicPropertyRegistry properties) {
        properties.add(
                "spring.kafka.bootstrap-servers", () -> KafkaBroker.shared().bootstrapServers());
        properties.add("direct-stream.streams.orders.topics", () -> TOPIC);
        properties.add("direct-stream.streams.orders.group-id", () -> "group-of-" + TOPIC);
    }

    @AfterAll
    static void disconnect() {
        TOPICS.close();
    }

    @BeforeEach
    void theStreamHasReadEverything() {
        listener.failing = false;
        send(PARTITIONS, 20);
        awaitPath("directstreams/orders", "$.streams.orders.assigned[*].stored", List.copyOf(SENT));
        awaitPath("directstreams/orders", "$.streams.orders.assigned[*].end", List.copyOf(SENT));
    }

    @Test
    void showsRangesLagAndCacheOfARunningStream() {
        assertPath("directstreams", "$.streams.orders.state", "running");
        assertPath("directstreams", "$.streams.orders.consumerStrategy.topics", List.of(TOPIC));
        assertPath("directstreams", "$.streams.orders.last.outcome", "completed");
        assertThat(actuator.get("directstreams/orders/batches").body())
                .extractingPath("$.batches[*].range")
                .asArray()
                .allSatisfy(range -> assertThat((String) range).matches("orders/" + TOPIC + "-[012]@\\[\\d+,\\d+\\)"));
        assertPath("directstreamlag", "$.streams.orders.partitions[*].timeLagSeconds", List.of(0.0, 0.0, 0.0));
        assertPath("consumercache", "$.entries[*].topic", List.of(TOPIC, TOPIC, TOPIC));
        assertPath("consumercache", "$.entries[*].stream", List.of("orders", "orders", "orders"));
        assertPath("health/directStreams/orders", "$.status", "UP");
    }

    @Test
    void showsWhatPrometheusIsToSee() {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                                actuator.get("prometheus").body().getJson().lines())
                        .filteredOn(
                                line -> line.startsWith("direct_stream_") || line.contains("direct-stream.consumers"))
                        .noneMatch(line -> line.contains("NaN"))
                        .anyMatch(line -> line.startsWith("direct_stream_lag_records") && line.endsWith(" 0.0"))
                        .anyMatch(line -> line.startsWith("direct_stream_lag_time_seconds"))
                        .anyMatch(line -> line.startsWith("direct_stream_batch_seconds_count"))
                        .anyMatch(line -> line.startsWith("cache_gets_total")));
    }

    @Test
    void parksAFailingPartitionAndRestartsItOnRequest() {
        listener.failing = true;
        send(1, 1);

        awaitPath("health/directStreams/orders", "$.status", "DOWN");
        assertThat(actuator.get("health/readiness").status()).isEqualTo(503);
        assertPath("health/readiness", "$.status", "DOWN");
        assertPath("health/one", "$.status", "DOWN");
        assertThat(actuator.get("health/liveness").status())
                .as("never depends on a stream")
                .isEqualTo(200);
        assertPath("directstreams", "$.streams.orders.state", "failed");
        assertPath("directstreams/orders/batches", "$.batches[0].error.message", "no stock");
        assertPath("directstreams/orders/batches", "$.batches[0].attempt", 2);
        awaitPath("directstreamlag", "$.totalLag", 1);

        listener.failing = false;
        assertThat(actuator.post("directstreams/orders/restart", "{}").body())
                .extractingPath("$.restarted[*].partition")
                .isEqualTo(List.of(0));
        awaitPath("directstreamlag", "$.totalLag", 0);
        awaitPath("health/directStreams/orders", "$.status", "UP");
        assertThat(actuator.get("health/readiness").status()).isEqualTo(200);
        assertPath("health/one", "$.status", "UP");
    }

    @Test
    void pausesStopsAndRunsAStreamOnRequest() {
        steer("paused");
        send(1, 5);
        awaitPath("directstreamlag", "$.totalLag", 5);
        assertPath("health/directStreams/orders", "$.details.reason", "paused by an operator");

        steer("stopped");
        assertPath("health/directStreams/orders", "$.status", "OUT_OF_SERVICE");
        assertThat(actuator.get("health/readiness").status()).isEqualTo(503);

        steer("running");
        awaitPath("directstreamlag", "$.totalLag", 0);
    }

    @Test
    void limitsTheRateOfARunningStreamOnRequest() {
        assertPath("directstreams", "$.streams.orders.rate.reason", "configuration");
        assertPath("directstreams", "$.streams.orders.rate.recordsPerSecond", 3 * 100_000.0);

        actuator.post("directstreams/orders/rate", "{\"maxRecordsPerSecondPerPartition\": 1}");
        send(1, 60);

        assertPath("directstreams", "$.streams.orders.rate.reason", "operator");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(actuator.get("directstreamlag").body())
                        .extractingPath("$.totalLag")
                        .asInstanceOf(InstanceOfAssertFactories.INTEGER)
                        .isGreaterThan(0));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                                registry.get("direct.stream.rate.limit").gauge().value())
                        .isEqualTo(3));

        actuator.post("directstreams/orders/rate", "{}");
        awaitPath("directstreamlag", "$.totalLag", 0);
        assertPath("directstreams", "$.streams.orders.rate.reason", "configuration");
    }

    @Test
    @DisplayName("I9: a hundred scrapes and looks at endpoints ask the broker nothing")
    void readingAsksTheBrokerNothing() {
        List<String> paths = List.of(
                "directstreams",
                "directstreams/orders",
                "directstreams/orders/batches",
                "directstreamlag",
                "consumercache",
                "health",
                "prometheus");
        paths.forEach(actuator::get);
        int reads = 100;

        long began = System.nanoTime();
        double before = requests();
        for (int i = 0; i < reads; i++) {
            paths.forEach(actuator::get);
        }

        // The stream looks at the ends of its logs once a second all the same.
        double unasked = 5.0 * Duration.ofNanos(System.nanoTime() - began).toSeconds();
        assertThat(before).as("what was asked until then").isPositive();
        assertThat(requests() - before).isLessThan(reads / 2.0 + unasked);
    }

    /** What this application's clients asked so far, but for fetches and heartbeats, which go on all the time. */
    private double requests() {
        return sum("kafka.consumer.request.total")
                - sum("kafka.consumer.fetch.manager.fetch.total")
                - sum("kafka.consumer.coordinator.heartbeat.total");
    }

    private double sum(String meter) {
        return registry.get(meter).functionCounters().stream()
                .mapToDouble(FunctionCounter::count)
                .sum();
    }

    /** Sends as many records to each of the first partitions. */
    private static void send(int partitions, int records) {
        TOPICS.fill(TOPIC, partitions, records);
        for (int partition = 0; partition < partitions; partition++) {
            SENT.set(partition, SENT.get(partition) + records);
        }
    }

    private void steer(String state) {
        actuator.steer("orders", state);
        awaitPath("directstreams/orders", "$.streams.orders.state", state);
    }

    private void awaitPath(String endpoint, String path, Object value) {
        await().atMost(PATIENCE).untilAsserted(() -> assertPath(endpoint, path, value));
    }

    private void assertPath(String endpoint, String path, Object value) {
        assertThat(actuator.get(endpoint).body()).extractingPath(path).isEqualTo(value);
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {

        @Bean
        Listener listener() {
            return new Listener();
        }
    }

    static class Listener {

        private volatile boolean failing;

        @DirectStreamListener("orders")
        void each(List<ConsumerRecord<String, String>> records, OffsetRange range) {
            if (failing) {
                throw new IllegalStateException("no stock");
            }
        }
    }
}
