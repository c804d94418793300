/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.directstream.OffsetRange;
import io.directstream.PartitionBatch;
import io.directstream.StreamBatch;
import io.directstream.autoconfigure.kafka.DirectStreamKafkaTransactionAutoConfiguration;
import io.directstream.kafka.CommittedRecords;
import io.directstream.listener.DirectStreamContainer;
import io.directstream.listener.DirectStreamListener;
import io.directstream.listener.DirectStreams;
import io.directstream.listener.Replay;
import io.directstream.stream.RangeOutcome;
import io.directstream.stream.StreamState;
import io.directstream.testing.TestTopics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;

/** Replays that the application asks for, of streams whose offsets are where their output is. */
class ReplayInCodeEndToEndTests {

    private static final TestTopics TOPICS = new TestTopics(BrokerContexts.BROKER);

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String topic = TOPICS.create(2);

    @AfterAll
    static void closeClients() {
        TOPICS.close();
    }

    @Test
    @DisplayName(
            "I1, I3: a replay while the stream runs on the same partitions disturbs neither, and leaves the ledger alone")
    void aReplayBesideTheRunningStreamDisturbsNeither() throws Exception {
        TOPICS.fill(topic, 2, 50);

        try (ConfigurableApplicationContext context = BrokerContexts.start(
                topic,
                Bookkeeping.class,
                "spring.datasource.generate-unique-name=true",
                "direct-stream.streams.orders.offsets.store=jdbc",
                "direct-stream.streams.orders.offsets.jdbc.ledger=true")) {
            Bookkeeping books = context.getBean(Bookkeeping.class);
            await().atMost(PATIENCE).until(() -> books.stored(topic) == 100);

            Replay replay = context.getBean(DirectStreams.class).replay("orders", ranges(0, 50));
            assertThat(books.replayed.await(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
            TOPICS.fill(topic, 2, 20);
            await().atMost(PATIENCE).until(() -> books.stored(topic) == 140);
            assertThat(replay.state()).isEqualTo(Replay.State.RUNNING);
            books.mayGoOn.countDown();
            assertThatAllIsCompleted(replay);
            TOPICS.fill(topic, 2, 10);
            await().atMost(PATIENCE).until(() -> books.stored(topic) == 160);

            for (int partition = 0; partition < 2; partition++) {
                assertThat(books.written("live", partition)).isEqualTo(offsets(0, 80));
                assertThat(books.written("replay", partition)).isEqualTo(offsets(0, 50));
            }
            assertThat(books.ledgered(topic)).isEqualTo(160);
        }
    }

    @Test
    @DisplayName(
            "I3: a replay of stream batches is in Kafka transactions of its own; an attempt that failed stays unseen")
    void aReplayOfStreamBatchesIsInKafkaTransactions() throws Exception {
        TOPICS.fill(topic, 2, 30);
        String output = TOPICS.create(2);

        try (ConfigurableApplicationContext context = BrokerContexts.start(
                topic,
                Copying.class,
                "test.output=" + output,
                "direct-stream.streams.orders.group-id=" + topic,
                "direct-stream.streams.orders.offsets.store=kafka-transaction")) {
            Map<TopicPartition, Long> all =
                    Map.of(new TopicPartition(topic, 0), 30L, new TopicPartition(topic, 1), 30L);
            await().atMost(PATIENCE).until(() -> TOPICS.committed(topic).equals(all));

            assertThatAllIsCompleted(context.getBean(DirectStreams.class).replay("orders", ranges(5, 15)));

            assertThat(context.getBean(Copying.class).failures).hasValue(1);
            assertThat(TOPICS.committed(topic)).isEqualTo(all);
        }
        List<String> expected = new ArrayList<>();
        for (int partition = 0; partition < 2; partition++) {
            for (long offset : offsets(0, 30)) {
                expected.add("live %d@%d".formatted(partition, offset));
            }
            for (long offset : offsets(5, 15)) {
                expected.add("replay %d@%d".formatted(partition, offset));
            }
        }
        assertThat(CommittedRecords.values(BrokerContexts.BROKER, output))
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void aStreamDoesNotWaitForItsReplayBeforeItStops() throws Exception {
        TOPICS.fill(topic, 2, 10);

        try (ConfigurableApplicationContext context = BrokerContexts.start(
                topic,
                Bookkeeping.class,
                "spring.datasource.generate-unique-name=true",
                "direct-stream.streams.orders.offsets.store=jdbc")) {
            Bookkeeping books = context.getBean(Bookkeeping.class);
            await().atMost(PATIENCE).until(() -> books.stored(topic) == 20);
            Replay replay = context.getBean(DirectStreams.class).replay("orders", ranges(0, 10));
            assertThat(books.replayed.await(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
            DirectStreamContainer stream = context.getBean(DirectStreams.class).stream("orders");
            CountDownLatch stopped = new CountDownLatch(1);

            stream.stop(stopped::countDown);

            await().atMost(PATIENCE).until(() -> stream.snapshot().state() == StreamState.STOPPED);
            assertThat(replay.state()).isEqualTo(Replay.State.RUNNING);
            assertThat(stopped.getCount()).as("the replay belongs to the stop").isEqualTo(1);
            books.mayGoOn.countDown();
            assertThat(stopped.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(replay.state()).isNotEqualTo(Replay.State.RUNNING);
        }
    }

    @Test
    void aReplayOfAStoppedStreamEndsInThePhaseOfStreams() throws Exception {
        TOPICS.fill(topic, 2, 10);

        try (ConfigurableApplicationContext context = BrokerContexts.start(
                topic,
                Bookkeeping.class,
                "spring.datasource.generate-unique-name=true",
                "direct-stream.streams.orders.auto-startup=false",
                "direct-stream.streams.orders.offsets.store=jdbc")) {
            Bookkeeping books = context.getBean(Bookkeeping.class);
            Replay replay = context.getBean(DirectStreams.class).replay("orders", ranges(0, 10));
            assertThat(books.replayed.await(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();

            CompletableFuture<Void> closing = CompletableFuture.runAsync(context::close);
            await().atMost(PATIENCE).until(context::isClosed);
            LaterPhase later = context.getBean(LaterPhase.class);
            await().during(Duration.ofMillis(500)).atMost(PATIENCE).until(later::isRunning);
            books.mayGoOn.countDown();
            closing.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);

            assertThat(replay.outcomes())
                    .extracting(RangeOutcome::state)
                    .as("what ran when the application began to end")
                    .containsOnly(RangeOutcome.State.COMPLETED);
        }
    }

    private List<OffsetRange> ranges(long from, long until) {
        return List.of(OffsetRange.create(topic, 0, from, until), OffsetRange.create(topic, 1, from, until));
    }

    private static List<Long> offsets(int from, int until) {
        return IntStream.range(from, until).mapToObj(Long::valueOf).toList();
    }

    private static void assertThatAllIsCompleted(Replay replay) throws Exception {
        assertThat(replay.result().toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .extracting(RangeOutcome::state)
                .containsOnly(RangeOutcome.State.COMPLETED);
    }

    /** Writes what it gets, and waits in the middle of a replay. */
    @Configuration(proxyBeanMethods = false)
    @WithDatabase
    static class Bookkeeping {

        private final CountDownLatch replayed = new CountDownLatch(2);

        private final CountDownLatch mayGoOn = new CountDownLatch(1);

        private final JdbcClient jdbc;

        Bookkeeping(JdbcClient jdbc) {
            this.jdbc = jdbc;
            jdbc.sql("create table output (id identity, kind varchar(10), partition_number int, record_offset bigint)")
                    .update();
        }

        @DirectStreamListener("orders")
        public void each(PartitionBatch<String, String> batch) throws InterruptedException {
            for (ConsumerRecord<String, String> record : batch) {
                jdbc.sql("insert into output (kind, partition_number, record_offset) values (?, ?, ?)")
                        .params(batch.isReplay() ? "replay" : "live", record.partition(), record.offset())
                        .update();
            }
            if (batch.isReplay()) {
                replayed.countDown();
                assertThat(mayGoOn.await(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                        .isTrue();
            }
        }

        @Bean
        static LaterPhase later() {
            return new LaterPhase();
        }

        private List<Long> written(String kind, int partition) {
            return jdbc.sql("select record_offset from output where kind = ? and partition_number = ? order by id")
                    .params(kind, partition)
                    .query(Long.class)
                    .list();
        }

        private long stored(String topic) {
            return jdbc.sql("select coalesce(sum(until_offset), 0) from direct_stream_offset where topic = ?")
                    .param(topic)
                    .query(Long.class)
                    .single();
        }

        private long ledgered(String topic) {
            return jdbc.sql("select sum(until_offset - from_offset) from direct_stream_range where topic = ?")
                    .param(topic)
                    .query(Long.class)
                    .single();
        }
    }

    /** Ends after streams, as a web server does. */
    static class LaterPhase implements SmartLifecycle {

        private volatile boolean running;

        @Override
        public void start() {
            running = true;
        }

        @Override
        public void stop() {
            running = false;
        }

        @Override
        public boolean isRunning() {
            return running;
        }

        @Override
        public int getPhase() {
            return AbstractMessageListenerContainer.DEFAULT_PHASE - 1;
        }
    }

    /** Copies the records of all partitions; a replay fails once when its first partition is copied. */
    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration(DirectStreamKafkaTransactionAutoConfiguration.class)
    static class Copying {

        private final AtomicInteger failures = new AtomicInteger();

        private final KafkaTemplate<String, String> template;

        private final String output;

        Copying(
                @Qualifier("directStreamKafkaTemplate") KafkaTemplate<String, String> template,
                @Value("${test.output}") String output) {
            this.template = template;
            this.output = output;
        }

        @DirectStreamListener("orders")
        public void all(StreamBatch<String, String> batch) throws Exception {
            String kind = batch.isReplay() ? "replay" : "live";
            batch.forEachPartition(partition -> {
                partition.forEach(record ->
                        template.send(output, "%s %d@%d".formatted(kind, record.partition(), record.offset())));
                if (batch.isReplay() && failures.compareAndSet(0, 1)) {
                    throw new IllegalStateException("in the middle");
                }
            });
        }
    }
}
