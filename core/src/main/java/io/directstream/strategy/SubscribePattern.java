/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.strategy;

import java.util.Map;
import java.util.regex.Pattern;
import org.apache.kafka.common.TopicPartition;

/**
 * Subscribes to all topics whose whole name matches a pattern; topics that come to match while the stream runs join it, with
 * all their records.
 */
public final class SubscribePattern extends GivenStrategy {

    private final Subscription.Matching subscription;

    SubscribePattern(
            Pattern pattern,
            Map<String, ?> consumerProperties,
            Map<TopicPartition, StartingPosition> startingPositions) {
        this(new Subscription.Matching(pattern), consumerProperties, new StartingPositionMap(startingPositions));
    }

    private SubscribePattern(
            Subscription.Matching subscription, Map<String, ?> properties, StartingPositionMap positions) {
        super(
                properties,
                positions.onlyFor(
                        partition -> subscription.matches(partition.topic()), subscription, "widen the pattern"));
        this.subscription = subscription;
    }

    @Override
    public Subscription.Matching subscription() {
        return subscription;
    }

    @Override
    public String toString() {
        return "SubscribePattern(" + subscription.pattern() + ')';
    }
}
