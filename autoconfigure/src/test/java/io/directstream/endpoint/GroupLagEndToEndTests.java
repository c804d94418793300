/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.directstream.fakes.ActuatorClient;
import io.directstream.fakes.ActuatorClient.Answer;
import io.directstream.listener.DirectStreamListener;
import io.directstream.testing.KafkaBroker;
import io.directstream.testing.TestTopics;
import io.directstream.testing.TransactionalWriter;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How far streams on a real broker are behind, compared with what Kafka's own tool says of their groups. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "management.endpoints.web.exposure.include=directstreams,directstreamlag",
            "management.endpoint.directstreams.access=unrestricted",
            "spring.datasource.generate-unique-name=true",
            "direct-stream.streams.ledger.offsets.store=jdbc",
            "direct-stream.streams.settled.properties[isolation.level]=read_committed"
        })
class GroupLagEndToEndTests {

    private static final String BROKER = KafkaBroker.shared().bootstrapServers();

    private static final TestTopics TOPICS = new TestTopics(BROKER);

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final double FIFTY_YEARS = 50.0 * 365 * 24 * 3600;

    private static final String SHARED = TOPICS.create(2);

    private static final String TRANSACTIONS = TOPICS.create(1);

    private final ActuatorClient actuator;

    GroupLagEndToEndTests(@LocalServerPort int port) {
        this.actuator = new ActuatorClient(port);
    }

    @DynamicPropertySource
    static void connect(DynamicPropertyRegistry properties) {
        TOPICS.fill(SHARED, 2, 20);
        properties.add("spring.kafka.bootstrap-servers", () -> BROKER);
        for (String stream : List.of("orders", "ledger", "settled")) {
            String topic = stream.equals("settled") ? TRANSACTIONS : SHARED;
            properties.add("direct-stream.streams." + stream + ".topics", () -> topic);
            properties.add("direct-stream.streams." + stream + ".group-id", () -> group(stream));
        }
    }

    @AfterAll
    static void disconnect() {
        TOPICS.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"orders", "ledger"})
    void isWhatKafkasOwnToolSaysWhetherTheStreamRunsOrNot(String stream) {
        awaitCaughtUp(stream);
        assertThat(lag(stream)).as("running").isEqualTo(tool(stream));

        actuator.steer(stream, "paused");
        TOPICS.fill(SHARED, 1, 5);
        TOPICS.send(new ProducerRecord<>(SHARED, 1, 0L, "key", "from 1970"));
        TOPICS.flush();
        awaitFresh(stream);
        assertThat(lag(stream))
                .as("running, paused")
                .isEqualTo(tool(stream))
                .allSatisfy((partition, row) -> assertThat(row.lag()).isEqualTo(partition.partition() == 0 ? 5L : 1L));
        assertThat(timeLags(stream).get(1)).isGreaterThan(FIFTY_YEARS);

        actuator.steer(stream, "stopped");
        awaitFresh(stream);
        assertThat(lag(stream)).as("stopped").isEqualTo(tool(stream));
        assertThat(timeLags(stream).get(1)).isGreaterThan(FIFTY_YEARS);

        actuator.steer(stream, "running");
        awaitCaughtUp(stream);
        assertThat(lag(stream)).as("running again").isEqualTo(tool(stream));
        assertThat(timeLags(stream)).containsExactly(0.0, 0.0);
    }

    @Test
    void aStreamThatReadsCommittedRecordsEndsWhereTheFirstOpenTransactionBegins() {
        try (TransactionalWriter writer = new TransactionalWriter(BROKER, TRANSACTIONS)) {
            writer.commit(2);
            TopicPartition only = new TopicPartition(TRANSACTIONS, 0);
            await().atMost(PATIENCE)
                    .untilAsserted(() ->
                            assertThat(lag("settled").get(only)).isEqualTo(new ConsumerGroupsTool.Row(3L, 3L, 0L)));

            writer.leaveOpen(4);

            awaitFresh("settled");
            assertThat(lag("settled").get(only)).isEqualTo(new ConsumerGroupsTool.Row(3L, 3L, 0L));
            assertThat(tool("settled").get(only)).isEqualTo(new ConsumerGroupsTool.Row(3L, 7L, 4L));
        }
    }

    private void awaitCaughtUp(String stream) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(lag(stream))
                        .hasSize(2)
                        .allSatisfy((partition, row) -> assertThat(row.lag()).isZero())
                        .isEqualTo(tool(stream)));
    }

    /** An answer holds for a second. */
    private void awaitFresh(String stream) {
        String before = asOf(stream);
        await().atMost(PATIENCE).until(() -> !asOf(stream).equals(before));
    }

    private String asOf(String stream) {
        return ofStream(stream).get("asOf").asString();
    }

    private Map<TopicPartition, ConsumerGroupsTool.Row> lag(String stream) {
        Map<TopicPartition, ConsumerGroupsTool.Row> rows = new HashMap<>();
        for (JsonNode each : ofStream(stream).get("partitions")) {
            rows.put(
                    new TopicPartition(
                            each.get("topic").asString(), each.get("partition").asInt()),
                    new ConsumerGroupsTool.Row(
                            figure(each.get("stored")), figure(each.get("end")), figure(each.get("lag"))));
        }
        return rows;
    }

    private List<Double> timeLags(String stream) {
        return ofStream(stream)
                .get("partitions")
                .valueStream()
                .map(each -> each.get("timeLagSeconds").asDouble())
                .toList();
    }

    private JsonNode ofStream(String stream) {
        Answer answer = actuator.get("directstreamlag/" + stream + "?scope=group");
        assertThat(answer.status()).isEqualTo(200);
        return JsonMapper.shared()
                .readTree(answer.body().getJson())
                .get("streams")
                .get(stream);
    }

    private static Long figure(JsonNode node) {
        return node.isNull() ? null : (Long) node.asLong();
    }

    private static Map<TopicPartition, ConsumerGroupsTool.Row> tool(String stream) {
        return ConsumerGroupsTool.describe(BROKER, group(stream));
    }

    private static String group(String stream) {
        return stream + "-of-" + SHARED;
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

        @DirectStreamListener("orders")
        void order(List<ConsumerRecord<String, String>> records) {}

        @DirectStreamListener("ledger")
        void entry(List<ConsumerRecord<String, String>> records) {}

        @DirectStreamListener("settled")
        void settled(List<ConsumerRecord<String, String>> records) {}
    }
}
