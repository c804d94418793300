/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.directstream.autoconfigure.kafka.DirectStreamKafkaTransactionAutoConfiguration;
import io.directstream.kafka.CommittedRecords;
import io.directstream.listener.DirectStreamContainers;
import io.directstream.listener.DirectStreamListener;
import io.directstream.stream.BatchOutcome;
import io.directstream.stream.BatchResult;
import io.directstream.testing.TestTopics;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.BatchListenerFailedException;
import org.springframework.kafka.support.KafkaHeaders;

/** Streams that send what their listener cannot handle to another topic. */
class DeadLettersEndToEndTests {

    private static final TestTopics TOPICS = new TestTopics(BrokerContexts.BROKER);

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final String STREAM = "direct-stream.streams.orders.";

    @AfterAll
    static void closeClients() {
        TOPICS.close();
    }

    @Test
    @DisplayName(
            "I2: records go to the same partition as they were fetched, with their address and cause; then the range is stored")
    void recordsGoToTheDeadLetterTopicAsTheyWereFetched() {
        String topic = TOPICS.create(2);
        String letters = TOPICS.create(topic + "-dlt", 2);
        TOPICS.send(topic, 0, "good");
        ProducerRecord<String, String> bad = new ProducerRecord<>(topic, 1, "key", "bad");
        bad.headers().add("trace", "t1".getBytes(StandardCharsets.UTF_8));
        TOPICS.send(bad);
        TOPICS.flush();

        try (ConfigurableApplicationContext context = start(topic)) {
            awaitStored(topic, 1, 1);
            awaitStored(topic, 0, 1);
            assertThat(BrokerContexts.received(context).all()).containsExactly("good");
            assertThat(outcomes(context)).contains(BatchOutcome.DEAD_LETTERED);
        }

        assertThat(CommittedRecords.of(BrokerContexts.BROKER, letters))
                .singleElement()
                .satisfies(letter -> {
                    assertThat(letter.partition()).isEqualTo(1);
                    assertThat(letter.key()).isEqualTo("key");
                    assertThat(letter.value()).isEqualTo("bad");
                    assertThat(text(letter, "trace")).isEqualTo("t1");
                    assertThat(text(letter, "direct-stream-range")).isEqualTo("orders/" + topic + "-1@[0,1)");
                    assertThat(text(letter, "direct-stream-attempt")).isEqualTo("2");
                    assertThat(text(letter, KafkaHeaders.DLT_ORIGINAL_TOPIC)).isEqualTo(topic);
                    assertThat(header(letter, KafkaHeaders.DLT_ORIGINAL_OFFSET).getLong())
                            .isZero();
                    assertThat(header(letter, KafkaHeaders.DLT_ORIGINAL_PARTITION)
                                    .getInt())
                            .isEqualTo(1);
                    assertThat(text(letter, KafkaHeaders.DLT_ORIGINAL_CONSUMER_GROUP))
                            .isEqualTo(topic);
                    assertThat(text(letter, KafkaHeaders.DLT_EXCEPTION_FQCN))
                            .isEqualTo(IllegalStateException.class.getName());
                    assertThat(text(letter, KafkaHeaders.DLT_EXCEPTION_MESSAGE)).isEqualTo("bad record");
                });
    }

    @Test
    @DisplayName("I1, I2: with isolate-record only the bad records are sent, and all others are handled once")
    void onlyTheBadRecordsAreSent() {
        String topic = TOPICS.create(1);
        String letters = TOPICS.create(topic + "-dlt", 1);
        for (String value : List.of("one", "bad1", "two", "three", "bad2")) {
            TOPICS.send(topic, 0, value);
        }
        TOPICS.flush();

        try (ConfigurableApplicationContext context =
                BrokerContexts.start(topic, Whole.class, settings(topic, STREAM + "failure.isolate-record=true"))) {
            awaitStored(topic, 0, 5);
            assertThat(BrokerContexts.received(context).all()).containsExactly("one", "two", "three");
        }

        assertThat(CommittedRecords.values(BrokerContexts.BROKER, letters)).containsExactly("bad1", "bad2");
    }

    @Test
    @DisplayName(
            "I2: a record that the listener names is sent at once, and what it handled before is not delivered again")
    void aNamedRecordIsSentAtOnce() {
        String topic = TOPICS.create(1);
        String letters = TOPICS.create(topic + "-dlt", 1);
        for (String value : List.of("one", "bad", "two")) {
            TOPICS.send(topic, 0, value);
        }
        TOPICS.flush();

        try (ConfigurableApplicationContext context = BrokerContexts.start(topic, Naming.class, settings(topic))) {
            awaitStored(topic, 0, 3);
            assertThat(BrokerContexts.received(context).all()).containsExactly("one", "two");
        }

        assertThat(CommittedRecords.of(BrokerContexts.BROKER, letters))
                .singleElement()
                .satisfies(letter -> {
                    assertThat(letter.value()).isEqualTo("bad");
                    assertThat(text(letter, "direct-stream-attempt")).isEqualTo("1");
                    assertThat(text(letter, KafkaHeaders.DLT_EXCEPTION_MESSAGE)).isEqualTo("bad record");
                });
    }

    @Test
    @DisplayName(
            "I2, I9: a dead-letter topic that does not exist is told and waited for, and nothing is lost or skipped")
    void aMissingTopicIsWaitedFor() {
        String topic = TOPICS.create(2);
        TOPICS.send(topic, 1, "bad");
        TOPICS.flush();

        try (ConfigurableApplicationContext context =
                start(topic, STREAM + "failure.dead-letter.topic=" + topic + "-x")) {
            await().atMost(PATIENCE)
                    .until(() -> String.valueOf(reason(context))
                            .contains("dead-letter topic '" + topic + "-x' does not exist; create it"));
            assertThat(TOPICS.committed(topic)).containsEntry(new TopicPartition(topic, 1), 0L);
            TOPICS.create(topic + "-x", 1);
            awaitStored(topic, 1, 1);
        }

        assertThat(CommittedRecords.values(BrokerContexts.BROKER, topic + "-x")).containsExactly("bad");
    }

    @ParameterizedTest
    @ValueSource(strings = {"max.message.bytes", "max.request.size"})
    @DisplayName("I9: a record that the dead-letter topic does not take is an outage that says how large it is")
    void aRecordThatIsTooLargeIsTold(String limit) {
        String topic = TOPICS.create(1);
        boolean ofTheTopic = limit.equals("max.message.bytes");
        TOPICS.create(topic + "-dlt", 1, ofTheTopic ? Map.of(limit, "1000") : Map.of());
        TOPICS.send(topic, 0, "bad" + "x".repeat(5_000));
        TOPICS.flush();

        try (ConfigurableApplicationContext context = start(
                topic, "spring.kafka.producer.properties.max.request.size=" + (ofTheTopic ? "1000000" : "1000"))) {
            await().atMost(PATIENCE).until(() -> String.valueOf(reason(context)).contains("is larger than"));
            assertThat(reason(context)).contains(topic + "-0@0, 5004 bytes", "max.message.bytes", "max.request.size");
            assertThat(TOPICS.committed(topic)).containsEntry(new TopicPartition(topic, 0), 0L);
        }
    }

    @Test
    @DisplayName(
            "I3: with kafka-transaction the letters and the offset are one transaction, without the listener's output")
    void lettersAreWithinTheTransaction() {
        String topic = TOPICS.create(1);
        String letters = TOPICS.create(topic + "-dlt", 1);
        String output = TOPICS.create(1);
        TOPICS.send(topic, 0, "bad");
        TOPICS.flush();

        try (ConfigurableApplicationContext context = BrokerContexts.start(
                topic,
                Sending.class,
                settings(topic, STREAM + "offsets.store=kafka-transaction", "test.output=" + output))) {
            awaitStored(topic, 0, 1);
            TOPICS.send(topic, 0, "good");
            TOPICS.flush();
            awaitStored(topic, 0, 2);
            assertThat(context.isRunning()).isTrue();
        }

        assertThat(CommittedRecords.values(BrokerContexts.BROKER, letters)).containsExactly("bad");
        assertThat(CommittedRecords.values(BrokerContexts.BROKER, output)).containsExactly("good");
        assertThat(TOPICS.end(letters, 0))
                .as("the letter and the marker of its commit")
                .isEqualTo(2);
    }

    private static ConfigurableApplicationContext start(String topic, String... settings) {
        return BrokerContexts.start(topic, Receiving.class, settings(topic, settings));
    }

    private static String[] settings(String group, String... settings) {
        List<String> all = new ArrayList<>(List.of(
                STREAM + "group-id=" + group,
                STREAM + "failure.max-attempts=2",
                STREAM + "failure.when-exhausted=dead-letter"));
        all.addAll(List.of(settings));
        return all.toArray(String[]::new);
    }

    private static void awaitStored(String topic, int partition, long offset) {
        await().atMost(PATIENCE)
                .until(() ->
                        Long.valueOf(offset).equals(TOPICS.committed(topic).get(new TopicPartition(topic, partition))));
    }

    private static String reason(ConfigurableApplicationContext context) {
        return context.getBean(DirectStreamContainers.class).all().iterator().next().snapshot().assigned().stream()
                .map(partition -> String.valueOf(partition.reason()))
                .toList()
                .toString();
    }

    private static List<BatchOutcome> outcomes(ConfigurableApplicationContext context) {
        return context.getBean(DirectStreamContainers.class).all().iterator().next().history().stream()
                .map(BatchResult::outcome)
                .toList();
    }

    private static ByteBuffer header(ConsumerRecord<?, ?> letter, String name) {
        Header header = letter.headers().lastHeader(name);
        assertThat(header).as(name).isNotNull();
        return ByteBuffer.wrap(header.value());
    }

    private static String text(ConsumerRecord<?, ?> letter, String name) {
        return new String(header(letter, name).array(), StandardCharsets.UTF_8);
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration(DirectStreamKafkaTransactionAutoConfiguration.class)
    static class Receiving {

        private final BrokerContexts.Received received;

        Receiving(BrokerContexts.Received received) {
            this.received = received;
        }

        @DirectStreamListener("orders")
        public void each(List<ConsumerRecord<String, String>> records) {
            records.forEach(record -> {
                record.headers().add("listener", new byte[0]);
                if (record.value().startsWith("bad")) {
                    throw new IllegalStateException("bad record");
                }
                received.add(record.value());
            });
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration(DirectStreamKafkaTransactionAutoConfiguration.class)
    static class Whole {

        private final BrokerContexts.Received received;

        Whole(BrokerContexts.Received received) {
            this.received = received;
        }

        @DirectStreamListener("orders")
        public void all(List<String> payloads) {
            if (payloads.stream().anyMatch(payload -> payload.startsWith("bad"))) {
                throw new IllegalStateException("bad record");
            }
            payloads.forEach(received::add);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration(DirectStreamKafkaTransactionAutoConfiguration.class)
    static class Naming {

        private final BrokerContexts.Received received;

        Naming(BrokerContexts.Received received) {
            this.received = received;
        }

        @DirectStreamListener("orders")
        public void each(List<ConsumerRecord<String, String>> records) {
            for (ConsumerRecord<String, String> record : records) {
                if (record.value().equals("bad")) {
                    throw new BatchListenerFailedException("named", new IllegalStateException("bad record"), record);
                }
                received.add(record.value());
            }
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration(DirectStreamKafkaTransactionAutoConfiguration.class)
    static class Sending {

        private final KafkaTemplate<String, String> template;

        private final String output;

        Sending(
                @Qualifier("directStreamKafkaTemplate") KafkaTemplate<String, String> template,
                @Value("${test.output}") String output) {
            this.template = template;
            this.output = output;
        }

        @DirectStreamListener("orders")
        public void each(List<ConsumerRecord<String, String>> records) {
            records.forEach(record -> template.send(output, record.value()));
            if (records.stream().anyMatch(record -> record.value().equals("bad"))) {
                throw new IllegalStateException("bad record");
            }
        }
    }
}
