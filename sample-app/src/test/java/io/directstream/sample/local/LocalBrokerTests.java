/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.sample.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The broker in this JVM")
class LocalBrokerTests {
    private static final int ANY_PORT = 0;
    private static final TopicPartition PARTITION = new TopicPartition("letters", 0);

    @TempDir
    private Path directory;

    @Test
    void keepsTopicsRecordsAndOffsetsOverARestart() throws Exception {
        try (LocalBroker broker = LocalBroker.start(directory, ANY_PORT)) {
            createTopic(broker);
            send(broker, "a", "b", "c");
            try (KafkaConsumer<String, String> consumer = consumer(broker)) {
                consumer.commitSync(Map.of(PARTITION, new OffsetAndMetadata(2)));
            }
        }

        try (LocalBroker broker = LocalBroker.start(directory, ANY_PORT);
                KafkaConsumer<String, String> consumer = consumer(broker)) {
            consumer.assign(List.of(PARTITION));
            assertThat(consumer.poll(Duration.ofSeconds(60)))
                    .singleElement()
                    .satisfies(record -> assertThat(record.value()).isEqualTo("c"));
        }
    }

    @Test
    void takesAnotherPortWhenTheOneItPrefersIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(ANY_PORT);
                LocalBroker broker = LocalBroker.start(directory, taken.getLocalPort())) {
            assertThat(broker.bootstrapServers()).startsWith("localhost:").doesNotEndWith(":" + taken.getLocalPort());
            createTopic(broker);
        }
    }

    private static void createTopic(LocalBroker broker) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(PARTITION.topic(), 1, (short) 1)))
                    .all()
                    .get();
        }
    }

    private static void send(LocalBroker broker, String... values) {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new StringSerializer(),
                new StringSerializer())) {
            for (String value : values) {
                producer.send(new ProducerRecord<>(PARTITION.topic(), value));
            }
        }
    }

    private static KafkaConsumer<String, String> consumer(LocalBroker broker) {
        return new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "group.id", "readers"),
                new StringDeserializer(),
                new StringDeserializer());
    }
}
