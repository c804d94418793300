/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.testing;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;

/** Makes topics, sends records and looks at groups, for tests. Names are unique within the JVM. */
public final class TestTopics implements AutoCloseable {

    private static final AtomicInteger COUNTER = new AtomicInteger();

    private static final long TIMEOUT_SECONDS = 60;

    private final Admin admin;

    private final KafkaProducer<String, String> producer;

    /** Talks to the given broker. */
    public TestTopics(String bootstrapServers) {
        this.admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
        this.producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.LINGER_MS_CONFIG,
                        2,
                        ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
                        1,
                        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                        false),
                new StringSerializer(),
                new StringSerializer());
    }

    /** A name no other test of this JVM has. */
    public static String unique(String prefix) {
        return prefix + COUNTER.incrementAndGet();
    }

    /** Makes a topic with a unique name. */
    public String create(int partitions) {
        return create(unique("topic"), partitions);
    }

    /** Makes a topic. */
    public String create(String topic, int partitions) {
        return create(topic, partitions, Map.of());
    }

    /** Makes a topic with settings of its own. */
    public String create(String topic, int partitions, Map<String, String> settings) {
        get(admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1).configs(settings)))
                .all()
                .toCompletionStage()
                .toCompletableFuture());
        // The broker hears of it from the controller, a moment later.
        Awaitility.await().atMost(Duration.ofSeconds(TIMEOUT_SECONDS)).until(() -> isKnown(topic, partitions));
        return topic;
    }

    /** Makes a topic with one replica per partition, the n-th of them on the n-th of the given brokers. */
    public String createOn(List<Integer> brokers) {
        Map<Integer, List<Integer>> replicas = new HashMap<>();
        for (int partition = 0; partition < brokers.size(); partition++) {
            replicas.put(partition, List.of(brokers.get(partition)));
        }
        String topic = unique("topic");
        get(admin.createTopics(List.of(new NewTopic(topic, replicas)))
                .all()
                .toCompletionStage()
                .toCompletableFuture());
        return topic;
    }

    private boolean isKnown(String topic, int partitions) throws InterruptedException {
        try {
            List<TopicPartitionInfo> known = admin.describeTopics(List.of(topic))
                    .allTopicNames()
                    .get()
                    .get(topic)
                    .partitions();
            return known.size() == partitions && known.stream().allMatch(each -> each.leader() != null);
        } catch (ExecutionException unknown) {
            if (unknown.getCause() instanceof UnknownTopicOrPartitionException) {
                return false;
            }
            throw new IllegalStateException(unknown);
        }
    }

    /** Adds partitions to a topic. */
    public void addPartitions(String topic, int total) {
        get(admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(total)))
                .all()
                .toCompletionStage()
                .toCompletableFuture());
    }

    /** The client that makes topics, for whatever else a test needs. */
    public Admin admin() {
        return admin;
    }

    /** Sends a record without waiting for it. */
    public Future<RecordMetadata> send(String topic, int partition, String value) {
        return producer.send(new ProducerRecord<>(topic, partition, Integer.toString(partition), value));
    }

    /** Sends a record without waiting for it. */
    public Future<RecordMetadata> send(ProducerRecord<String, String> record) {
        return producer.send(record);
    }

    /** Deletes a topic. */
    public void delete(String topic) {
        get(admin.deleteTopics(List.of(topic)).all().toCompletionStage().toCompletableFuture());
    }

    /** The topics there are, internal ones excepted. */
    public Set<String> names() {
        return get(admin.listTopics().names().toCompletionStage().toCompletableFuture());
    }

    /** Sends so many records to each partition of the topic, round after round, and waits until they are there. */
    public void fill(String topic, int partitions, int perPartition) {
        for (int i = 0; i < perPartition; i++) {
            for (int partition = 0; partition < partitions; partition++) {
                send(topic, partition, "v" + i);
            }
        }
        flush();
    }

    /** Waits until everything that was sent is there. */
    public void flush() {
        producer.flush();
    }

    /** Where the log of a partition ends, whatever transactions are open. */
    public long end(String topic, int partition) {
        TopicPartition of = new TopicPartition(topic, partition);
        return get(admin.listOffsets(Map.of(of, OffsetSpec.latest()))
                        .partitionResult(of)
                        .toCompletionStage()
                        .toCompletableFuture())
                .offset();
    }

    /** What the group committed. */
    public Map<TopicPartition, Long> committed(String group) {
        Map<TopicPartition, OffsetAndMetadata> offsets = get(admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .toCompletionStage()
                .toCompletableFuture());
        Map<TopicPartition, Long> committed = new HashMap<>();
        offsets.forEach((partition, offset) -> {
            if (offset != null) {
                committed.put(partition, offset.offset());
            }
        });
        return committed;
    }

    /** What the group is doing. */
    public GroupState state(String group) {
        return get(admin.describeConsumerGroups(List.of(group))
                        .all()
                        .toCompletionStage()
                        .toCompletableFuture())
                .get(group)
                .groupState();
    }

    /** The members of the group. */
    public int members(String group) {
        return get(admin.describeConsumerGroups(List.of(group))
                        .all()
                        .toCompletionStage()
                        .toCompletableFuture())
                .values()
                .stream()
                .collect(Collectors.summingInt(
                        description -> description.members().size()));
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
        admin.close(Duration.ofSeconds(5));
    }

    private static <T> T get(Future<T> future) {
        try {
            return future.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        } catch (ExecutionException | TimeoutException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
