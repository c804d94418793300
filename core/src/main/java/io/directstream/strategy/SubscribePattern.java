/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.strategy;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.kafka.common.TopicPartition;

/**
 * Subscribes to all topics whose whole name matches a pattern; topics that come to match while the stream runs join it, with
 * all their records.
 */
public final class SubscribePattern extends ConsumerStrategy {

    private final Subscription.Matching subscription;

    private final Map<String, Object> consumerProperties;

    private final StartingPositionMap startingPositions;

    SubscribePattern(
            Pattern pattern,
            Map<String, ?> consumerProperties,
            Map<TopicPartition, StartingPosition> startingPositions) {
        this.subscription = new Subscription.Matching(pattern);
        this.consumerProperties = Map.copyOf(consumerProperties);
        this.startingPositions = new StartingPositionMap(startingPositions)
                .onlyFor(partition -> subscription.matches(partition.topic()), subscription, "widen the pattern");
    }

    @Override
    public Subscription.Matching subscription() {
        return subscription;
    }

    @Override
    public Map<String, Object> consumerProperties() {
        return consumerProperties;
    }

    @Override
    public Map<TopicPartition, StartingPosition> startingPositions(Set<TopicPartition> unstored) {
        return startingPositions.of(unstored);
    }

    @Override
    public String toString() {
        return "SubscribePattern(" + subscription.pattern() + ')';
    }
}
