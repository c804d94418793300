/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.kafka;

import io.directstream.offset.Committer;
import io.directstream.offset.StoreOutcome;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** A member of a consumer group that does what a store asks of it, and owns whatever a test says. */
final class GroupMember implements Committer, AutoCloseable {

    private final ConcurrentLinkedQueue<java.util.function.Consumer<Consumer<?, ?>>> tasks =
            new ConcurrentLinkedQueue<>();

    private final CompletableFuture<Void> joined = new CompletableFuture<>();

    private final Thread thread;

    private volatile @Nullable ConsumerGroupMetadata group;

    private volatile boolean running = true;

    /** Whether this member believes that every partition is its own. */
    private volatile boolean owner = true;

    /** What this member believes to be in the group, though it is older; null if that is up to date. */
    private volatile @Nullable ConsumerGroupMetadata outdated;

    GroupMember(String broker, String group, List<String> topics) {
        KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        broker,
                        ConsumerConfig.GROUP_ID_CONFIG,
                        group,
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
                        200,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        consumer.subscribe(topics);
        thread = new Thread(() -> run(consumer), "member of " + group);
        thread.start();
        joined.orTimeout(30, TimeUnit.SECONDS).join();
    }

    @Override
    public CompletionStage<Map<TopicPartition, OffsetAndMetadata>> committed(Set<TopicPartition> partitions) {
        return ask(consumer -> {
            Map<TopicPartition, OffsetAndMetadata> found = new HashMap<>();
            consumer.committed(partitions, Duration.ofSeconds(2)).forEach((partition, offset) -> {
                if (offset != null) {
                    found.put(partition, offset);
                }
            });
            return found;
        });
    }

    @Override
    public CompletionStage<StoreOutcome> commit(TopicPartition partition, OffsetAndMetadata offset, long epoch) {
        return ask(consumer -> {
            consumer.commitSync(Map.of(partition, offset), Duration.ofSeconds(10));
            return StoreOutcome.STORED;
        });
    }

    @Override
    public void mirror(TopicPartition partition, OffsetAndMetadata offset, long epoch) {}

    @Override
    public ConsumerGroupMetadata group() {
        ConsumerGroupMetadata old = outdated;
        return old == null ? current() : old;
    }

    @Override
    public boolean owns(TopicPartition partition, long epoch) {
        return owner;
    }

    ConsumerGroupMetadata current() {
        return Objects.requireNonNull(group);
    }

    void loseAll() {
        owner = false;
    }

    void stopAt(ConsumerGroupMetadata old) {
        outdated = old;
    }

    @Override
    public void close() {
        running = false;
        try {
            thread.join(Duration.ofSeconds(30).toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private <T> CompletionStage<T> ask(Function<Consumer<?, ?>, T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        tasks.add(consumer -> {
            try {
                answer.complete(question.apply(consumer));
            } catch (RuntimeException failure) {
                answer.completeExceptionally(failure);
            }
        });
        return answer;
    }

    private void run(KafkaConsumer<?, ?> consumer) {
        try (consumer) {
            while (running) {
                consumer.poll(Duration.ofMillis(10));
                consumer.pause(consumer.assignment());
                ConsumerGroupMetadata now = consumer.groupMetadata();
                group = now;
                if (now.generationId() > 0) {
                    joined.complete(null);
                }
                for (var task = tasks.poll(); task != null; task = tasks.poll()) {
                    task.accept(consumer);
                }
            }
        }
    }
}
