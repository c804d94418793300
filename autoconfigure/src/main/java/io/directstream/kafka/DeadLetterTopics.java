/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * How many partitions dead-letter topics have. Asked with a client that makes no topic, as producers do where brokers let
 * them, and that is there only for the question.
 */
final class DeadLetterTopics {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final long FRESH_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final Map<String, Object> properties;

    private final Map<String, Known> known = new ConcurrentHashMap<>();

    DeadLetterTopics(Map<String, Object> properties) {
        this.properties = properties;
    }

    /**
     * The number of partitions.
     *
     * @throws IllegalStateException if there is no such topic
     */
    int partitions(String topic) throws Exception {
        Known before = known.get(topic);
        if (before != null && System.nanoTime() - before.since() < FRESH_NANOS) {
            return before.partitions();
        }
        int partitions = ask(topic);
        known.put(topic, new Known(partitions, System.nanoTime()));
        return partitions;
    }

    /** Something went wrong with it, so that it may have changed. */
    void forget(String topic) {
        known.remove(topic);
    }

    private int ask(String topic) throws Exception {
        Admin admin = Admin.create(properties);
        try {
            return Objects.requireNonNull(admin.describeTopics(List.of(topic))
                            .topicNameValues()
                            .get(topic))
                    .get(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                    .partitions()
                    .size();
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof UnknownTopicOrPartitionException) {
                throw new IllegalStateException(
                        "dead-letter topic '%s' does not exist; create it, best with as many partitions as the topic that is read"
                                .formatted(topic),
                        failure.getCause());
            }
            throw new IllegalStateException(
                    "dead-letter topic '%s' cannot be looked up: %s".formatted(topic, failure.getCause()),
                    failure.getCause());
        } catch (TimeoutException silence) {
            throw new IllegalStateException(
                    "dead-letter topic '%s' could not be looked up within %d s".formatted(topic, PATIENCE.toSeconds()),
                    silence);
        } finally {
            admin.close(Duration.ofSeconds(1));
        }
    }

    private record Known(int partitions, long since) {}
}
