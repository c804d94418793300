/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.strategy;

import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/**
 * What a stream reads: a description that never builds a consumer, so that it can be asked again after every restart.
 * Extend it for needs that {@link ConsumerStrategies} does not meet. Methods are called on threads of the engine and must
 * not block.
 */
public abstract class ConsumerStrategy {

    /** For implementations. */
    protected ConsumerStrategy() {}

    /** What the group's members subscribe to. */
    public abstract Subscription subscription();

    /** Whether a partition of the subscription is read; others are neither read nor committed. By default all are. */
    public boolean accepts(TopicPartition partition) {
        return true;
    }

    /** Kafka consumer properties of this stream, over those of the application. By default none. */
    public Map<String, Object> consumerProperties() {
        return Map.of();
    }

    /**
     * Where partitions begin for which nothing is stored. Unlike in Spark, a position given here never overrides a stored
     * offset.
     *
     * @param unstored accepted partitions without a stored offset
     * @return positions for any of them; the others follow the stream's {@code when-none-stored}
     */
    public Map<TopicPartition, StartingPosition> startingPositions(Set<TopicPartition> unstored) {
        return Map.of();
    }

    /** The name under which endpoints and logs show this strategy, {@code Subscribe} for example. */
    public String type() {
        String name = getClass().getSimpleName();
        return name.isEmpty() ? getClass().getName() : name;
    }
}
