/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.directstream.OffsetRange;
import io.directstream.StreamClock;
import io.directstream.health.DirectStreamsHealthContributor;
import io.directstream.listener.DirectStreamContainers;
import io.directstream.listener.DirectStreamListener;
import io.directstream.listener.DirectStreams;
import io.directstream.listener.StreamExit;
import io.directstream.stream.OffsetMoveException;
import io.directstream.testing.TestTopics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

/** Streams that read the ranges that their settings give, and end. */
@ExtendWith(OutputCaptureExtension.class)
class BoundedStreamsEndToEndTests {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final TestTopics topics = new TestTopics(BrokerContexts.BROKER);

    private final String topic = topics.create(2);

    @AfterEach
    void closeClients() {
        topics.close();
    }

    @Test
    void aStreamWithRangesReadsThemAndStops(CapturedOutput output) {
        topics.fill(topic, 2, 20);

        try (ConfigurableApplicationContext application = start(
                Orders.class,
                "ranges[0].topic=" + topic,
                "ranges[0].partitions=0",
                "ranges[0].from-offset=5",
                "ranges[0].until-offset=12",
                "ranges[1].topic=" + topic,
                "ranges[1].partitions=1")) {
            awaitStop(application);

            assertThat(application.getBean(Orders.class).offsets(0)).isEqualTo(List.of(5L, 6L, 7L, 8L, 9L, 10L, 11L));
            assertThat(application.getBean(Orders.class).offsets(1)).hasSize(20);
            assertThat(application.isActive()).isTrue();
            assertThat(health(application)).hasToString("UP");
            assertThatExceptionOfType(OffsetMoveException.class)
                    .isThrownBy(() -> application.getBean(DirectStreams.class).stream("orders")
                            .offsetMoves())
                    .withMessageContaining("it stores no offsets");
            assertThatExceptionOfType(OffsetMoveException.class)
                    .isThrownBy(() -> application.getBean(DirectStreams.class).stream("orders")
                            .groupLag())
                    .withMessageContaining("reads given ranges, without a group");
            assertThat(output)
                    .contains("stream orders starts: all given ranges, without a group, nothing is stored")
                    .contains("stream orders is complete: 27 records of 2 ranges");
        }
    }

    @Test
    void rangesCanBeGivenAsTimes() throws Exception {
        for (long time = 0; time < 10; time++) {
            topics.send(new ProducerRecord<>(topic, 0, 1_000_000 + time, null, "at " + time))
                    .get();
        }

        try (ConfigurableApplicationContext application = start(
                Orders.class,
                "ranges[0].topic=" + topic,
                "ranges[0].from-timestamp=1970-01-01T00:16:40.002Z",
                "ranges[0].until-timestamp=1970-01-01T00:16:40.005Z")) {
            awaitStop(application);

            assertThat(application.getBean(Orders.class).offsets(0)).isEqualTo(List.of(2L, 3L, 4L));
        }
    }

    @Test
    void instancesShareTheRangesOfAnIndexedJobAndOneWithoutAnyIsCompleteAtOnce(CapturedOutput output) {
        topics.fill(topic, 2, 20);
        List<String> read = new ArrayList<>();

        for (int index = 0; index < 3; index++) {
            try (ConfigurableApplicationContext application = start(
                    Orders.class,
                    "ranges[0].topic=" + topic,
                    "on-complete=exit",
                    "share.index=" + index,
                    "share.total=3")) {
                Orders orders = application.getBean(Orders.class);
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(orders.exits).containsExactly("orders 0"));
                read.add("%d + %d"
                        .formatted(orders.offsets(0).size(), orders.offsets(1).size()));
            }
        }

        assertThat(read).containsExactly("20 + 0", "0 + 20", "0 + 0");
        assertThat(output)
                .contains(
                        "stream orders starts: given ranges of instance 1 of 3, which count from 0, by PreferConsistent")
                .contains("stream orders is complete: 0 records of 0 ranges");
    }

    @Test
    void withPreferFixedARangeGoesToTheInstanceOnItsHost() {
        topics.fill(topic, 2, 20);

        try (ConfigurableApplicationContext application = start(
                Orders.class,
                "ranges[0].topic=" + topic,
                "share.index=1",
                "share.hosts=node-a,node-b",
                "location.strategy=prefer-fixed",
                "location.hosts[0].topic=" + topic,
                "location.hosts[0].partitions=0-1",
                "location.hosts[0].host=node-b")) {
            awaitStop(application);

            assertThat(application.getBean(Orders.class).offsets(0)).hasSize(20);
            assertThat(application.getBean(Orders.class).offsets(1)).hasSize(20);
        }
    }

    @Test
    void theApplicationIsToEndWithoutAFaultWhenAllIsRead() {
        topics.fill(topic, 2, 20);

        try (ConfigurableApplicationContext application =
                start(Orders.class, "ranges[0].topic=" + topic, "on-complete=exit")) {
            await().atMost(PATIENCE)
                    .untilAsserted(() ->
                            assertThat(application.getBean(Orders.class).exits).containsExactly("orders 0"));
        }
    }

    @Test
    void theApplicationIsToEndWithAFaultWhenARangeCouldNotBeRead(CapturedOutput output) {
        topics.fill(topic, 2, 20);

        try (ConfigurableApplicationContext application =
                start(Failing.class, "ranges[0].topic=" + topic, "on-complete=exit", "failure.max-attempts=1")) {
            await().atMost(PATIENCE)
                    .untilAsserted(() ->
                            assertThat(application.getBean(Failing.class).exits).containsExactly("orders 1"));
            assertThat(health(application)).hasToString("DOWN");
            assertThat(output).contains("2 of 2 ranges were not read to their ends", topic + "-0@[0,20) up to 0");
        }
    }

    @Test
    void rangesThatTheLogDoesNotHoldAreRefusedAndNothingIsRead(CapturedOutput output) {
        topics.fill(topic, 2, 20);

        try (ConfigurableApplicationContext application =
                start(Orders.class, "ranges[0].topic=" + topic, "ranges[0].until-offset=21", "on-complete=exit")) {
            await().atMost(PATIENCE)
                    .untilAsserted(() ->
                            assertThat(application.getBean(Orders.class).exits).containsExactly("orders 1"));
            assertThat(application.getBean(Orders.class).records).isEmpty();
            assertThat(output).containsOnlyOnce(topic + "-0@[0,21) ends beyond the end of the log; it holds [0,20)");
        }
    }

    private static ConfigurableApplicationContext start(Class<?> listener, String... settings) {
        List<String> arguments = new ArrayList<>(List.of(
                "--spring.application.name=" + TestTopics.unique("shop"),
                "--spring.kafka.bootstrap-servers=" + BrokerContexts.BROKER));
        for (String setting : settings) {
            arguments.add("--direct-stream.streams.orders." + setting);
        }
        return BrokerContexts.run(listener, arguments);
    }

    private static Status health(ConfigurableApplicationContext application) {
        DirectStreamsHealthContributor streams = new DirectStreamsHealthContributor(
                application.getBean(DirectStreamContainers.class), stream -> PATIENCE, StreamClock.SYSTEM);
        return ((HealthIndicator) streams.getContributor("orders")).health().getStatus();
    }

    private static void awaitStop(ConfigurableApplicationContext application) {
        await().atMost(PATIENCE)
                .until(() -> !application.getBean(DirectStreams.class).stream("orders")
                        .isRunning());
    }

    static class Orders {

        final Queue<ConsumerRecord<String, String>> records = new ConcurrentLinkedQueue<>();

        final Queue<String> exits = new ConcurrentLinkedQueue<>();

        @DirectStreamListener("orders")
        void each(List<ConsumerRecord<String, String>> batch, OffsetRange range) {
            records.addAll(batch);
        }

        @Bean
        StreamExit streamExit() {
            return (stream, exitCode) -> exits.add(stream + " " + exitCode);
        }

        List<Long> offsets(int partition) {
            return records.stream()
                    .filter(record -> record.partition() == partition)
                    .map(ConsumerRecord::offset)
                    .toList();
        }
    }

    static class Failing extends Orders {

        @Override
        void each(List<ConsumerRecord<String, String>> batch, OffsetRange range) {
            throw new IllegalStateException("no room");
        }
    }
}
