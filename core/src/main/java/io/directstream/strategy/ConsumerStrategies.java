/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.strategy;

import java.util.Collection;
import java.util.Map;
import java.util.regex.Pattern;
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

    /** Subscribes to all topics whose whole name matches the pattern, those included that come later. */
    public static ConsumerStrategy subscribePattern(Pattern pattern) {
        return subscribePattern(pattern, Map.of());
    }

    /** Subscribes to all topics that match, with Kafka consumer properties of its own. */
    public static ConsumerStrategy subscribePattern(Pattern pattern, Map<String, ?> consumerProperties) {
        return subscribePattern(pattern, consumerProperties, Map.of());
    }

    /**
     * Subscribes to all topics that match, with Kafka consumer properties of its own and positions for partitions of which
     * nothing is stored yet.
     *
     * @throws IllegalArgumentException if a position belongs to a topic that does not match
     */
    public static ConsumerStrategy subscribePattern(
            Pattern pattern,
            Map<String, ?> consumerProperties,
            Map<TopicPartition, StartingPosition> startingPositions) {
        return new SubscribePattern(pattern, consumerProperties, startingPositions);
    }

    /** Reads the given partitions and never any other. */
    public static ConsumerStrategy assign(Collection<TopicPartition> partitions) {
        return assign(partitions, Map.of());
    }

    /** Reads the given partitions, with Kafka consumer properties of its own. */
    public static ConsumerStrategy assign(Collection<TopicPartition> partitions, Map<String, ?> consumerProperties) {
        return assign(partitions, consumerProperties, Map.of());
    }

    /**
     * Reads the given partitions, with Kafka consumer properties of its own and positions for those of which nothing is
     * stored yet.
     *
     * @throws IllegalArgumentException if there is no partition, or a position belongs to none of them
     */
    public static ConsumerStrategy assign(
            Collection<TopicPartition> partitions,
            Map<String, ?> consumerProperties,
            Map<TopicPartition, StartingPosition> startingPositions) {
        return new Assign(partitions, consumerProperties, startingPositions);
    }
}
