/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import io.directstream.StreamClock;
import io.directstream.consumer.Failures;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.jspecify.annotations.Nullable;

/**
 * Asks for offsets of partitions, so that one of them, or one broker, does not keep the others' answers. Kafka answers such
 * a question for all partitions or for none: those without a leader are left out first, and if no answer comes, each broker
 * is asked alone. A broker that was silent is left out for some seconds, for longer each time, and then asked apart from
 * the others. Runs on the member's thread, which a call holds up for about two seconds at most.
 */
final class LeaderOffsets {

    private static final Duration TIMEOUT = Duration.ofSeconds(1);

    private static final long MOST_NANOS = TimeUnit.SECONDS.toNanos(2);

    private static final long FIRST_SILENCE_NANOS = TimeUnit.SECONDS.toNanos(5);

    private static final long LONGEST_SILENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final StreamClock clock;

    private final Map<Node, Silence> silences = new HashMap<>();

    LeaderOffsets(StreamClock clock) {
        this.clock = clock;
    }

    /** Asks the question for as many of the partitions as can be asked. Failures of another kind than silence are thrown. */
    <T> Answer<T> ask(Consumer<?, ?> consumer, Set<TopicPartition> partitions, Question<T> question) {
        Round<T> round = new Round<>(consumer, question);
        round.run(partitions);
        return round.answer;
    }

    /**
     * A question to the brokers about all the given partitions.
     *
     * @param <T> what is told of a partition
     */
    @FunctionalInterface
    interface Question<T> {

        Map<TopicPartition, T> ask(Consumer<?, ?> consumer, Set<TopicPartition> partitions, Duration timeout);
    }

    /**
     * What was told.
     *
     * @param found what the brokers said
     * @param unanswered the other partitions, and why nothing is known of them
     */
    record Answer<T>(Map<TopicPartition, T> found, Map<TopicPartition, String> unanswered) {

        /** Why something is not known, on one line; null if everything is. */
        @Nullable
        String problem() {
            if (unanswered.isEmpty()) {
                return null;
            }
            Map<String, Set<String>> reasons = new TreeMap<>();
            unanswered.forEach((partition, reason) ->
                    reasons.computeIfAbsent(reason, key -> new TreeSet<>()).add(partition.toString()));
            return String.join(
                    "; ",
                    reasons.entrySet().stream()
                            .map(entry -> entry.getKey() + ": " + few(entry.getValue()))
                            .toList());
        }

        private static String few(Set<String> partitions) {
            int most = 5;
            List<String> first = partitions.stream().limit(most).toList();
            return partitions.size() <= most
                    ? String.join(", ", first)
                    : String.join(", ", first) + " and " + (partitions.size() - most) + " more";
        }
    }

    /** How long a broker is left out, and until when. */
    private record Silence(long until, long nanos) {}

    /** One question and what came of it. */
    private final class Round<T> {

        private final Consumer<?, ?> consumer;

        private final Question<T> question;

        private final Answer<T> answer = new Answer<>(new HashMap<>(), new HashMap<>());

        private final long deadline = clock.nanoTime() + MOST_NANOS;

        private Round(Consumer<?, ?> consumer, Question<T> question) {
            this.consumer = consumer;
            this.question = question;
        }

        private void run(Set<TopicPartition> partitions) {
            Map<Node, Set<TopicPartition>> led = byLeader(partitions);
            Map<Node, Set<TopicPartition>> apart = new HashMap<>();
            silences.forEach((node, silence) -> {
                Set<TopicPartition> left = led.remove(node);
                if (left != null && clock.nanoTime() - silence.until() < 0) {
                    unanswered(left, "broker " + node + " does not answer");
                } else if (left != null) {
                    apart.put(node, left);
                }
            });
            if (!isAnswered(all(led))) {
                // The metadata may be newer by now: a topic is gone, or a leader moved.
                Map<Node, Set<TopicPartition>> now = byLeader(all(led));
                if (now.equals(led) || !isAnswered(all(now))) {
                    findSilent(now);
                }
            }
            askEach(apart);
        }

        private void findSilent(Map<Node, Set<TopicPartition>> led) {
            if (led.size() == 1) {
                led.forEach(this::silent);
            } else {
                askEach(led);
            }
        }

        private void askEach(Map<Node, Set<TopicPartition>> led) {
            led.forEach((node, partitions) -> {
                if (clock.nanoTime() - deadline >= 0) {
                    unanswered(partitions, "broker " + node + " was not asked, because another one did not answer");
                } else if (isAnswered(partitions)) {
                    silences.remove(node);
                } else {
                    silent(node, partitions);
                }
            });
        }

        private boolean isAnswered(Set<TopicPartition> partitions) {
            if (partitions.isEmpty()) {
                return true;
            }
            try {
                answer.found().putAll(question.ask(consumer, partitions, TIMEOUT));
                return true;
            } catch (TopicAuthorizationException refused) {
                Set<TopicPartition> others = new HashSet<>(partitions);
                others.removeIf(partition -> refused.unauthorizedTopics().contains(partition.topic()));
                if (others.size() == partitions.size()) {
                    throw refused;
                }
                Set<TopicPartition> unreadable = new HashSet<>(partitions);
                unreadable.removeAll(others);
                unanswered(unreadable, Failures.describe(refused));
                return isAnswered(others);
            } catch (TimeoutException silence) {
                return false;
            }
        }

        private Map<Node, Set<TopicPartition>> byLeader(Set<TopicPartition> partitions) {
            Map<String, Map<Integer, PartitionInfo>> topics = new HashMap<>();
            Map<Node, Set<TopicPartition>> led = new HashMap<>();
            for (TopicPartition partition : partitions) {
                Map<Integer, PartitionInfo> infos = topics.computeIfAbsent(partition.topic(), this::infos);
                PartitionInfo info = infos.get(partition.partition());
                if (info == null) {
                    unanswered(Set.of(partition), "the brokers do not know the partition");
                } else if (info.leader() == null || info.leader().isEmpty()) {
                    unanswered(Set.of(partition), "the partition has no leader");
                } else {
                    led.computeIfAbsent(info.leader(), key -> new HashSet<>()).add(partition);
                }
            }
            return led;
        }

        private Map<Integer, PartitionInfo> infos(String topic) {
            Map<Integer, PartitionInfo> infos = new HashMap<>();
            if (clock.nanoTime() - deadline >= 0) {
                return infos;
            }
            try {
                List<PartitionInfo> told = consumer.partitionsFor(topic, TIMEOUT);
                if (told != null) {
                    told.forEach(info -> infos.put(info.partition(), info));
                }
            } catch (TimeoutException | TopicAuthorizationException unknown) {
                return infos;
            }
            return infos;
        }

        private void silent(Node node, Set<TopicPartition> partitions) {
            Silence last = silences.get(node);
            long nanos = last == null ? FIRST_SILENCE_NANOS : Math.min(2 * last.nanos(), LONGEST_SILENCE_NANOS);
            silences.put(node, new Silence(clock.nanoTime() + nanos, nanos));
            unanswered(partitions, "broker " + node + " does not answer");
        }

        private void unanswered(Set<TopicPartition> partitions, String reason) {
            partitions.forEach(partition -> answer.unanswered().put(partition, reason));
        }

        private static Set<TopicPartition> all(Map<Node, Set<TopicPartition>> led) {
            Set<TopicPartition> all = new HashSet<>();
            led.values().forEach(all::addAll);
            return all;
        }
    }
}
