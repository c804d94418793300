/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.benchmarks;

import io.directstream.benchmarks.client.Target;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Makes and fills topics, and sees what was committed. */
public final class Topics implements AutoCloseable {

    private static final long TIMEOUT_SECONDS = 60;

    private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    /** Or the many partitions of some workloads would get batches of single records. */
    static final int IN_A_ROW = 100;

    private final String bootstrapServers;

    private final Admin admin;

    Topics(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
        this.admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
    }

    /** Where the broker listens. */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** A topic as a new group sees it. */
    public Target target(String topic, String group) {
        return new Target(bootstrapServers, topic, group);
    }

    /** Makes a topic. */
    public void create(String topic, int partitions) {
        get(admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1)))
                .all());
        awaitLogs(topic, partitions);
    }

    /** A producer that sends to a partition whose log is not there yet may lose count of what it sent, and never get on. */
    private void awaitLogs(String topic, int partitions) {
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        for (int partition = 0; partition < partitions; partition++) {
            ends.put(new TopicPartition(topic, partition), OffsetSpec.latest());
        }
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);
        while (!haveLogs(ends)) {
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException("the broker does not know the new topic " + topic);
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
    }

    /** Not as long as the broker's own metadata lag behind what it was told. */
    private boolean haveLogs(Map<TopicPartition, OffsetSpec> ends) {
        try {
            get(admin.listOffsets(ends).all());
            return true;
        } catch (IllegalStateException failure) {
            Throwable refused = failure.getCause();
            if (refused != null && refused.getCause() instanceof UnknownTopicOrPartitionException) {
                return false;
            }
            throw failure;
        }
    }

    /** Deletes a topic. */
    public void delete(String topic) {
        get(admin.deleteTopics(List.of(topic)).all());
    }

    /** Fills a topic, all partitions at the pace of their share, and in batches of a size that real producers make. */
    void fill(String topic, Workload workload) {
        Map<String, Object> properties = new HashMap<>();
        properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        properties.put(ProducerConfig.BATCH_SIZE_CONFIG, Math.min(64 << 10, (32 << 20) / workload.partitions()));
        properties.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 64L << 20);
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 50);
        properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, workload.compression());
        AtomicReference<@Nullable Exception> failed = new AtomicReference<>();
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < workload.records(); i++) {
                int partition = workload.skew().partition(i / IN_A_ROW, workload.partitions());
                byte[] value = workload.values().of(i);
                producer.send(new ProducerRecord<>(topic, partition, key(i), value), (sent, failure) -> {
                    if (failure != null) {
                        failed.set(failure);
                    }
                });
            }
        }
        if (failed.get() != null) {
            throw new IllegalStateException("topic " + topic + " could not be filled", failed.get());
        }
    }

    /** The sum of the offsets that a group committed: the number of records, where it began at 0. */
    long committed(String group) {
        return get(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata()).values().stream()
                .mapToLong(offset -> offset == null ? 0 : offset.offset())
                .sum();
    }

    /** Has a group go on after the first record of each partition. */
    void commitOne(String group, String topic, int partitions) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        for (int partition = 0; partition < partitions; partition++) {
            offsets.put(new TopicPartition(topic, partition), new OffsetAndMetadata(1));
        }
        get(admin.alterConsumerGroupOffsets(group, offsets).all());
    }

    static byte[] key(int number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(5));
    }

    private static <T> T get(KafkaFuture<T> future) {
        try {
            return future.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        } catch (ExecutionException | TimeoutException failure) {
            throw new IllegalStateException("the broker did not do as it was told", failure);
        }
    }
}
