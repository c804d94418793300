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
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.directstream.CanCommitOffsets;
import io.directstream.OffsetRange;
import io.directstream.PartitionBatch;
import io.directstream.StreamBatch;
import io.directstream.autoconfigure.BrokerContexts.Received;
import io.directstream.listener.DirectStreamContainer;
import io.directstream.listener.DirectStreamListener;
import io.directstream.listener.DirectStreams;
import io.directstream.strategy.ConsumerStrategies;
import io.directstream.strategy.LocationStrategies;
import io.directstream.stream.StreamOptions;
import io.directstream.testing.TestTopics;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.kafka.support.Acknowledgment;

/** What a stream can read, when it delivers and who commits, from keys to a real broker. */
@ExtendWith(OutputCaptureExtension.class)
class WholeEngineEndToEndTests {

    private static final TestTopics TOPICS = new TestTopics(BrokerContexts.BROKER);

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final String ORDERS = "direct-stream.streams.orders.";

    @AfterAll
    static void closeClients() {
        TOPICS.close();
    }

    @Test
    void aStreamBatchHoldsTheRangesOfAllPartitionsAndTheirRecords() {
        String topic = TOPICS.create(3);
        TOPICS.fill(topic, 2, 50);
        try (ConfigurableApplicationContext context =
                start(topic, AllPartitions.class, ORDERS + "batch.interval=200ms", ORDERS + "batch.on-empty=deliver")) {
            AllPartitions listener = context.getBean(AllPartitions.class);

            awaitValues(context, 100);
            await().atMost(PATIENCE).until(() -> listener.ranges.size() > 2);
            assertThat(listener.ranges)
                    .filteredOn(ranges -> ranges.size() == 3)
                    .isNotEmpty()
                    .allSatisfy(ranges -> assertThat(ranges)
                            .extracting(OffsetRange::partition)
                            .containsExactly(0, 1, 2));
            assertThat(listener.ranges.stream().flatMap(List::stream).mapToLong(OffsetRange::count))
                    .satisfies(counts -> assertThat(
                                    counts.stream().mapToLong(Long::longValue).sum())
                            .isEqualTo(100));
            assertThat(container(context).history())
                    .anySatisfy(batch -> assertThat(batch.ranges()).hasSize(3));
        }
    }

    @Test
    void withoutConsumerCacheEachRangeIsReadByAConsumerOfItsOwn() {
        String topic = TOPICS.create(2);
        TOPICS.fill(topic, 2, 20);
        try (ConfigurableApplicationContext context = start(
                topic, Values.class, ORDERS + "batch.interval=200ms", "direct-stream.consumer-cache.enabled=false")) {
            awaitValues(context, 40);
        }
    }

    @Test
    void whatIsAcknowledgedIsCommittedAndTheRestIsDeliveredAgain() {
        String topic = TOPICS.create(1);
        String application = TestTopics.unique("shop");
        String[] settings = {"spring.application.name=" + application, ORDERS + "offsets.commit=manual"};
        TopicPartition partition = new TopicPartition(topic, 0);
        try (ConfigurableApplicationContext context = start(topic, Acknowledging.class, settings)) {
            send(topic, "a");
            awaitValues(context, 1);
            context.getBean(Acknowledging.class).acknowledgments.remove().acknowledge();
            await().atMost(PATIENCE)
                    .until(() -> Long.valueOf(1)
                            .equals(TOPICS.committed(application + "-orders").get(partition)));
            send(topic, "b");
            awaitValues(context, 2);
        }

        assertThat(TOPICS.committed(application + "-orders")).containsEntry(partition, 1L);
        try (ConfigurableApplicationContext context = start(topic, Acknowledging.class, settings)) {
            awaitValues(context, 1);
            assertThat(received(context).all()).containsExactly("b");
        }
    }

    @Test
    void aListenerCommitsItsRangesWithinTheCall() {
        String topic = TOPICS.create(2);
        TOPICS.fill(topic, 2, 10);
        String application = TestTopics.unique("shop");
        try (ConfigurableApplicationContext context = start(
                topic, Committing.class, "spring.application.name=" + application, ORDERS + "offsets.commit=manual")) {
            awaitValues(context, 20);
        }

        assertThat(TOPICS.committed(application + "-orders"))
                .containsEntry(new TopicPartition(topic, 0), 10L)
                .containsEntry(new TopicPartition(topic, 1), 10L);
    }

    @Test
    void rangesAreCommittedThroughTheStreamTooAndTheCallbackHearsOfThem() {
        String topic = TOPICS.create(1);
        TOPICS.fill(topic, 1, 10);
        String application = TestTopics.unique("shop");
        try (ConfigurableApplicationContext context = start(
                topic, Values.class, "spring.application.name=" + application, ORDERS + "offsets.commit=manual")) {
            awaitValues(context, 10);
            TopicPartition partition = new TopicPartition(topic, 0);
            Queue<Object> outcomes = new ConcurrentLinkedQueue<>();

            await().atMost(PATIENCE).until(() -> !container(context).history().isEmpty());
            context.getBean(DirectStreams.class).stream("orders")
                    .commitAsync(
                            List.of(OffsetRange.create(topic, 0, 0, 10)),
                            (offsets, failure) -> outcomes.add(failure == null ? offsets.keySet() : failure));

            await().atMost(PATIENCE).until(() -> !outcomes.isEmpty());
            assertThat(outcomes.remove()).isEqualTo(Set.of(partition));
            assertThat(TOPICS.committed(application + "-orders")).containsEntry(partition, 10L);
        }
    }

    @Test
    void aPatternReadsTheTopicsThatMatchAndNoOthers() {
        String prefix = TestTopics.unique("pattern");
        TOPICS.create(prefix + ".eu", 1);
        TOPICS.create(prefix + ".us", 1);
        TOPICS.create(prefix + "x", 1);
        send(prefix + ".eu", "eu");
        send(prefix + ".us", "us");
        send(prefix + "x", "none of these");
        try (ConfigurableApplicationContext context =
                start("", Values.class, ORDERS + "topic-pattern=" + prefix + "\\..*")) {
            awaitValues(context, 2);
            assertThat(received(context).all()).containsExactlyInAnyOrder("eu", "us");
        }
    }

    @Test
    void fixedPartitionsAreReadFromTheirStartingOffsets() {
        String topic = TOPICS.create(3);
        for (int partition = 0; partition < 3; partition++) {
            TOPICS.send(topic, partition, "first of " + partition);
            TOPICS.send(topic, partition, "second of " + partition);
        }
        TOPICS.flush();
        try (ConfigurableApplicationContext context = start(
                "",
                Values.class,
                ORDERS + "topic-partitions[0].topic=" + topic,
                ORDERS + "topic-partitions[0].partitions=0,2",
                ORDERS + "starting-offsets[0].topic=" + topic,
                ORDERS + "starting-offsets[0].partitions=2",
                ORDERS + "starting-offsets[0].offset=1")) {
            awaitValues(context, 3);
            assertThat(received(context).all()).containsExactlyInAnyOrder("first of 0", "second of 0", "second of 2");
        }
    }

    @Test
    @DisplayName("I9: a stream that is not to start without its topics says which are missing")
    void missingTopicsStopTheStartWithAnAnalysis(CapturedOutput output) {
        String missing = TestTopics.unique("missing");

        assertThatThrownBy(() -> start(missing, Values.class, ORDERS + "missing-topics=fail"))
                .isInstanceOf(Exception.class);

        assertThat(output)
                .contains("APPLICATION FAILED TO START")
                .contains("Stream 'orders' does not start", "there is no " + missing)
                .contains(BrokerContexts.BROKER)
                .contains("direct-stream.streams.orders.missing-topics to wait");
    }

    @Test
    void aBrokerThatDoesNotTellWhatIsMissingIsWaitedFor(CapturedOutput output) {
        try (ConfigurableApplicationContext context = start(
                "orders",
                Values.class,
                ORDERS + "missing-topics=fail",
                "spring.kafka.bootstrap-servers=no-such-host.invalid:9092")) {
            assertThat(container(context).isRunning()).isTrue();
            assertThat(output).contains("whether its topics exist is not known", "no-such-host.invalid:9092");
        }
    }

    @Test
    void topicsThatAreThereLetItStart() {
        String topic = TOPICS.create(1);
        send(topic, "a");
        try (ConfigurableApplicationContext context =
                start(topic, Values.class, "spring.kafka.listener.missing-topics-fatal=true")) {
            awaitValues(context, 1);
        }
    }

    @Test
    void aStreamCreatedInCodeReadsAtOnceAndStopsWithTheApplication() {
        String topic = TOPICS.create(1);
        String created = TOPICS.create(2);
        TOPICS.fill(created, 2, 5);
        DirectStreamContainer container;
        try (ConfigurableApplicationContext context = start(topic, Values.class)) {
            Received received = received(context);
            container = context.getBean(DirectStreams.class)
                    .create(
                            ConsumerStrategies.subscribe(List.of(created)),
                            LocationStrategies.preferConsistent(),
                            (PartitionBatch<String, String> batch) ->
                                    batch.forEach(each -> received.add("created: " + each.value())),
                            StreamOptions.of("created", TestTopics.unique("created")));
            awaitValues(context, 10);
            assertThat(received.all()).allMatch(value -> value.toString().startsWith("created: "));
            assertThat(container.isRunning()).isTrue();
        }
        assertThat(container.isRunning()).isFalse();
    }

    private static void send(String topic, String value) {
        TOPICS.send(topic, 0, value);
        TOPICS.flush();
    }

    private static void awaitValues(ConfigurableApplicationContext context, int count) {
        await().atMost(PATIENCE).until(() -> received(context).values().size() >= count);
        assertThat(received(context).values()).hasSize(count);
    }

    static class AllPartitions {

        final Queue<List<OffsetRange>> ranges = new ConcurrentLinkedQueue<>();

        private final Received received;

        AllPartitions(Received received) {
            this.received = received;
        }

        @DirectStreamListener("orders")
        public void all(StreamBatch<String, String> batch, List<OffsetRange> given) throws Exception {
            assertThat(given).isEqualTo(batch.offsetRanges());
            ranges.add(given);
            batch.forEachPartition(partition -> partition.forEach(each -> received.add(each.value())));
        }
    }

    record Values(Received received) {

        @DirectStreamListener("orders")
        public void each(List<String> values) {
            values.forEach(received::add);
        }
    }

    static class Acknowledging {

        final Queue<Acknowledgment> acknowledgments = new ConcurrentLinkedQueue<>();

        private final Received received;

        Acknowledging(Received received) {
            this.received = received;
        }

        @DirectStreamListener("orders")
        public void each(List<ConsumerRecord<String, String>> records, Acknowledgment acknowledgment) {
            acknowledgments.add(acknowledgment);
            records.forEach(each -> received.add(each.value()));
        }
    }

    record Committing(Received received) {

        @DirectStreamListener("orders")
        public void each(PartitionBatch<String, String> batch, CanCommitOffsets commits) {
            batch.forEach(each -> received.add(each.value()));
            commits.commitAsync(batch.offsetRanges());
        }
    }
}
