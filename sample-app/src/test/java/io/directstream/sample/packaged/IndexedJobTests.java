/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.sample.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import io.directstream.sample.local.LocalBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The packaged sample as a Job that reads given ranges")
class IndexedJobTests {
    private static final Path JAR = Path.of(System.getProperty("sample.jar"));
    private static final Pattern READ = Pattern.compile("orders/(orders-\\d@\\[\\d+,\\d+\\)) records: \\d+, took");
    private static final int PODS = 3;
    private static final int PARTITIONS = 8;
    private static final int EACH = 40;

    @TempDir
    private static Path directory;

    private static LocalBroker broker;

    @BeforeAll
    static void fillTheTopic() throws Exception {
        broker = LocalBroker.start(directory.resolve("broker"), 0);
        Map<String, Object> connection = Map.of("bootstrap.servers", broker.bootstrapServers());
        // An idempotent one can be refused for ever after its first batches met a broker that did not lead yet.
        Map<String, Object> sending = Map.of(
                "bootstrap.servers",
                broker.bootstrapServers(),
                "enable.idempotence",
                false,
                "max.in.flight.requests.per.connection",
                1);
        try (Admin admin = Admin.create(connection);
                KafkaProducer<String, String> producer =
                        new KafkaProducer<>(sending, new StringSerializer(), new StringSerializer())) {
            admin.createTopics(List.of(new NewTopic("orders", PARTITIONS, (short) 1)))
                    .all()
                    .get();
            List<Future<RecordMetadata>> acknowledgements = new ArrayList<>();
            for (int sent = 0; sent < PARTITIONS * EACH; sent++) {
                acknowledgements.add(producer.send(new ProducerRecord<>(
                        "orders", sent % PARTITIONS, "chocolate", "{\"product\":\"chocolate\",\"amount\":1}")));
            }
            for (Future<RecordMetadata> acknowledgement : acknowledgements) {
                acknowledgement.get();
            }
        }
    }

    @AfterAll
    static void stopTheBroker() {
        broker.close();
    }

    @Test
    @DisplayName("reads each range in exactly one of its pods, and each pod ends without a fault")
    void itsPodsShareTheRanges() {
        List<JavaProcess> pods = new ArrayList<>();
        List<String> read = new ArrayList<>();
        try {
            for (int index = 0; index < PODS; index++) {
                pods.add(pod("shared-" + index, index, "ranges[0].from-offset=10"));
            }

            assertThat(pods).allSatisfy(pod -> assertThat(pod.awaitExit()).isZero());
        } finally {
            pods.forEach(JavaProcess::close);
        }

        for (JavaProcess pod : pods) {
            assertThat(pod.output()).containsPattern("stream orders is complete: \\d+ records of [23] ranges");
            READ.matcher(pod.output()).results().forEach(range -> read.add(range.group(1)));
        }
        assertThat(read)
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, PARTITIONS)
                        .mapToObj(partition -> "orders-%d@[10,%d)".formatted(partition, EACH))
                        .toList());
    }

    @Test
    @DisplayName("fails with all reasons where ranges cannot be read, in the pods that would read them")
    void aPodWhoseRangesAreRefusedFails() {
        try (JavaProcess refused = pod("refused", 0, "ranges[0].until-offset=" + (EACH + 1))) {
            assertThat(refused.awaitExit()).isEqualTo(1);

            assertThat(refused.output())
                    .contains(
                            "orders-0@[0,41) ends beyond the end of the log; it holds [0,40)",
                            "orders-3@[0,41) ends beyond the end of the log; it holds [0,40)")
                    .doesNotContain("orders-1@[0,41)")
                    .doesNotContainPattern(READ);
        }
    }

    private static JavaProcess pod(String name, int index, String range) {
        return JavaProcess.start(
                JAR,
                made(directory.resolve(name)),
                Map.of(
                        "JOB_COMPLETION_INDEX",
                        String.valueOf(index),
                        "JOB_COMPLETIONS",
                        String.valueOf(PODS),
                        "JAVA_TOOL_OPTIONS",
                        "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"),
                List.of(
                        "--server.port=0",
                        "--spring.kafka.bootstrap-servers=" + broker.bootstrapServers(),
                        "--sample.orders-per-second=0",
                        "--direct-stream.streams.orders.topics=",
                        "--direct-stream.streams.orders.ranges[0].topic=orders",
                        "--direct-stream.streams.orders." + range,
                        "--direct-stream.streams.orders.on-complete=exit"));
    }

    private static Path made(Path home) {
        try {
            return Files.createDirectories(home);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
