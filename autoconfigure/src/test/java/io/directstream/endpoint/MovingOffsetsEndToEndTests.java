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
import io.directstream.fakes.ActuatorClient.Answer;
import io.directstream.listener.DirectStreamListener;
import io.directstream.testing.KafkaBroker;
import io.directstream.testing.TestTopics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Two streams on a real broker, whose offsets are in Kafka and in a database, moved over HTTP alone. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "management.endpoints.web.exposure.include=directstreams,directstreamoffsets",
            "management.endpoint.directstreams.access=unrestricted",
            "management.endpoint.directstreamoffsets.access=unrestricted",
            "spring.datasource.generate-unique-name=true",
            "direct-stream.streams.ledger.offsets.store=jdbc"
        })
class MovingOffsetsEndToEndTests {

    private static final TestTopics TOPICS = new TestTopics(KafkaBroker.shared().bootstrapServers());

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final int RECORDS = 20;

    private static final String TOPIC = TOPICS.create(2);

    private final Listener listener;

    private final JdbcClient jdbc;

    private final ActuatorClient actuator;

    MovingOffsetsEndToEndTests(@Autowired Listener listener, @Autowired JdbcClient jdbc, @LocalServerPort int port) {
        this.listener = listener;
        this.jdbc = jdbc;
        this.actuator = new ActuatorClient(port);
    }

    @DynamicPropertySource
    static void connect(DynamicPropertyRegistry properties) {
        TOPICS.fill(TOPIC, 2, RECORDS);
        properties.add(
                "spring.kafka.bootstrap-servers", () -> KafkaBroker.shared().bootstrapServers());
        for (String stream : List.of("orders", "ledger")) {
            properties.add("direct-stream.streams." + stream + ".topics", () -> TOPIC);
            properties.add("direct-stream.streams." + stream + ".group-id", () -> group(stream));
        }
    }

    @AfterAll
    static void disconnect() {
        TOPICS.close();
    }

    @BeforeEach
    void allIsRead() {
        for (String stream : List.of("orders", "ledger")) {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(
                                    actuator.get("directstreams/" + stream).body())
                            .extractingPath("$.streams.%s.assigned[*].stored".formatted(stream))
                            .isEqualTo(List.of(RECORDS, RECORDS)));
        }
        listener.ranges.clear();
    }

    @AfterEach
    void allRunsAgain() {
        actuator.steer("orders", "running");
        actuator.steer("ledger", "running");
    }

    @ParameterizedTest
    @ValueSource(strings = {"orders", "ledger"})
    void aStoppedStreamBeginsWhereItsOffsetsWereMovedTo(String stream) {
        actuator.steer(stream, "stopped");

        Answer dry = move(stream, "'partitions': '%s-1', 'to': '15', 'dryRun': 'true'".formatted(TOPIC));
        assertThat(dry.status()).isEqualTo(200);
        assertThat(dry.body()).extractingPath("$.partitions[*].from").isEqualTo(List.of(RECORDS));
        assertStored(stream, RECORDS, RECORDS);

        Answer moved = move(stream, "'partitions': '%s-1', 'to': '15'".formatted(TOPIC));
        assertThat(moved.status()).isEqualTo(200);
        assertThat(moved.body()).extractingPath("$.partitions[*].to").isEqualTo(List.of(15));
        assertThat(moved.body()).extractingPath("$.partitions[*].outcome").isEqualTo(List.of("moved"));
        assertStored(stream, RECORDS, 15);

        actuator.steer(stream, "running");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(listener.ranges.stream()
                                .mapToLong(OffsetRange::count)
                                .sum())
                        .isEqualTo(RECORDS - 15));
        assertThat(listener.ranges.peek()).isEqualTo(OffsetRange.create(TOPIC, 1, 15, RECORDS));
    }

    @Test
    void theDatabaseAndTheMirrorMoveTogether() throws ExecutionException, InterruptedException {
        actuator.steer("ledger", "stopped");

        assertThat(move("ledger", "'to': 'earliest'").body())
                .extractingPath("$.partitions[*].mirror")
                .isEqualTo(List.of("moved", "moved"));

        assertThat(rows()).containsExactly(0L, 0L);
        Map<TopicPartition, OffsetAndMetadata> committed = TOPICS.admin()
                .listConsumerGroupOffsets(group("ledger"))
                .partitionsToOffsetAndMetadata()
                .get();
        assertThat(committed.values()).hasSize(2).allSatisfy(offset -> {
            assertThat(offset.offset()).isZero();
            assertThat(offset.metadata()).isEqualTo("direct-stream mirror of jdbc");
        });
        move("ledger", "'to': 'latest'");
        assertThat(rows()).containsExactly(20L, 20L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"orders", "ledger"})
    void aStreamThatRunsHereIsNotMoved(String stream) {
        Answer answer = move(stream, "'to': 'earliest'");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.body()).extractingPath("$.error").asString().contains("stop it on every instance first");
        assertStored(stream, RECORDS, RECORDS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"orders", "ledger"})
    void aStreamThatRunsElsewhereIsNotMoved(String stream) {
        actuator.steer(stream, "stopped");
        try (KafkaConsumer<String, String> elsewhere = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        KafkaBroker.shared().bootstrapServers(),
                        "group.id",
                        group(stream),
                        "client.id",
                        "elsewhere",
                        "enable.auto.commit",
                        false,
                        "auto.offset.reset",
                        "earliest"),
                new StringDeserializer(),
                new StringDeserializer())) {
            elsewhere.subscribe(List.of(TOPIC));
            await().atMost(PATIENCE).until(() -> {
                elsewhere.poll(Duration.ofMillis(100));
                return elsewhere.assignment().size() == 2;
            });

            Answer answer = move(stream, "'to': 'earliest'");

            assertThat(answer.status()).isEqualTo(409);
            assertThat(answer.body())
                    .extractingPath("$.error")
                    .asString()
                    .contains("group " + group(stream) + " has the member elsewhere-");
        }
        assertStored(stream, RECORDS, RECORDS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"orders", "ledger"})
    void whatCannotBeIsRefusedBeforeAnythingIsStored(String stream) {
        actuator.steer(stream, "stopped");

        Answer beyond = move(stream, "'to': '21'");
        assertThat(beyond.status()).isEqualTo(400);
        assertThat(beyond.body())
                .extractingPath("$.error")
                .asString()
                .contains(TOPIC + "-0 reaches from 0 to its end at 20", TOPIC + "-1 reaches");
        Answer unknown = move(stream, "'to': 'latest', 'partitions': '%s-0 %1$s-2'".formatted(TOPIC));
        assertThat(unknown.status()).isEqualTo(400);
        assertThat(unknown.body()).extractingPath("$.error").asString().contains(TOPIC + "-2 does not exist");
        assertStored(stream, RECORDS, RECORDS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"orders", "ledger"})
    void aRunningStreamShowsWhatItKnows(String stream) {
        Answer answer = actuator.get("directstreamoffsets/" + stream);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).extractingPath("$.members").asArray().hasSize(1);
        assertThat(answer.body()).extractingPath("$.partitions[*].stored").isEqualTo(List.of(RECORDS, RECORDS));
        assertThat(answer.body()).extractingPath("$.partitions[*].end").isEqualTo(List.of(RECORDS, RECORDS));
    }

    private List<Long> rows() {
        return jdbc.sql(
                        "select until_offset from direct_stream_offset where stream_name = 'ledger' order by partition_number")
                .query(Long.class)
                .list();
    }

    private void assertStored(String stream, int... offsets) {
        assertThat(actuator.get("directstreamoffsets/" + stream).body())
                .extractingPath("$.partitions[*].stored")
                .isEqualTo(List.of(offsets[0], offsets[1]));
    }

    private Answer move(String stream, String request) {
        return actuator.post("directstreamoffsets/" + stream, "{" + request.replace('\'', '"') + "}");
    }

    private static String group(String stream) {
        return stream + "-of-" + TOPIC;
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

        private final Queue<OffsetRange> ranges = new ConcurrentLinkedQueue<>();

        @DirectStreamListener("orders")
        void order(List<ConsumerRecord<String, String>> records, OffsetRange range) {
            ranges.add(range);
        }

        @DirectStreamListener("ledger")
        void entry(List<ConsumerRecord<String, String>> records, OffsetRange range) {
            ranges.add(range);
        }
    }
}
