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
import io.directstream.strategy.Subscription;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/**
 * What there is to read for a stream.
 *
 * @param topics the existing ones of its topics, by name
 */
record TopicsOfStream(ConsumerStrategy strategy, Map<String, TopicDescription> topics) {

    static final Comparator<TopicPartition> ORDER =
            Comparator.comparing(TopicPartition::topic).thenComparingInt(TopicPartition::partition);

    TopicsOfStream {
        topics = Map.copyOf(topics);
    }

    /** All partitions that the stream reads, sorted. */
    SortedSet<TopicPartition> all() {
        SortedSet<TopicPartition> all = new TreeSet<>(ORDER);
        topics.forEach((name, topic) -> topic.partitions().stream()
                .map(info -> new TopicPartition(name, info.partition()))
                .filter(strategy::accepts)
                .forEach(all::add));
        return all;
    }

    /**
     * These partitions, or all if none is named.
     *
     * @throws OffsetMoveException if there is nothing, or the stream does not read one of them
     */
    SortedSet<TopicPartition> chosen(Set<TopicPartition> asked) {
        SortedSet<TopicPartition> all = all();
        if (asked.isEmpty()) {
            if (all.isEmpty()) {
                throw OffsetMoveException.invalid(
                        "the stream has no partitions: nothing exists of %s".formatted(strategy.subscription()));
            }
            return all;
        }
        SortedSet<TopicPartition> chosen = new TreeSet<>(ORDER);
        chosen.addAll(asked);
        List<String> faults = new ArrayList<>();
        chosen.stream().filter(each -> !all.contains(each)).forEach(each -> faults.add(fault(each)));
        if (!faults.isEmpty()) {
            throw OffsetMoveException.invalid(String.join("; ", faults));
        }
        return chosen;
    }

    /** Whether brokers can be asked for the partition's offsets; a client that asks without a leader asks on and on. */
    boolean hasLeader(TopicPartition partition) {
        return info(partition)
                .map(TopicPartitionInfo::leader)
                .filter(leader -> !leader.isEmpty())
                .isPresent();
    }

    @Nullable
    Uuid topicId(TopicPartition partition) {
        Uuid id = Objects.requireNonNull(topics.get(partition.topic())).topicId();
        return Uuid.ZERO_UUID.equals(id) ? null : id;
    }

    /**
     * What is to be remembered with a position: what was remembered before, so that partitions that came since then are
     * still seen as new.
     *
     * @param stored what is stored of all partitions
     */
    TopicShape shape(TopicPartition partition, Map<TopicPartition, StoredOffset> stored) {
        StoredOffset own = stored.get(partition);
        if (own != null && own.shape() != null) {
            return own.shape();
        }
        return stored.entrySet().stream()
                .filter(entry -> entry.getKey().topic().equals(partition.topic()))
                .map(entry -> entry.getValue().shape())
                .filter(Objects::nonNull)
                .max(Comparator.comparingInt(TopicShape::partitions))
                .orElseGet(() -> new TopicShape(count(partition.topic()), matching()));
    }

    private @Nullable String matching() {
        return strategy.subscription() instanceof Subscription.Matching ? TopicShape.hash(topics.keySet()) : null;
    }

    private int count(String topic) {
        return Objects.requireNonNull(topics.get(topic)).partitions().size();
    }

    private Optional<TopicPartitionInfo> info(TopicPartition partition) {
        return Optional.ofNullable(topics.get(partition.topic()))
                .flatMap(topic -> topic.partitions().stream()
                        .filter(info -> info.partition() == partition.partition())
                        .findFirst());
    }

    private String fault(TopicPartition partition) {
        if (!isSubscribed(partition.topic())) {
            return "%s is not the stream's, which reads %s".formatted(partition, strategy.subscription());
        }
        if (!topics.containsKey(partition.topic())) {
            return "%s does not exist: there is no topic %s".formatted(partition, partition.topic());
        }
        if (info(partition).isEmpty()) {
            return "%s does not exist: topic %s has the partitions 0 to %d"
                    .formatted(partition, partition.topic(), count(partition.topic()) - 1);
        }
        return "%s is not the stream's, whose consumer strategy %s leaves it out".formatted(partition, strategy.type());
    }

    private boolean isSubscribed(String topic) {
        return strategy.subscription() instanceof Subscription.Topics named
                ? named.topics().contains(topic)
                : ((Subscription.Matching) strategy.subscription()).matches(topic);
    }
}
