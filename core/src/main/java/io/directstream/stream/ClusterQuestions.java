/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import io.directstream.strategy.ConsumerStrategy;
import io.directstream.strategy.Subscription;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.DescribeConsumerGroupsOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/** What the brokers know of a stream's group, topics and logs; each answer with a deadline. */
final class ClusterQuestions {

    private final Admin admin;

    private final IsolationLevel isolation;

    private final Patience patience;

    ClusterQuestions(Admin admin, IsolationLevel isolation, Patience patience) {
        this.admin = admin;
        this.isolation = isolation;
        this.patience = patience;
    }

    /** Who is in the group, as far as it exists: member id and host. */
    List<String> members(String group) {
        KafkaFuture<ConsumerGroupDescription> described = Objects.requireNonNull(admin.describeConsumerGroups(
                        List.of(group), new DescribeConsumerGroupsOptions().timeoutMs(patience.remainingMs()))
                .describedGroups()
                .get(group));
        ConsumerGroupDescription description = patience.await(
                "the members of group " + group, existing(described, List.of(GroupIdNotFoundException.class)));
        return (description == null)
                ? List.of()
                : description.members().stream()
                        .map(member -> member.consumerId() + " at " + member.host())
                        .sorted()
                        .toList();
    }

    /** The existing ones of the topics that the stream reads, by name. */
    Map<String, TopicDescription> topics(ConsumerStrategy strategy) {
        Map<String, KafkaFuture<TopicDescription>> asked = admin.describeTopics(
                        names(strategy.subscription()), new DescribeTopicsOptions().timeoutMs(patience.remainingMs()))
                .topicNameValues();
        Map<String, TopicDescription> topics = new HashMap<>();
        asked.forEach((name, answer) -> {
            TopicDescription topic = patience.await(
                    "topic " + name,
                    existing(answer, List.of(UnknownTopicOrPartitionException.class, InvalidTopicException.class)));
            if (topic != null) {
                topics.put(name, topic);
            }
        });
        return topics;
    }

    /** What the group committed, so far; there may be open transactions that still commit. */
    Map<TopicPartition, OffsetAndMetadata> committed(String group) {
        Map<TopicPartition, OffsetAndMetadata> answer = patience.await(
                "the committed offsets of group " + group,
                admin.listConsumerGroupOffsets(
                                group, new ListConsumerGroupOffsetsOptions().timeoutMs(patience.remainingMs()))
                        .partitionsToOffsetAndMetadata()
                        .toCompletionStage());
        Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>(answer);
        committed.values().removeIf(Objects::isNull);
        return committed;
    }

    /** What the logs of these partitions hold; all of them have leaders. */
    Map<TopicPartition, LogBounds> logs(Collection<TopicPartition> partitions) {
        Map<TopicPartition, Long> begins = offsets(partitions, OffsetSpec.earliest());
        Map<TopicPartition, Long> ends = offsets(partitions, OffsetSpec.latest());
        return partitions.stream()
                .collect(Collectors.toMap(
                        Function.identity(),
                        partition ->
                                new LogBounds(begins.getOrDefault(partition, 0L), ends.getOrDefault(partition, 0L))));
    }

    /** An offset of each partition; negative where a log has none that answers. Asked only of partitions with leaders. */
    Map<TopicPartition, Long> offsets(Collection<TopicPartition> partitions, OffsetSpec spec) {
        if (partitions.isEmpty()) {
            return Map.of();
        }
        ListOffsetsResult answer = admin.listOffsets(
                partitions.stream().collect(Collectors.toMap(Function.identity(), partition -> spec)),
                new ListOffsetsOptions(isolation).timeoutMs(patience.remainingMs()));
        return patience
                .await(
                        "the log offsets of %d partitions".formatted(partitions.size()),
                        answer.all().toCompletionStage())
                .entrySet()
                .stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().offset()));
    }

    /** An offset of each partition as far as brokers answer within the given time; each of them is asked alone. */
    LeaderOffsets.Answer<Long> offsetsOfEach(Collection<TopicPartition> partitions, OffsetSpec spec, Duration most) {
        LeaderOffsets.Answer<Long> answer = new LeaderOffsets.Answer<>(new HashMap<>(), new HashMap<>());
        if (!partitions.isEmpty()) {
            int timeoutMs = (int) patience.atMost(most).toMillis();
            ListOffsetsResult asked = admin.listOffsets(
                    partitions.stream().collect(Collectors.toMap(Function.identity(), partition -> spec)),
                    new ListOffsetsOptions(isolation).timeoutMs(timeoutMs));
            for (TopicPartition partition : partitions) {
                try {
                    long offset = patience.await(
                                    "the log", asked.partitionResult(partition).toCompletionStage())
                            .offset();
                    answer.found().put(partition, offset);
                } catch (OffsetMoveException unknown) {
                    answer.unanswered().put(partition, String.valueOf(unknown.getMessage()));
                }
            }
        }
        return answer;
    }

    private Collection<String> names(Subscription subscription) {
        if (subscription instanceof Subscription.Topics named) {
            return named.topics();
        }
        Subscription.Matching matching = (Subscription.Matching) subscription;
        Set<String> all = patience.await(
                "the names of topics",
                admin.listTopics(new ListTopicsOptions().timeoutMs(patience.remainingMs()))
                        .names()
                        .toCompletionStage());
        return new ArrayList<>(all.stream().filter(matching::matches).toList());
    }

    /** An answer that is null where one of these says that there is no such thing. */
    private static <T> CompletionStage<@Nullable T> existing(
            KafkaFuture<T> answer, List<Class<? extends Exception>> missing) {
        CompletableFuture<@Nullable T> known = new CompletableFuture<>();
        answer.whenComplete((found, failure) -> {
            Throwable cause =
                    failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
            if (cause == null) {
                known.complete(found);
            } else if (missing.stream().anyMatch(type -> type.isInstance(cause))) {
                known.complete(null);
            } else {
                known.completeExceptionally(cause);
            }
        });
        return known;
    }
}
