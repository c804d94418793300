/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import io.directstream.StreamClock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ids of topics, by which one that was deleted and made again is told from the one before. Asked for when partitions are
 * assigned, and every 30 seconds, with an admin client that is made when it is first needed.
 */
final class TopicIds implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(TopicIds.class);

    private static final int TIMEOUT_MS = 5_000;

    private static final long INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final @Nullable Supplier<Admin> clients;

    private final StreamClock clock;

    private final Map<String, Uuid> known = new ConcurrentHashMap<>();

    private @Nullable Admin admin;

    private boolean closed;

    private long next;

    /**
     * Asks through the given client.
     *
     * @param clients makes it; null if nobody wants to know
     */
    TopicIds(@Nullable Supplier<Admin> clients, StreamClock clock) {
        this.clients = clients;
        this.clock = clock;
        this.next = clock.nanoTime() + INTERVAL_NANOS;
    }

    /** The ids that the topics have now. Those that do not exist, or must not be described, are absent. */
    CompletionStage<Map<String, Uuid>> of(Set<String> topics) {
        if (clients == null || topics.isEmpty()) {
            return CompletableFuture.completedStage(Map.of());
        }
        Map<String, Uuid> ids = new ConcurrentHashMap<>();
        CompletableFuture<?>[] answers = admin(clients)
                .describeTopics(topics, new DescribeTopicsOptions().timeoutMs(TIMEOUT_MS))
                .topicNameValues()
                .values()
                .stream()
                .map(asked -> asked.toCompletionStage()
                        .toCompletableFuture()
                        .handle((topic, failure) -> note(ids, topic, failure)))
                .toArray(CompletableFuture[]::new);
        return CompletableFuture.allOf(answers).thenApply(all -> {
            known.putAll(ids);
            return ids;
        });
    }

    /**
     * From time to time, compares the ids that topics have now with those under which partitions began. On the member's
     * thread; never waits.
     *
     * @param madeAgain told, on any thread, of partitions whose topic is another one now
     */
    void look(Supplier<Map<TopicPartition, Uuid>> began, Consumer<Set<TopicPartition>> madeAgain) {
        if (clients == null || clock.nanoTime() - next < 0) {
            return;
        }
        next = clock.nanoTime() + INTERVAL_NANOS;
        Map<TopicPartition, Uuid> before = began.get();
        Set<String> topics = before.keySet().stream().map(TopicPartition::topic).collect(Collectors.toSet());
        of(topics).whenComplete((now, failure) -> {
            if (failure != null) {
                log.debug("the ids of topics {} are not known", topics, failure);
                return;
            }
            Set<TopicPartition> others = before.keySet().stream()
                    .filter(partition -> now.containsKey(partition.topic()))
                    .filter(partition -> !Objects.equals(now.get(partition.topic()), before.get(partition)))
                    .collect(Collectors.toSet());
            if (!others.isEmpty()) {
                madeAgain.accept(others);
            }
        });
    }

    /** The id that a topic had when it was last asked for; null if it never was. */
    @Nullable
    Uuid known(String topic) {
        return known.get(topic);
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (admin != null) {
            admin.close(Duration.ZERO);
        }
    }

    private synchronized Admin admin(Supplier<Admin> from) {
        if (closed) {
            throw new IllegalStateException("the stream is closed");
        }
        if (admin == null) {
            admin = from.get();
        }
        return admin;
    }

    private static boolean note(Map<String, Uuid> ids, @Nullable TopicDescription topic, @Nullable Throwable failure) {
        if (topic != null) {
            ids.put(topic.name(), topic.topicId());
            return true;
        }
        if (failure instanceof UnknownTopicOrPartitionException || failure instanceof AuthorizationException) {
            log.debug("the id of a topic is not told", failure);
            return false;
        }
        throw new CompletionException(failure);
    }
}
