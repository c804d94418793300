/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.strategy;

import java.util.Collection;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** Makes the consumer strategies that come with the engine, after Spark's object of the same name. */
public final class ConsumerStrategies {

    private ConsumerStrategies() {}

    /** Subscribes to the given topics. */
    public static ConsumerStrategy subscribe(Collection<String> topics) {
        return subscribe(topics, Map.of());
    }

    /** Subscribes to the given topics, with Kafka consumer properties of its own. */
    public static ConsumerStrategy subscribe(Collection<String> topics, Map<String, ?> consumerProperties) {
        return subscribe(topics, consumerProperties, Map.of());
    }

    /**
     * Subscribes to the given topics, with Kafka consumer properties of its own and positions for partitions of which
     * nothing is stored yet.
     *
     * @throws IllegalArgumentException if there is no topic, or a position belongs to none of them
     */
    public static ConsumerStrategy subscribe(
            Collection<String> topics,
            Map<String, ?> consumerProperties,
            Map<TopicPartition, StartingPosition> startingPositions) {
        return new Subscribe(topics, consumerProperties, startingPositions);
    }
}
