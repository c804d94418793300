/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import io.directstream.offset.StoredOffset;
import io.directstream.offset.TopicShape;
import io.directstream.strategy.ConsumerStrategy;
import io.directstream.strategy.StartingPosition;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Chooses where partitions begin of which nothing is stored: at the strategy's starting position; at
 * {@code when-partition-added} if the partition was added to a topic the stream already reads; else at
 * {@code when-none-stored}. Runs on the member's thread; each question to the broker has a short deadline.
 */
final class StartingPositions {

    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    private final ConsumerStrategy strategy;

    private final OffsetOptions policies;

    StartingPositions(ConsumerStrategy strategy, OffsetOptions policies) {
        this.strategy = strategy;
        this.policies = policies;
    }

    /** All other partitions of the topics of the given ones. */
    Set<TopicPartition> siblings(Consumer<?, ?> consumer, Set<TopicPartition> partitions) {
        Set<TopicPartition> siblings = new HashSet<>();
        partitions.stream().map(TopicPartition::topic).distinct().forEach(topic -> {
            for (PartitionInfo info : infos(consumer, topic)) {
                siblings.add(new TopicPartition(topic, info.partition()));
            }
        });
        siblings.removeAll(partitions);
        return siblings;
    }

    /**
     * Chooses a position for each partition.
     *
     * @param unstored partitions of which nothing is stored
     * @param siblings what is stored of other partitions of their topics
     */
    Map<TopicPartition, Choice> choose(
            Consumer<?, ?> consumer, Set<TopicPartition> unstored, Map<TopicPartition, StoredOffset> siblings) {
        Map<TopicPartition, StartingPosition> given = strategy.startingPositions(unstored);
        Map<TopicPartition, Choice> choices = new HashMap<>(atGiven(consumer, given));
        Set<TopicPartition> added = new HashSet<>();
        Set<TopicPartition> first = new HashSet<>();
        for (TopicPartition partition : unstored) {
            if (!given.containsKey(partition)) {
                (wasAdded(partition, siblings) ? added : first).add(partition);
            }
        }
        choices.putAll(at(consumer, added, policies.whenPartitionAdded(), "when-partition-added"));
        choices.putAll(at(consumer, first, policies.whenNoneStored(), "when-none-stored"));
        return choices;
    }

    /** The position that {@code when-out-of-range} stands for. */
    Choice atOutOfRange(Consumer<?, ?> consumer, TopicPartition partition) {
        return Objects.requireNonNull(at(consumer, Set.of(partition), policies.whenOutOfRange(), "when-out-of-range")
                .get(partition));
    }

    /**
     * A partition is new to the stream if others of its topic are stored and it is not among those that existed when they
     * were first; stores that do not know how many existed make every unstored partition a new one.
     */
    private static boolean wasAdded(TopicPartition partition, Map<TopicPartition, StoredOffset> siblings) {
        List<StoredOffset> stored = siblings.entrySet().stream()
                .filter(entry -> entry.getKey().topic().equals(partition.topic()))
                .map(Map.Entry::getValue)
                .toList();
        int known = stored.stream()
                .map(StoredOffset::shape)
                .mapToInt(shape -> shape == null ? 0 : shape.partitions())
                .max()
                .orElse(Integer.MAX_VALUE);
        return partition.partition() >= known;
    }

    private Map<TopicPartition, Choice> atGiven(Consumer<?, ?> consumer, Map<TopicPartition, StartingPosition> given) {
        Map<TopicPartition, Choice> choices = new HashMap<>();
        Map<TopicPartition, Long> times = new HashMap<>();
        given.forEach((partition, start) -> {
            if (start instanceof StartingPosition.AtOffset at) {
                choices.put(partition, choice(consumer, partition, at.offset(), "starting offset"));
            } else if (start instanceof StartingPosition.AtTimestamp at) {
                times.put(partition, at.timestamp().toEpochMilli());
            }
        });
        if (times.isEmpty()) {
            return choices;
        }
        Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(times, TIMEOUT);
        Map<TopicPartition, Long> ends = consumer.endOffsets(times.keySet(), TIMEOUT);
        times.forEach((partition, time) -> {
            OffsetAndTimestamp first = found.get(partition);
            long offset = first == null ? known(ends, partition) : first.offset();
            choices.put(
                    partition, choice(consumer, partition, offset, "starting timestamp " + Instant.ofEpochMilli(time)));
        });
        return choices;
    }

    private Map<TopicPartition, Choice> at(
            Consumer<?, ?> consumer, Set<TopicPartition> partitions, PositionPolicy policy, String key) {
        Map<TopicPartition, Long> offsets = switch (policy) {
            case EARLIEST -> consumer.beginningOffsets(partitions, TIMEOUT);
            case LATEST -> consumer.endOffsets(partitions, TIMEOUT);
            case FAIL -> Map.of();
        };
        String why = key + " is " + policy.name().toLowerCase(Locale.ROOT);
        return partitions.stream()
                .collect(Collectors.toMap(
                        Function.identity(),
                        partition -> policy == PositionPolicy.FAIL
                                ? refused(partition, key)
                                : choice(consumer, partition, known(offsets, partition), why)));
    }

    private Choice choice(Consumer<?, ?> consumer, TopicPartition partition, long offset, String why) {
        int counted = infos(consumer, partition.topic()).size();
        return new Choice(offset, why, TopicShape.of(Math.max(counted, partition.partition() + 1)));
    }

    private static Choice refused(TopicPartition partition, String key) {
        return new Choice(
                -1,
                "nothing is stored for %s and %s is fail; give a starting offset, set %s to earliest or latest, or commit an offset for the group, then restart the partition"
                        .formatted(partition, key, key),
                TopicShape.of(0));
    }

    private static long known(Map<TopicPartition, Long> offsets, TopicPartition partition) {
        Long offset = offsets.get(partition);
        if (offset == null) {
            throw new UnknownTopicOrPartitionException("the broker told no offset of " + partition);
        }
        return offset;
    }

    private static List<PartitionInfo> infos(Consumer<?, ?> consumer, String topic) {
        List<PartitionInfo> infos = consumer.partitionsFor(topic, TIMEOUT);
        return infos == null ? List.of() : infos;
    }

    /**
     * Where a partition begins.
     *
     * @param offset the offset, or -1 if it must not begin
     * @param why the setting that says so, or why it must not begin
     * @param shape what there was to read when it was chosen
     */
    record Choice(long offset, String why, TopicShape shape) {

        boolean isRefused() {
            return offset < 0;
        }
    }
}
