/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.autoconfigure;

import static io.directstream.autoconfigure.BrokerContexts.received;
import static io.directstream.autoconfigure.Refusals.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.directstream.OffsetRange;
import io.directstream.autoconfigure.BrokerContexts.Received;
import io.directstream.listener.DirectStreamContainer;
import io.directstream.listener.DirectStreamContainers;
import io.directstream.listener.DirectStreamListener;
import io.directstream.testing.TestTopics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.kafka.support.Acknowledgment;

/** Streams that keep their offsets in files of their instance. */
@ExtendWith(OutputCaptureExtension.class)
class CheckpointStoreEndToEndTests {

    private static final TestTopics TOPICS = new TestTopics(BrokerContexts.BROKER);

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final String ORDERS = "direct-stream.streams.orders.";

    private static final String SESSION = ORDERS + "properties.session.timeout.ms=2000";

    @TempDir
    private Path directory;

    @AfterAll
    static void closeClients() {
        TOPICS.close();
    }

    @Test
    @DisplayName("I1: a restart goes on where it ended")
    void aRestartGoesOnWhereItEnded() {
        String topic = TOPICS.create(2);
        TOPICS.fill(topic, 2, 50);
        try (ConfigurableApplicationContext context = start(topic, Values.class)) {
            awaitValues(context, 100);
            assertThat(container(context).snapshot().offsetStore()).isEqualTo("checkpoint");
        }
        assertThat(directory.resolve("orders").resolve(topic + "-1.checkpoint"))
                .content()
                .contains("group: " + topic, "offset: 50");

        TOPICS.fill(topic, 2, 10);
        try (ConfigurableApplicationContext context = start(topic, Values.class)) {
            awaitValues(context, 20);
            assertThat(received(context).all()).doesNotHaveDuplicates();
        }
    }

    @Test
    void aStreamThatIsStoppedCanBeStartedAgainInTheSameApplication() {
        String topic = TOPICS.create(1);
        TOPICS.fill(topic, 1, 10);
        try (ConfigurableApplicationContext context = start(topic, Values.class)) {
            awaitValues(context, 10);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(lag(context)).isEqualTo(0));
            container(context).stop();
            TOPICS.fill(topic, 1, 10);
            assertThat(lag(context)).as("its files are open to nobody").isEqualTo(10);
            container(context).start();
            awaitValues(context, 20);
        }
    }

    @Test
    void whatIsAcknowledgedIsStoredAndTheRestIsDeliveredAgain() {
        String topic = TOPICS.create(1);
        String manual = ORDERS + "offsets.commit=manual";
        TOPICS.fill(topic, 1, 10);
        try (ConfigurableApplicationContext context = start(topic, Acknowledging.class, manual)) {
            awaitValues(context, 10);
            context.getBean(Acknowledging.class).acknowledgeAll();
            Path file = directory.resolve("orders").resolve(topic + "-0.checkpoint");
            await().atMost(PATIENCE).until(() -> Files.readString(file).contains("offset: 10\n"));
            TOPICS.fill(topic, 1, 5);
            awaitValues(context, 15);
        }
        try (ConfigurableApplicationContext context = start(topic, Acknowledging.class, manual)) {
            awaitValues(context, 5);
        }
    }

    @Test
    void aDirectoryThatIsInUseStopsTheStartWithTheHolder(CapturedOutput output) {
        String topic = TOPICS.create(1);
        try (ConfigurableApplicationContext context = start(topic, Values.class)) {
            assertThatThrownBy(() -> start(topic, Values.class, ORDERS + "group-id=" + topic + "-2"))
                    .isInstanceOf(Exception.class);

            assertThat(output)
                    .contains("APPLICATION FAILED TO START", "Stream 'orders' does not start")
                    .contains(directory.resolve("orders").toString())
                    .contains("in use by process " + ProcessHandle.current().pid())
                    .contains("offsets.checkpoint.directory");
            TOPICS.fill(topic, 1, 10);
            awaitValues(context, 10);
        }
    }

    @Test
    @Tag("chaos")
    void anotherMemberOfTheGroupStopsTheStartWithItsName(CapturedOutput output) throws IOException {
        String topic = TOPICS.create(1);
        TOPICS.fill(topic, 1, 10);
        Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
        try (ConfigurableApplicationContext context = start(topic, Values.class, SESSION)) {
            awaitValues(context, 10);

            assertThatThrownBy(() ->
                            start(topic, Values.class, SESSION, ORDERS + "offsets.checkpoint.directory=" + elsewhere))
                    .isInstanceOf(Exception.class);

            assertThat(output)
                    .contains("APPLICATION FAILED TO START", "its group " + topic + " has another member already")
                    .contains(topic + "-orders-member on /127.0.0.1")
                    .contains("offsets.store to kafka or jdbc");
            TOPICS.fill(topic, 1, 10);
            awaitValues(context, 20);
        }
    }

    @Test
    void aMemberThatDiedIsWaitedFor(CapturedOutput output) {
        String topic = TOPICS.create(1);
        TOPICS.fill(topic, 1, 10);
        joinAndDie(topic);

        try (ConfigurableApplicationContext context = start(topic, Values.class, SESSION)) {
            awaitValues(context, 10);
        }
        assertThat(output).containsOnlyOnce("which is waited for").contains("has the member died on");
    }

    @Test
    void brokersThatDoNotTellTheMembersAreNotWaitedFor(CapturedOutput output) {
        try (ConfigurableApplicationContext context =
                start("orders", Values.class, "spring.kafka.bootstrap-servers=no-such-host.invalid:9092")) {
            assertThat(container(context).isRunning()).isTrue();
        }
        assertThat(output).contains("whether its group orders has another member is not known");
    }

    @Test
    void aDirectoryThatIsAFileIsRefused() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));
        var refused = refusal(StreamContexts.orders()
                .withPropertyValues(
                        ORDERS + "offsets.store=checkpoint",
                        ORDERS + "offsets.checkpoint.directory=" + file.resolve("below")));

        assertThat(refused.getName()).isEqualTo(ORDERS + "offsets.checkpoint.directory");
        assertThat(refused.getReason()).contains(file + " is a file", "name a directory");
    }

    private ConfigurableApplicationContext start(String topic, Class<?> listener, String... settings) {
        List<String> all = new ArrayList<>(List.of(
                ORDERS + "group-id=" + topic,
                ORDERS + "offsets.store=checkpoint",
                ORDERS + "offsets.checkpoint.directory=" + directory));
        all.addAll(List.of(settings));
        return BrokerContexts.start(topic, listener, all.toArray(String[]::new));
    }

    private static void joinAndDie(String topic) {
        Map<String, Object> config = Map.of(
                "bootstrap.servers",
                BrokerContexts.BROKER,
                "group.id",
                topic,
                "client.id",
                "died",
                "enable.auto.commit",
                false,
                "session.timeout.ms",
                2_000,
                "heartbeat.interval.ms",
                500);
        var consumer = new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer());
        try {
            consumer.subscribe(List.of(topic));
            await().atMost(PATIENCE).until(() -> {
                consumer.poll(Duration.ofMillis(100));
                return !consumer.assignment().isEmpty();
            });
        } finally {
            consumer.close(
                    CloseOptions.groupMembershipOperation(CloseOptions.GroupMembershipOperation.REMAIN_IN_GROUP));
        }
    }

    private static void awaitValues(ConfigurableApplicationContext context, int count) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(received(context).all()).hasSize(count));
    }

    private static Long lag(ConfigurableApplicationContext context) {
        return container(context).groupLag().partitions().get(0).lag();
    }

    private static DirectStreamContainer container(ConfigurableApplicationContext context) {
        return context.getBean(DirectStreamContainers.class).find("orders").orElseThrow();
    }

    static class Values {

        private final Received received;

        Values(Received received) {
            this.received = received;
        }

        @DirectStreamListener("orders")
        public void each(List<String> values, OffsetRange range) {
            for (int i = 0; i < values.size(); i++) {
                received.add(range.partition() + "@" + (range.fromOffset() + i));
            }
        }
    }

    static class Acknowledging {

        private final Received received;

        private final List<Acknowledgment> acknowledgments = new CopyOnWriteArrayList<>();

        Acknowledging(Received received) {
            this.received = received;
        }

        void acknowledgeAll() {
            acknowledgments.forEach(Acknowledgment::acknowledge);
        }

        @DirectStreamListener("orders")
        public void each(List<String> values, Acknowledgment acknowledgment) {
            acknowledgments.add(acknowledgment);
            values.forEach(received::add);
        }
    }
}
