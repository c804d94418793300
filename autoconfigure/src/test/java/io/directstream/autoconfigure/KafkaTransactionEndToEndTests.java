/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.autoconfigure;

import static io.directstream.autoconfigure.Refusals.refusal;
import static io.directstream.autoconfigure.StreamContexts.container;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.directstream.StreamBatch;
import io.directstream.autoconfigure.kafka.DirectStreamKafkaTransactionAutoConfiguration;
import io.directstream.kafka.CommittedRecords;
import io.directstream.listener.DirectStreamListener;
import io.directstream.testing.KafkaBroker;
import io.directstream.testing.TestTopics;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;

/** Streams whose output and offsets are one Kafka transaction. */
class KafkaTransactionEndToEndTests {

    private static final TestTopics TOPICS = new TestTopics(BrokerContexts.BROKER);

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final String STORE = "direct-stream.streams.orders.offsets.store=kafka-transaction";

    @AfterAll
    static void closeClients() {
        TOPICS.close();
    }

    @Test
    @DisplayName("I3: what a listener sent before it failed stays unseen, and a restart goes on where it ended")
    void outputAndOffsetAreOneTransaction() {
        String input = TOPICS.create(2);
        String output = TOPICS.create(2);
        TOPICS.fill(input, 2, 50);

        try (ConfigurableApplicationContext context = start(input, output)) {
            await().atMost(PATIENCE).until(() -> stored(input, input) == 100);
            assertThat(context.getBean(Copying.class).failures).hasValueGreaterThanOrEqualTo(2);
        }
        TOPICS.fill(input, 2, 10);
        try (ConfigurableApplicationContext context = start(input, output)) {
            await().atMost(PATIENCE).until(() -> stored(input, input) == 120);
            assertThat(context.isRunning()).isTrue();
        }

        assertThatAllIsCopiedOnce(input, output, 2, 60);
    }

    @Test
    @Tag("chaos")
    @DisplayName("I3: replicas come and go, and everything is seen once and in order")
    void everythingIsSeenOnceThroughRebalances() {
        int partitions = 6;
        String input = TOPICS.create(partitions);
        String output = TOPICS.create(partitions);
        AtomicInteger sent = new AtomicInteger();

        try (ConfigurableApplicationContext first = start(input, output)) {
            send(input, partitions, 300, sent);
            await().atMost(PATIENCE).until(() -> stored(input, input) > 300);
            try (ConfigurableApplicationContext second = start(input, output)) {
                send(input, partitions, 300, sent);
                await().atMost(PATIENCE)
                        .until(() -> second.getBean(Copying.class).records.get() > 200);
                try (ConfigurableApplicationContext third = start(input, output)) {
                    send(input, partitions, 300, sent);
                    await().atMost(PATIENCE)
                            .until(() -> third.getBean(Copying.class).records.get() > 100);
                }
                send(input, partitions, 100, sent);
            }
            send(input, partitions, 100, sent);
            await().atMost(PATIENCE).until(() -> stored(input, input) == (long) partitions * sent.get());
            assertThat(first.isRunning()).isTrue();
        }

        assertThatAllIsCopiedOnce(input, output, partitions, sent.get());
    }

    @Test
    @DisplayName("I3: a stream batch is one transaction over all its partitions")
    void aStreamBatchIsOneTransaction() {
        String input = TOPICS.create(3);
        String output = TOPICS.create(3);
        TOPICS.fill(input, 3, 50);

        try (ConfigurableApplicationContext context = start(CopyingAll.class, input, output)) {
            await().atMost(PATIENCE).until(() -> stored(input, input) == 150);
            assertThat(context.getBean(CopyingAll.class).failures).hasPositiveValue();
        }

        assertThatAllIsCopiedOnce(input, output, 3, 50);
    }

    @Test
    void aStreamOfAnotherClusterSendsThere() {
        try (KafkaBroker other = KafkaBroker.start();
                TestTopics there = new TestTopics(other.bootstrapServers())) {
            String input = there.create(1);
            String output = there.create(1);
            there.fill(input, 1, 20);
            String servers = "direct-stream.streams.orders.bootstrap-servers=" + other.bootstrapServers();

            try (ConfigurableApplicationContext context = start(input, output, servers)) {
                await().atMost(PATIENCE)
                        .until(() ->
                                Long.valueOf(20).equals(there.committed(input).get(new TopicPartition(input, 0))));
                assertThat(context.getBean(Copying.class).records).hasValueGreaterThanOrEqualTo(20);
            }

            assertThat(CommittedRecords.values(other.bootstrapServers(), output))
                    .hasSize(20);
        }
    }

    @Test
    void theApplicationsOwnTemplateStaysTheOnlyOne() {
        streams().withBean(Injected.class).run(context -> {
            assertThat(context).hasBean("kafkaTemplate").hasBean("directStreamKafkaTemplate");
            assertThat(context.getBeanProvider(KafkaTemplate.class).getObject())
                    .isSameAs(context.getBean("kafkaTemplate"));
            assertThat(context.getBean(Injected.class).own()).isSameAs(context.getBean("kafkaTemplate"));
            assertThat(context.getBean(Injected.class).listeners())
                    .isSameAs(context.getBean("directStreamKafkaTemplate"));
        });
    }

    @Test
    void theStoreIsShownByItsName() {
        streams()
                .withPropertyValues(STORE)
                .run(context ->
                        assertThat(container(context).snapshot().offsetStore()).isEqualTo("kafka-transaction"));
    }

    @Test
    void manualCommitsAreRefused() {
        var refused =
                refusal(streams().withPropertyValues(STORE, "direct-stream.streams.orders.offsets.commit=manual"));

        assertThat(refused.getName()).isEqualTo("direct-stream.streams.orders.offsets.commit");
        assertThat(refused.getReason()).contains("offsets.store is kafka-transaction", "remove one of the two");
    }

    @Test
    void isolatingRecordsIsRefused() {
        var refused = refusal(streams()
                .withPropertyValues(
                        STORE,
                        "direct-stream.streams.orders.failure.when-exhausted=skip",
                        "direct-stream.streams.orders.failure.isolate-record=true"));

        assertThat(refused.getName()).isEqualTo("direct-stream.streams.orders.failure.isolate-record");
        assertThat(refused.getReason()).contains("offsets.store is kafka-transaction", "remove one of the two");
    }

    @Test
    void severalProducerFactoriesAreRefused() {
        var refused = refusal(streams()
                .withBean("one", DefaultKafkaProducerFactory.class, () -> new DefaultKafkaProducerFactory<>(Map.of()))
                .withBean("two", DefaultKafkaProducerFactory.class, () -> new DefaultKafkaProducerFactory<>(Map.of()))
                .withBean(
                        "own",
                        KafkaTemplate.class,
                        () -> new KafkaTemplate<>(new DefaultKafkaProducerFactory<>(Map.of())))
                .withPropertyValues(STORE));

        assertThat(refused.getName()).isEqualTo("direct-stream.streams.orders.offsets.store");
        assertThat(refused.getReason()).contains("ProducerFactory", "primary");
    }

    private static ApplicationContextRunner streams() {
        return StreamContexts.orders()
                .withConfiguration(AutoConfigurations.of(DirectStreamKafkaTransactionAutoConfiguration.class));
    }

    private static ConfigurableApplicationContext start(String input, String output, String... settings) {
        return start(Copying.class, input, output, settings);
    }

    private static ConfigurableApplicationContext start(
            Class<?> listener, String input, String output, String... settings) {
        return BrokerContexts.start(
                input,
                listener,
                Stream.concat(
                                Stream.of(
                                        STORE,
                                        "test.output=" + output,
                                        "direct-stream.streams.orders.group-id=" + input,
                                        "direct-stream.streams.orders.batch.max-records=20",
                                        "spring.kafka.consumer.properties.heartbeat.interval.ms=200"),
                                Arrays.stream(settings))
                        .toArray(String[]::new));
    }

    private static void send(String topic, int partitions, int perPartition, AtomicInteger sent) {
        for (int i = 0; i < perPartition; i++) {
            int number = sent.getAndIncrement();
            IntStream.range(0, partitions).forEach(partition -> TOPICS.send(topic, partition, "v" + number));
        }
        TOPICS.flush();
    }

    private static long stored(String group, String topic) {
        return TOPICS.committed(group).entrySet().stream()
                .filter(stored -> stored.getKey().topic().equals(topic))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** Each record has its partition and offset of the input with it. */
    private static void assertThatAllIsCopiedOnce(String input, String output, int partitions, int perPartition) {
        Map<Integer, List<String>> copied = CommittedRecords.of(BrokerContexts.BROKER, output).stream()
                .collect(Collectors.groupingBy(
                        ConsumerRecord::partition,
                        TreeMap::new,
                        Collectors.mapping(ConsumerRecord::value, Collectors.toList())));
        assertThat(copied).as("copies of %s", input).hasSize(partitions);
        copied.forEach((partition, values) -> assertThat(values)
                .as("partition %d", partition)
                .isEqualTo(IntStream.range(0, perPartition)
                        .mapToObj(offset -> partition + "@" + offset)
                        .toList()));
    }

    /** Copies records, and fails now and then in the middle. */
    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration(DirectStreamKafkaTransactionAutoConfiguration.class)
    static class Copying {

        private final AtomicInteger failures = new AtomicInteger();

        private final AtomicInteger records = new AtomicInteger();

        private final KafkaTemplate<String, String> template;

        private final String output;

        Copying(
                @Qualifier("directStreamKafkaTemplate") KafkaTemplate<String, String> template,
                @Value("${test.output}") String output) {
            this.template = template;
            this.output = output;
        }

        @DirectStreamListener("orders")
        public void each(List<ConsumerRecord<String, String>> batch) {
            int half = batch.size() / 2;
            for (int i = 0; i < batch.size(); i++) {
                ConsumerRecord<String, String> record = batch.get(i);
                template.send(output, record.partition(), record.key(), record.partition() + "@" + record.offset());
                if (i == half
                        && (failures.get() < 2 || ThreadLocalRandom.current().nextInt(50) == 0)) {
                    failures.incrementAndGet();
                    throw new IllegalStateException("in the middle");
                }
            }
            records.addAndGet(batch.size());
        }
    }

    /** Copies the records of all partitions, and fails once when the first of them is copied. */
    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration(DirectStreamKafkaTransactionAutoConfiguration.class)
    static class CopyingAll {

        private final AtomicInteger failures = new AtomicInteger();

        private final KafkaTemplate<String, String> template;

        private final String output;

        CopyingAll(
                @Qualifier("directStreamKafkaTemplate") KafkaTemplate<String, String> template,
                @Value("${test.output}") String output) {
            this.template = template;
            this.output = output;
        }

        @DirectStreamListener("orders")
        public void all(StreamBatch<String, String> batch) throws Exception {
            batch.forEachPartition(partition -> {
                partition.forEach(record -> template.send(
                        output, record.partition(), record.key(), record.partition() + "@" + record.offset()));
                if (failures.compareAndSet(0, 1)) {
                    throw new IllegalStateException("in the middle");
                }
            });
        }
    }

    record Injected(
            KafkaTemplate<?, ?> own,
            @Qualifier("directStreamKafkaTemplate") KafkaTemplate<String, String> listeners) {}
}
