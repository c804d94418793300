/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.strategy;

import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/** The starting positions given to a strategy, for those of its partitions that are asked for. */
record StartingPositionMap(Map<TopicPartition, StartingPosition> positions) {

    StartingPositionMap {
        positions = Map.copyOf(positions);
    }

    /**
     * Refuses positions that the strategy would never ask for.
     *
     * @param read whether a partition is read
     * @param what is read, in words
     * @param wayOut what may be changed instead of the position
     * @throws IllegalArgumentException if a position belongs to a partition that is not read
     */
    StartingPositionMap onlyFor(Predicate<TopicPartition> read, Object what, String wayOut) {
        for (TopicPartition partition : positions.keySet()) {
            if (!read.test(partition)) {
                throw new IllegalArgumentException(
                        "starting position given for %s, which is not among the %s; %s or remove the position"
                                .formatted(partition, what, wayOut));
            }
        }
        return this;
    }

    Map<TopicPartition, StartingPosition> of(Set<TopicPartition> unstored) {
        return unstored.stream()
                .filter(positions::containsKey)
                .collect(Collectors.toUnmodifiableMap(Function.identity(), positions::get));
    }
}
