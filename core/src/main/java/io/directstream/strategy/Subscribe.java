/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.strategy;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/** Subscribes to a fixed collection of topics; partitions added to them while the stream runs join it. */
public final class Subscribe extends ConsumerStrategy {

    private final Subscription.Topics subscription;

    private final Map<String, Object> consumerProperties;

    private final StartingPositionMap startingPositions;

    Subscribe(
            Collection<String> topics,
            Map<String, ?> consumerProperties,
            Map<TopicPartition, StartingPosition> startingPositions) {
        this.subscription = new Subscription.Topics(Set.copyOf(topics));
        this.consumerProperties = Map.copyOf(consumerProperties);
        this.startingPositions = new StartingPositionMap(startingPositions)
                .onlyFor(partition -> subscription.topics().contains(partition.topic()), subscription, "add the topic");
    }

    @Override
    public Subscription.Topics subscription() {
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
        return "Subscribe(" + subscription + ')';
    }
}
