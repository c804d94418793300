/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.strategy;

import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads a fixed collection of partitions and never any other. Unlike in Spark they are shared by the replicas of the
 * application: the group subscribes to their topics, and partitions that are not listed are neither read nor committed.
 */
public final class Assign extends GivenStrategy {

    private static final Comparator<TopicPartition> ORDER =
            Comparator.comparing(TopicPartition::topic).thenComparingInt(TopicPartition::partition);

    private final Set<TopicPartition> partitions;

    private final Subscription.Topics subscription;

    Assign(
            Collection<TopicPartition> partitions,
            Map<String, ?> consumerProperties,
            Map<TopicPartition, StartingPosition> startingPositions) {
        this(checked(partitions), consumerProperties, new StartingPositionMap(startingPositions));
    }

    private Assign(Set<TopicPartition> partitions, Map<String, ?> properties, StartingPositionMap positions) {
        super(
                properties,
                positions.onlyFor(partitions::contains, "partitions " + sorted(partitions), "add the partition"));
        this.partitions = partitions;
        this.subscription = new Subscription.Topics(
                partitions.stream().map(TopicPartition::topic).collect(Collectors.toSet()));
    }

    private static Set<TopicPartition> checked(Collection<TopicPartition> partitions) {
        if (partitions.isEmpty()) {
            throw new IllegalArgumentException("partitions is empty; name at least one partition");
        }
        partitions.stream().filter(listed -> listed.partition() < 0).findAny().ifPresent(negative -> {
            throw new IllegalArgumentException("partitions holds number %d of topic %s; partitions count from 0"
                    .formatted(negative.partition(), negative.topic()));
        });
        return Set.copyOf(partitions);
    }

    /** The partitions that are read. */
    public Set<TopicPartition> partitions() {
        return partitions;
    }

    @Override
    public Subscription.Topics subscription() {
        return subscription;
    }

    @Override
    public boolean accepts(TopicPartition partition) {
        return partitions.contains(partition);
    }

    @Override
    public String toString() {
        return "Assign(" + sorted(partitions) + ')';
    }

    private static Set<TopicPartition> sorted(Set<TopicPartition> partitions) {
        Set<TopicPartition> sorted = new TreeSet<>(ORDER);
        sorted.addAll(partitions);
        return sorted;
    }
}
