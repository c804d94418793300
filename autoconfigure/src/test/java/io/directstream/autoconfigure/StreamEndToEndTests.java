/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.autoconfigure;

import static io.directstream.autoconfigure.BrokerContexts.received;
import static io.directstream.autoconfigure.BrokerContexts.start;
import static io.directstream.autoconfigure.StreamContexts.container;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.directstream.PartitionBatch;
import io.directstream.autoconfigure.BrokerContexts.Received;
import io.directstream.listener.DirectStreamContainer;
import io.directstream.listener.DirectStreamListener;
import io.directstream.stream.PartitionState;
import io.directstream.stream.StreamState;
import io.directstream.testing.TestTopics;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.listener.MessageListenerContainer;

/** Streams of whole applications, on a real broker. */
class StreamEndToEndTests {

    private static final TestTopics TOPICS = new TestTopics(BrokerContexts.BROKER);

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @AfterAll
    static void closeClients() {
        TOPICS.close();
    }

    @Test
    void tenLinesOfYamlAreARunningStream() {
        String topic = TOPICS.create(2);
        TOPICS.fill(topic, 2, 50);
        String application = TestTopics.unique("shop");

        try (ConfigurableApplicationContext context = BrokerContexts.run(
                Records.class,
                List.of(
                        "--spring.config.location=classpath:io/directstream/autoconfigure/ten-lines.yml",
                        "--test.application=" + application,
                        "--test.topic=" + topic,
                        "--test.bootstrap-servers=" + BrokerContexts.BROKER))) {
            awaitValues(context, 100);
            assertThat(container(context).snapshot().state()).isEqualTo(StreamState.RUNNING);
            assertThat(container(context).getAssignedPartitions()).hasSize(2);
        }

        assertThat(TOPICS.committed(application + "-orders"))
                .containsOnlyKeys(new TopicPartition(topic, 0), new TopicPartition(topic, 1))
                .allSatisfy((partition, offset) -> assertThat(offset).isEqualTo(50));
    }

    @Test
    void theRegistryStopsStartsPausesAndResumesAStream() {
        String topic = TOPICS.create(1);
        try (ConfigurableApplicationContext context = start(topic, Records.class)) {
            MessageListenerContainer container =
                    context.getBean(KafkaListenerEndpointRegistry.class).getListenerContainer("orders");
            send(topic, 0, 10);
            awaitValues(context, 10);

            container.stop();
            assertThat(container.isRunning()).isFalse();
            assertThat(container(context).snapshot().state()).isEqualTo(StreamState.STOPPED);
            send(topic, 10, 20);

            container.start();
            awaitValues(context, 20);

            container.pause();
            await().atMost(PATIENCE).until(container::isContainerPaused);
            assertThat(container(context).snapshot().state()).isEqualTo(StreamState.PAUSED);
            send(topic, 20, 30);
            await().during(Duration.ofMillis(500))
                    .atMost(PATIENCE)
                    .until(() -> received(context).values().size() == 20);

            container.resume();
            awaitValues(context, 30);
            assertThat(received(context).all()).isEqualTo(values(0, 30));
        }
    }

    @Test
    void aParkedPartitionGoesOnWhenItIsRestarted() {
        String topic = TOPICS.create(2);
        try (ConfigurableApplicationContext context =
                start(topic, Failing.class, "direct-stream.streams.orders.failure.max-attempts=2")) {
            AtomicBoolean broken = context.getBean(Failing.class).broken;
            TOPICS.send(topic, 0, "bad");
            TOPICS.send(topic, 1, "good");
            TOPICS.flush();
            DirectStreamContainer container = container(context);
            TopicPartition parked = new TopicPartition(topic, 0);

            await().atMost(PATIENCE).until(() -> container.snapshot().state() == StreamState.FAILED);
            await().atMost(PATIENCE).until(() -> received(context).all().contains("good"));
            assertThat(container.partition(parked)).hasValueSatisfying(partition -> {
                assertThat(partition.state()).isEqualTo(PartitionState.FAILED);
                assertThat(partition.reason()).contains("out of stock");
            });
            assertThat(container.history())
                    .filteredOn(batch -> batch.failure() != null)
                    .hasSize(2);

            broken.set(false);
            assertThat(container.restart()).isEqualTo(Set.of(parked));
            await().atMost(PATIENCE).until(() -> received(context).all().contains("bad"));
            await().atMost(PATIENCE).until(() -> container.snapshot().state() == StreamState.RUNNING);
        }
    }

    @Test
    void anOrdinaryListenerBesideAStreamGetsItsOwnRecords() {
        String topic = TOPICS.create(1);
        String ordinary = TOPICS.create(1);
        try (ConfigurableApplicationContext context = start(
                topic,
                WithOrdinary.class,
                "test.ordinary=" + ordinary,
                "spring.kafka.consumer.auto-offset-reset=earliest")) {
            TOPICS.send(topic, 0, "streamed");
            TOPICS.send(ordinary, 0, "listened");
            TOPICS.flush();

            awaitValues(context, 2);
            assertThat(received(context).all()).containsExactlyInAnyOrder("stream: streamed", "listener: listened");
        }
    }

    @Test
    void anExistingBatchListenerBecomesAStreamWithoutLossOrRepetition() {
        String topic = TOPICS.create(1);
        String group = TestTopics.unique("existing");
        String[] settings = {"test.group=" + group, "spring.kafka.consumer.auto-offset-reset=earliest"};
        send(topic, 0, 10);
        try (ConfigurableApplicationContext before = start(topic, Before.class, settings)) {
            awaitValues(before, 10);
        }
        send(topic, 10, 20);

        try (ConfigurableApplicationContext after = start(topic, After.class, settings)) {
            awaitValues(after, 10);
            assertThat(received(after).all()).isEqualTo(values(10, 20));
        }
        try (ConfigurableApplicationContext back = start(topic, Before.class, settings)) {
            send(topic, 20, 25);
            awaitValues(back, 5);
            assertThat(received(back).all()).isEqualTo(values(20, 25));
        }
    }

    @Test
    void aBrokerThatIsNotThereKeepsNobodyFromStarting() {
        try (ConfigurableApplicationContext context =
                start("orders", Records.class, "spring.kafka.bootstrap-servers=localhost:1")) {
            assertThat(container(context).isRunning()).isTrue();
            assertThat(container(context).snapshot().state()).isEqualTo(StreamState.STARTING);
        }
    }

    @Test
    void anUnknownBrokerNameKeepsNobodyFromStarting() {
        try (ConfigurableApplicationContext context =
                start("orders", Records.class, "spring.kafka.bootstrap-servers=no-such-host.invalid:9092")) {
            assertThat(container(context).isRunning()).isTrue();
            assertThat(container(context).snapshot().state()).isEqualTo(StreamState.STARTING);
        }
    }

    private static void send(String topic, int from, int until) {
        IntStream.range(from, until).forEach(i -> TOPICS.send(topic, 0, "v" + i));
        TOPICS.flush();
    }

    private static List<Object> values(int from, int until) {
        return IntStream.range(from, until).<Object>mapToObj(i -> "v" + i).toList();
    }

    private static void awaitValues(ConfigurableApplicationContext context, int count) {
        await().atMost(PATIENCE).until(() -> received(context).values().size() >= count);
        assertThat(received(context).values()).hasSize(count);
    }

    record Records(Received received) {

        @DirectStreamListener("orders")
        public void each(List<ConsumerRecord<String, String>> records) {
            records.forEach(each -> received.add(each.value()));
        }
    }

    static class Failing {

        final AtomicBoolean broken = new AtomicBoolean(true);

        private final Received received;

        Failing(Received received) {
            this.received = received;
        }

        @DirectStreamListener("orders")
        public void each(PartitionBatch<String, String> batch) {
            for (ConsumerRecord<String, String> each : batch) {
                if (broken.get() && each.value().equals("bad")) {
                    throw new IllegalStateException("out of stock");
                }
                received.add(each.value());
            }
        }
    }

    record WithOrdinary(Received received) {

        @DirectStreamListener("orders")
        public void each(List<String> values) {
            values.forEach(value -> received.add("stream: " + value));
        }

        @KafkaListener(id = "ordinary", topics = "${test.ordinary}")
        public void ordinary(String value) {
            received.add("listener: " + value);
        }
    }

    record Before(Received received) {

        @KafkaListener(id = "orders", groupId = "${test.group}", topics = "${test.topic}", batch = "true")
        public void each(List<String> values) {
            values.forEach(received::add);
        }
    }

    record After(Received received) {

        @KafkaListener(
                id = "orders",
                groupId = "${test.group}",
                topics = "${test.topic}",
                batch = "true",
                containerFactory = "directStreamContainerFactory")
        public void each(List<String> values) {
            values.forEach(received::add);
        }
    }
}
