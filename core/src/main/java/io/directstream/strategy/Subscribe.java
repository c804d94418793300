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
public final class Subscribe extends GivenStrategy {

    private final Subscription.Topics subscription;

    Subscribe(
            Collection<String> topics,
            Map<String, ?> consumerProperties,
            Map<TopicPartition, StartingPosition> startingPositions) {
        this(
                new Subscription.Topics(Set.copyOf(topics)),
                consumerProperties,
                new StartingPositionMap(startingPositions));
    }

    private Subscribe(Subscription.Topics subscription, Map<String, ?> properties, StartingPositionMap positions) {
        super(
                properties,
                positions.onlyFor(
                        partition -> subscription.topics().contains(partition.topic()), subscription, "add the topic"));
        this.subscription = subscription;
    }

    @Override
    public Subscription.Topics subscription() {
        return subscription;
    }

    @Override
    public String toString() {
        return "Subscribe(" + subscription + ')';
    }
}
