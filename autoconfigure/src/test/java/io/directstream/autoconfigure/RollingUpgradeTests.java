/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.directstream.PartitionBatch;
import io.directstream.strategy.ConsumerStrategies;
import io.directstream.stream.DirectStream;
import io.directstream.stream.StreamOptions;
import io.directstream.testing.StreamHarness;
import io.directstream.testing.TestTopics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.RangeAssignor;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.listener.BatchMessageListener;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;

/** A group whose members are replaced one by one, from spring-kafka's containers to streams and back, under load. */
class RollingUpgradeTests {

    private static final int PARTITIONS = 6;

    private final TestTopics topics = new TestTopics(BrokerContexts.BROKER);

    private final StreamHarness streams = new StreamHarness(BrokerContexts.BROKER);

    private final String group = TestTopics.unique("group");

    private final String topic = topics.create(PARTITIONS);

    private final Map<TopicPartition, Queue<Long>> read = new ConcurrentHashMap<>();

    private final AtomicBoolean producing = new AtomicBoolean(true);

    private final Thread producer = new Thread(this::produce);

    @AfterEach
    void closeClients() throws InterruptedException {
        producing.set(false);
        producer.join();
        topics.close();
    }

    @Test
    void fromSpringKafkaAndBackNothingIsLostOrRepeated() throws InterruptedException {
        producer.start();
        ConcurrentMessageListenerContainer<String, String> plain1 = plain();
        ConcurrentMessageListenerContainer<String, String> plain2 = plain();
        awaitProgress(() -> sharedBy(plain1, plain2));

        // The first bounce: each replica understands both.
        plain1.stop();
        var both1 = stream(List.of(RangeAssignor.class.getName()));
        awaitProgress(() -> size(both1) == 3 && size(plain2) == 3);
        plain2.stop();
        var both2 = stream(List.of(RangeAssignor.class.getName()));
        awaitProgress(() -> size(both1) == 3 && size(both2) == 3);

        // The second bounce: the old way is dropped, and partitions no longer stop while they stay.
        both1.close();
        var ours1 = stream(List.of());
        awaitProgress(() -> size(ours1) == 3 && size(both2) == 3);
        both2.close();
        var ours2 = stream(List.of());
        awaitProgress(() -> size(ours1) == 3 && size(ours2) == 3);

        // And back.
        ours1.close();
        var back1 = stream(List.of(RangeAssignor.class.getName()));
        awaitProgress(() -> size(back1) == 3 && size(ours2) == 3);
        ours2.close();
        ConcurrentMessageListenerContainer<String, String> plain3 = plain();
        awaitProgress(() -> size(back1) == 3 && size(plain3) == 3);
        back1.close();
        awaitProgress(() -> size(plain3) == PARTITIONS);
        endLoad();
        plain3.stop();

        read.forEach((partition, offsets) -> assertThat(List.copyOf(offsets))
                .as("what was read of %s", partition)
                .isEqualTo(LongStream.range(0, offsets.size()).boxed().toList()));
    }

    private void endLoad() throws InterruptedException {
        producing.set(false);
        producer.join();
        topics.flush();
        await().until(() -> count() == end());
    }

    @Test
    void aStreamThatDoesNotUnderstandTheGroupSaysWhatToDo() {
        ConcurrentMessageListenerContainer<String, String> plain = plain();
        await().until(() -> size(plain) == PARTITIONS);

        try (var stranger = stream(List.of())) {
            await().untilAsserted(() ->
                    assertThat(stranger.snapshot().reason()).contains("no assignor in common", "upgrade-from"));
            assertThat(stranger.assignment()).isEmpty();

            plain.stop();
            await().until(() -> size(stranger) == PARTITIONS);
        }
    }

    private ConcurrentMessageListenerContainer<String, String> plain() {
        ContainerProperties properties = new ContainerProperties(topic);
        properties.setGroupId(group);
        properties.setMessageListener((BatchMessageListener<String, String>) records -> records.forEach(this::read));
        ConcurrentMessageListenerContainer<String, String> container = new ConcurrentMessageListenerContainer<>(
                new DefaultKafkaConsumerFactory<>(
                        Map.of(
                                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                                BrokerContexts.BROKER,
                                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                                "earliest",
                                ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
                                200),
                        new StringDeserializer(),
                        new StringDeserializer()),
                properties);
        container.start();
        return container;
    }

    private DirectStream<String, String> stream(List<String> upgradeFrom) {
        StreamOptions options = StreamHarness.options(group).withUpgradeFrom(upgradeFrom);
        return streams.start(options, ConsumerStrategies.subscribe(List.of(topic)), this::read);
    }

    private void read(PartitionBatch<String, String> batch) {
        batch.forEach(this::read);
    }

    private void read(ConsumerRecord<String, String> record) {
        read.computeIfAbsent(
                        new TopicPartition(record.topic(), record.partition()), none -> new ConcurrentLinkedQueue<>())
                .add(record.offset());
    }

    private void produce() {
        for (int i = 0; producing.get(); i++) {
            topics.send(topic, i % PARTITIONS, "v" + i);
            LockSupport.parkNanos(500_000);
        }
    }

    private static boolean sharedBy(
            ConcurrentMessageListenerContainer<?, ?> one, ConcurrentMessageListenerContainer<?, ?> other) {
        return size(one) == 3 && size(other) == 3;
    }

    private static int size(ConcurrentMessageListenerContainer<?, ?> container) {
        return container.getAssignedPartitions() == null
                ? 0
                : container.getAssignedPartitions().size();
    }

    private static int size(DirectStream<?, ?> stream) {
        return stream.assignment().size();
    }

    private void awaitProgress(Callable<Boolean> shared) {
        await().until(shared);
        long before = count();
        await().until(() -> count() > before + 100);
    }

    private long count() {
        return read.values().stream().mapToLong(Queue::size).sum();
    }

    private long end() {
        return LongStream.range(0, PARTITIONS)
                .map(partition -> topics.end(topic, (int) partition))
                .sum();
    }

    private static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(20));
    }
}
