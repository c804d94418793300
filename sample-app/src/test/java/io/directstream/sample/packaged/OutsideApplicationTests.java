/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.sample.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import io.directstream.sample.local.LocalBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("An application outside this build")
class OutsideApplicationTests {
    private static final Path JAR = Path.of(System.getProperty("outside.jar"));

    @TempDir
    private Path directory;

    @Test
    void runsWithTheInstalledStarterAsItsOnlyDependency() {
        try (LocalBroker broker = LocalBroker.start(directory.resolve("kafka"), 0)) {
            send(broker, "hello", "goodbye");
            try (JavaProcess outside = JavaProcess.start(
                    JAR, directory, "--spring.kafka.bootstrap-servers=" + broker.bootstrapServers())) {
                outside.awaitOutput("received \\[hello, goodbye] as greetings-0@\\[0,2\\)");

                Duration stopping = outside.stop();

                assertThat(stopping).isLessThan(Duration.ofSeconds(10));
                // Kafka's client tells at INFO of answers that merely make it ask again, and names their exceptions.
                assertThat(outside.output().lines().filter(line -> !line.contains(" INFO ")))
                        .noneMatch(line -> line.contains("ERROR") || line.contains("Exception"));
            }
        }
    }

    private static void send(LocalBroker broker, String... greetings) {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new StringSerializer(),
                new StringSerializer())) {
            for (String greeting : greetings) {
                producer.send(new ProducerRecord<>("greetings", 0, null, greeting));
            }
        }
    }
}
