/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.read;

import io.directstream.StreamClock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Asks the brokers what their logs hold, all questions together within one time. Kafka answers for all partitions or for
 * none: those without a leader are left out, and each broker is asked for what it leads alone. The consumer is assigned what
 * it asks for.
 */
final class LogQuestions {

    /** Enough to tell why something else failed. */
    static final Duration BRIEFLY = Duration.ofMillis(500);

    private final Consumer<?, ?> consumer;

    private final StreamClock clock;

    private final Duration timeout;

    private final long deadline;

    private final Map<String, TopicAnswer> topics = new HashMap<>();

    LogQuestions(Consumer<?, ?> consumer, StreamClock clock, Duration timeout) {
        this.consumer = consumer;
        this.clock = clock;
        this.timeout = timeout;
        this.deadline = clock.nanoTime() + timeout.toNanos();
    }

    /** What is known of the log of one partition. */
    LogState look(TopicPartition partition) {
        return Objects.requireNonNull(look(Set.of(partition)).get(partition));
    }

    /** Whether the brokers say that there is no such partition; what the client knows already is not asked. */
    boolean isAbsent(TopicPartition partition) {
        TopicAnswer topic = topic(partition.topic());
        return !topic.partitions().containsKey(partition.partition()) && topic.missing() instanceof LogState.Absent;
    }

    /** What is known of the log of each of the partitions. */
    Map<TopicPartition, LogState> look(Set<TopicPartition> partitions) {
        Map<TopicPartition, LogState> found = new HashMap<>();
        Map<Node, Set<TopicPartition>> led = new HashMap<>();
        for (TopicPartition partition : partitions) {
            TopicAnswer topic = topic(partition.topic());
            PartitionInfo info = topic.partitions().get(partition.partition());
            if (info == null) {
                found.put(partition, topic.missing());
            } else if (info.leader() == null || info.leader().isEmpty()) {
                found.put(partition, new LogState.Unanswered("partition " + partition + " has no leader"));
            } else {
                led.computeIfAbsent(info.leader(), key -> new HashSet<>()).add(partition);
            }
        }
        int left = led.size();
        for (Map.Entry<Node, Set<TopicPartition>> entry : led.entrySet()) {
            found.putAll(bounds(entry.getKey(), entry.getValue(), share(left--)));
        }
        return found;
    }

    /** The numbers of a topic's partitions; empty if it has none, or nobody answers. */
    Set<Integer> partitions(String topic) {
        return topic(topic).partitions().keySet();
    }

    /** What is to be said of a topic without partitions. */
    LogState missing(String topic) {
        return topic(topic).missing();
    }

    /**
     * The first offsets whose records are not older than the given time, as far as the logs have such records. Asked only of
     * partitions whose logs are known.
     *
     * @throws TimeoutException if not all brokers answer
     */
    Map<TopicPartition, Long> notBefore(Set<TopicPartition> partitions, long epochMillis) {
        Map<TopicPartition, Long> times = new HashMap<>();
        partitions.forEach(partition -> times.put(partition, epochMillis));
        Map<TopicPartition, Long> offsets = new HashMap<>();
        consumer.assign(partitions);
        consumer.offsetsForTimes(times, share(1)).forEach((partition, answer) -> {
            if (answer != null) {
                offsets.put(partition, answer.offset());
            }
        });
        return offsets;
    }

    private TopicAnswer topic(String topic) {
        TopicAnswer known = topics.get(topic);
        if (known == null) {
            known = ask(topic);
            topics.put(topic, known);
        }
        return known;
    }

    private TopicAnswer ask(String topic) {
        try {
            List<PartitionInfo> infos = consumer.partitionsFor(topic, share(1));
            if (infos == null || infos.isEmpty()) {
                return TopicAnswer.none(new LogState.Absent("topic " + topic + " does not exist"));
            }
            Map<Integer, PartitionInfo> partitions = new TreeMap<>();
            infos.forEach(info -> partitions.put(info.partition(), info));
            return new TopicAnswer(
                    partitions,
                    new LogState.Absent("topic %s has the partitions %s only".formatted(topic, partitions.keySet())));
        } catch (InvalidTopicException | AuthorizationException refused) {
            return TopicAnswer.none(new LogState.Absent(
                    "topic %s cannot be read: %s".formatted(topic, String.valueOf(refused.getMessage()))));
        } catch (TimeoutException silence) {
            return TopicAnswer.none(new LogState.Unanswered(
                    "no broker answered within %d ms for topic %s".formatted(timeout.toMillis(), topic)));
        }
    }

    private Map<TopicPartition, LogState> bounds(Node leader, Set<TopicPartition> partitions, Duration time) {
        Map<TopicPartition, LogState> found = new HashMap<>();
        // Kafka's client warns of each answer about a partition that it does not have.
        consumer.assign(partitions);
        try {
            Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions, time);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, time);
            for (TopicPartition partition : partitions) {
                found.put(
                        partition,
                        new LogState.Known(new PartitionBounds(
                                Objects.requireNonNull(begins.get(partition)),
                                Objects.requireNonNull(ends.get(partition)))));
            }
        } catch (TimeoutException silence) {
            LogState silent = new LogState.Unanswered("broker %s did not answer in time".formatted(leader));
            partitions.forEach(partition -> found.put(partition, silent));
        }
        return found;
    }

    /** The time for one of so many questions that are still to be asked; never more than the whole. */
    private Duration share(int questions) {
        return Duration.ofNanos(Math.max(0, deadline - clock.nanoTime()) / questions);
    }

    /**
     * What the brokers say of a topic.
     *
     * @param partitions its partitions by number
     * @param missing what is to be said of any other
     */
    private record TopicAnswer(Map<Integer, PartitionInfo> partitions, LogState missing) {

        private static TopicAnswer none(LogState missing) {
            return new TopicAnswer(Map.of(), missing);
        }
    }
}
