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
import io.directstream.autoconfigure.kafka.DirectStreamKafkaTransactionAutoConfiguration;
import io.directstream.kafka.CommittedRecords;
import io.directstream.listener.DirectStreamListener;
import io.directstream.testing.TestTopics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordDeserializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.kafka.support.converter.JacksonJsonMessageConverter;
import org.springframework.kafka.support.converter.RecordMessageConverter;
import org.springframework.kafka.support.serializer.ErrorHandlingDeserializer;

/** Records that never come to a listener, because their payload cannot be made in spring-kafka's ways. */
class UnreadableRecordsEndToEndTests {

    private static final TestTopics TOPICS = new TestTopics(BrokerContexts.BROKER);

    private static final String STREAM = "direct-stream.streams.orders.";

    @AfterAll
    static void closeClients() {
        TOPICS.close();
    }

    @ParameterizedTest
    @ValueSource(classes = {Converted.class, MarkedRecords.class, MarkedBatch.class})
    @DisplayName("I2: a record whose payload cannot be made goes by itself at any place; all others are handled once")
    void aRecordWhosePayloadCannotBeMadeGoesByItself(Class<?> listener) {
        String topic = TOPICS.create(1);
        String letters = TOPICS.create(topic + "-dlt", 1);
        List.of("bad0", "1", "2", "bad3", "4", "bad5").forEach(value -> TOPICS.send(topic, 0, value));
        TOPICS.flush();
        Class<?> deserializer =
                listener == Converted.class ? StringDeserializer.class : ErrorHandlingDeserializer.class;

        try (ConfigurableApplicationContext context = BrokerContexts.start(
                topic,
                listener,
                STREAM + "group-id=" + topic,
                STREAM + "failure.max-attempts=1",
                STREAM + "failure.when-exhausted=dead-letter",
                "spring.kafka.consumer.value-deserializer=" + deserializer.getName(),
                "spring.kafka.consumer.properties[spring.deserializer.value.delegate.class]="
                        + Numbers.class.getName())) {
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() ->
                            assertThat(TOPICS.committed(topic)).isEqualTo(Map.of(new TopicPartition(topic, 0), 6L)));
            assertThat(BrokerContexts.received(context).all()).containsExactly(1, 2, 4);
        }

        List<ConsumerRecord<String, String>> sent = CommittedRecords.of(BrokerContexts.BROKER, letters);
        assertThat(sent).extracting(ConsumerRecord::value).containsExactly("bad0", "bad3", "bad5");
        assertThat(sent)
                .allSatisfy(letter -> assertThat(new String(
                                letter.headers()
                                        .lastHeader(KafkaHeaders.DLT_EXCEPTION_FQCN)
                                        .value(),
                                StandardCharsets.UTF_8))
                        .isEqualTo(RecordDeserializationException.class.getName()));
    }

    /** What is no number cannot be converted. */
    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration(DirectStreamKafkaTransactionAutoConfiguration.class)
    static class Converted {

        private final BrokerContexts.Received received;

        Converted(BrokerContexts.Received received) {
            this.received = received;
        }

        @Bean
        static RecordMessageConverter converter() {
            return new JacksonJsonMessageConverter();
        }

        @DirectStreamListener("orders")
        public void all(List<Integer> payloads) {
            payloads.forEach(received::add);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration(DirectStreamKafkaTransactionAutoConfiguration.class)
    static class MarkedRecords {

        private final BrokerContexts.Received received;

        MarkedRecords(BrokerContexts.Received received) {
            this.received = received;
        }

        @DirectStreamListener("orders")
        public void all(List<ConsumerRecord<String, Integer>> records) {
            records.forEach(record -> received.add(record.value()));
        }
    }

    /** Handles nothing before it has come to the end of the batch, as within a transaction. */
    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration(DirectStreamKafkaTransactionAutoConfiguration.class)
    static class MarkedBatch {

        private final BrokerContexts.Received received;

        MarkedBatch(BrokerContexts.Received received) {
            this.received = received;
        }

        @DirectStreamListener("orders")
        public void all(PartitionBatch<String, Integer> batch) {
            List<Integer> values = new ArrayList<>();
            batch.forEach(record -> values.add(record.value()));
            values.forEach(received::add);
        }
    }

    /** Makes numbers. */
    public static class Numbers implements Deserializer<Integer> {

        @Override
        public Integer deserialize(String topic, byte[] data) {
            return Integer.valueOf(new String(data, StandardCharsets.UTF_8));
        }
    }
}
