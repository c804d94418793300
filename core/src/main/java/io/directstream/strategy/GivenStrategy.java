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

/** What the strategies of the engine have in common: properties and starting positions that they were given. */
abstract sealed class GivenStrategy extends ConsumerStrategy permits Subscribe, SubscribePattern, Assign {

    private final Map<String, Object> consumerProperties;

    private final StartingPositionMap startingPositions;

    GivenStrategy(Map<String, ?> consumerProperties, StartingPositionMap startingPositions) {
        this.consumerProperties = Map.copyOf(consumerProperties);
        this.startingPositions = startingPositions;
    }

    @Override
    public final Map<String, Object> consumerProperties() {
        return consumerProperties;
    }

    @Override
    public final Map<TopicPartition, StartingPosition> startingPositions(Set<TopicPartition> unstored) {
        return startingPositions.of(unstored);
    }
}
