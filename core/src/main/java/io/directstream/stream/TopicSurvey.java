/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import io.directstream.offset.StoredOffset;
import io.directstream.offset.TopicShape;
import io.directstream.strategy.Subscription;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * What there is to read around partitions of which nothing is stored: the other partitions of their topics and, for a
 * pattern, of all topics that match. Compared with what there was when those were begun, it tells whether a partition is
 * new to the stream, or only not begun yet.
 *
 * @param partitions the number of partitions of each topic
 * @param matching the hash of all topics that match; null if the stream has no pattern
 */
record TopicSurvey(
        Map<String, Integer> partitions, @Nullable String matching) {

    private static final Duration TIMEOUT = Duration.ofSeconds(1);

    TopicSurvey {
        partitions = Map.copyOf(partitions);
    }

    /** Looks around the given partitions. What matches a pattern is what this member of the group subscribes to. */
    static TopicSurvey of(Consumer<?, ?> consumer, Subscription subscription, Set<TopicPartition> unstored) {
        Set<String> topics = unstored.stream().map(TopicPartition::topic).collect(Collectors.toSet());
        String matching = null;
        if (subscription instanceof Subscription.Matching) {
            topics.addAll(consumer.subscription());
            matching = TopicShape.hash(topics);
        }
        Map<String, Integer> partitions = new HashMap<>();
        for (String topic : topics) {
            List<PartitionInfo> infos = consumer.partitionsFor(topic, TIMEOUT);
            partitions.put(topic, infos == null ? 0 : infos.size());
        }
        return new TopicSurvey(partitions, matching);
    }

    /** All other partitions that were looked at. */
    Set<TopicPartition> siblings(Set<TopicPartition> unstored) {
        Set<TopicPartition> siblings = new HashSet<>();
        partitions.forEach((topic, count) -> {
            for (int partition = 0; partition < count; partition++) {
                siblings.add(new TopicPartition(topic, partition));
            }
        });
        siblings.removeAll(unstored);
        return siblings;
    }

    /** What is to be remembered with a position of this partition, which is counted even if metadata does not show it yet. */
    TopicShape shape(TopicPartition partition) {
        int counted = partitions.getOrDefault(partition.topic(), 0);
        return new TopicShape(Math.max(counted, partition.partition() + 1), matching);
    }

    /**
     * Whether a partition came after the stream began. If others of its topic are stored, it is new unless it is among
     * those that existed when they were begun. If none is, and others that match the pattern are stored, its topic is new
     * unless just the topics of today matched when they were begun. A store that does not remember what existed makes
     * every unstored partition a new one.
     *
     * @param siblings what is stored of other partitions
     */
    boolean isNew(TopicPartition partition, Map<TopicPartition, StoredOffset> siblings) {
        Set<TopicPartition> sameTopic = siblings.keySet().stream()
                .filter(sibling -> sibling.topic().equals(partition.topic()))
                .collect(Collectors.toSet());
        if (sameTopic.isEmpty()) {
            return matching != null
                    && siblings.values().stream().anyMatch(stored -> !matching.equals(matching(stored.shape())));
        }
        int known = siblings.entrySet().stream()
                .filter(entry -> sameTopic.contains(entry.getKey()))
                .map(entry -> entry.getValue().shape())
                .mapToInt(shape -> shape == null ? 0 : shape.partitions())
                .max()
                .orElse(0);
        return partition.partition() >= known;
    }

    private static @Nullable String matching(@Nullable TopicShape shape) {
        return shape == null ? null : shape.matching();
    }
}
