/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.directstream.testing.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LeaderOffsetsTests {

    private static final TopicPartition A = new TopicPartition("a", 0);

    private static final TopicPartition B = new TopicPartition("b", 0);

    private static final TopicPartition C = new TopicPartition("c", 0);

    private static final Node ONE = new Node(1, "one", 9092);

    private static final Node TWO = new Node(2, "two", 9092);

    private static final Node THREE = new Node(3, "three", 9092);

    private static final String TWO_IS_SILENT = "broker two:9092 (id: 2 rack: null isFenced: false) does not answer";

    private final ManualClock clock = new ManualClock();

    private final LeaderOffsets offsets = new LeaderOffsets(clock);

    private final Brokers brokers = new Brokers();

    @BeforeEach
    void lead() {
        brokers.lead(A, ONE);
        brokers.lead(B, TWO);
        brokers.lead(C, THREE);
    }

    @Test
    void asksOnceForAllPartitions() {
        assertThat(ask(A, B, C).found()).isEqualTo(Map.of(A, 7L, B, 7L, C, 7L));
        assertThat(brokers.asked).containsExactly("a-0 b-0 c-0");
    }

    @Test
    void asksNothingOfNobody() {
        assertThat(ask().found()).isEmpty();
        assertThat(brokers.asked).isEmpty();
    }

    @Test
    @DisplayName("I9: a partition without a leader is left out with the reason")
    void aPartitionWithoutALeaderIsLeftOut() {
        brokers.lead(B, null);

        LeaderOffsets.Answer<Long> answer = ask(A, B);

        assertThat(answer.found()).isEqualTo(Map.of(A, 7L));
        assertThat(answer.unanswered()).isEqualTo(Map.of(B, "the partition has no leader"));
        assertThat(answer.problem()).isEqualTo("the partition has no leader: b-0");
        assertThat(brokers.asked).containsExactly("a-0");
    }

    @Test
    void aTopicThatTheBrokersDoNotKnowIsLeftOut() {
        TopicPartition gone = new TopicPartition("gone", 0);

        assertThat(ask(A, gone).unanswered()).isEqualTo(Map.of(gone, "the brokers do not know the partition"));
    }

    @Test
    @DisplayName("I9: when a broker does not answer the others are asked alone, and it is left out for five seconds")
    void aSilentBrokerIsLeftOut() {
        brokers.silent.add(TWO);

        assertThat(ask(A, B, C)).isEqualTo(new LeaderOffsets.Answer<>(Map.of(A, 7L, C, 7L), Map.of(B, TWO_IS_SILENT)));
        assertThat(brokers.asked).hasSize(4).contains("a-0", "b-0", "c-0");

        brokers.asked.clear();
        clock.advance(Duration.ofMillis(4_999));
        assertThat(ask(A, B, C).unanswered()).isEqualTo(Map.of(B, TWO_IS_SILENT));
        assertThat(brokers.asked).containsExactly("a-0 c-0");
    }

    @Test
    void aBrokerThatWasSilentIsAskedApartFromTheOthersUntilItAnswers() {
        brokers.silent.add(TWO);
        ask(A, B, C);
        brokers.silent.clear();
        brokers.asked.clear();

        clock.advance(Duration.ofSeconds(5));
        assertThat(ask(A, B, C).unanswered()).isEmpty();
        assertThat(brokers.asked).containsExactly("a-0 c-0", "b-0");

        ask(A, B, C);
        assertThat(brokers.asked).last().isEqualTo("a-0 b-0 c-0");
    }

    @Test
    void aBrokerThatStaysSilentIsAskedLessAndLessOften() {
        brokers.silent.add(TWO);
        ask(A, B);
        for (int seconds : List.of(5, 10, 20, 30, 30)) {
            brokers.asked.clear();
            clock.advance(Duration.ofSeconds(seconds).minusNanos(1));
            ask(A, B);
            assertThat(brokers.asked).containsExactly("a-0");
            clock.advance(Duration.ofNanos(1));
            ask(A, B);
            assertThat(brokers.asked).containsExactly("a-0", "a-0", "b-0");
        }
    }

    @Test
    void theOnlyBrokerIsNotAskedTwice() {
        brokers.silent.add(TWO);

        assertThat(ask(B).unanswered()).isEqualTo(Map.of(B, TWO_IS_SILENT));
        assertThat(brokers.asked).containsExactly("b-0");
    }

    @Test
    void aCallEndsAfterTwoSecondsThoughSeveralBrokersAreSilent() {
        brokers.silent.addAll(List.of(ONE, TWO, THREE));
        brokers.silenceTakes = Duration.ofSeconds(1);

        LeaderOffsets.Answer<Long> answer = ask(A, B, C);

        assertThat(brokers.asked).hasSize(2);
        assertThat(answer.unanswered()).hasSize(3);
        assertThat(answer.unanswered().values())
                .filteredOn(reason -> reason.endsWith("was not asked, because another one did not answer"))
                .hasSize(2);
    }

    @Test
    void aTopicThatWasDeletedMeanwhileIsNotItsBrokersFault() {
        brokers.deleteWhenAsked = B;

        LeaderOffsets.Answer<Long> answer = ask(A, B);

        assertThat(answer.found()).isEqualTo(Map.of(A, 7L));
        assertThat(answer.unanswered()).isEqualTo(Map.of(B, "the brokers do not know the partition"));
        assertThat(brokers.asked).containsExactly("a-0 b-0", "a-0");
    }

    @Test
    void aTopicThatMustNotBeReadDoesNotKeepTheOthersAnswers() {
        brokers.unauthorized = Set.of("b");

        LeaderOffsets.Answer<Long> answer = ask(A, B);

        assertThat(answer.found()).isEqualTo(Map.of(A, 7L));
        assertThat(answer.unanswered().get(B))
                .contains("TopicAuthorizationException")
                .contains("[b]");
    }

    @Test
    void anyOtherFailureIsThrown() {
        brokers.failure = new KafkaException("closed");

        assertThatExceptionOfType(KafkaException.class)
                .isThrownBy(() -> ask(A, B))
                .withMessage("closed");
    }

    @Test
    void theProblemNamesAFewPartitionsOfMany() {
        for (int partition = 0; partition < 8; partition++) {
            brokers.lead(new TopicPartition("d", partition), null);
        }
        Set<TopicPartition> many = brokers.leaders.keySet().stream()
                .filter(partition -> partition.topic().equals("d"))
                .collect(Collectors.toSet());

        assertThat(offsets.ask(brokers, many, Consumer::endOffsets).problem())
                .isEqualTo("the partition has no leader: d-0, d-1, d-2, d-3, d-4 and 3 more");
    }

    private LeaderOffsets.Answer<Long> ask(TopicPartition... partitions) {
        return offsets.ask(brokers, Set.of(partitions), Consumer::endOffsets);
    }

    /** Answers 7, or nothing if one of the leaders is silent. */
    private final class Brokers extends MockConsumer<byte[], byte[]> {

        private final Map<TopicPartition, @Nullable Node> leaders = new HashMap<>();

        private final Set<Node> silent = new HashSet<>();

        private final List<String> asked = new ArrayList<>();

        private Duration silenceTakes = Duration.ZERO;

        private Set<String> unauthorized = Set.of();

        @Nullable
        private TopicPartition deleteWhenAsked;

        @Nullable
        private RuntimeException failure;

        private Brokers() {
            super("none");
        }

        private void lead(TopicPartition partition, @Nullable Node leader) {
            leaders.put(partition, leader);
        }

        @Override
        public synchronized List<PartitionInfo> partitionsFor(String topic, Duration timeout) {
            return leaders.entrySet().stream()
                    .filter(entry -> entry.getKey().topic().equals(topic))
                    .map(entry -> new PartitionInfo(topic, entry.getKey().partition(), entry.getValue(), null, null))
                    .toList();
        }

        @Override
        public synchronized Map<TopicPartition, Long> endOffsets(
                Collection<TopicPartition> partitions, Duration timeout) {
            if (failure != null) {
                throw failure;
            }
            asked.add(String.join(
                    " ",
                    new TreeSet<>(
                            partitions.stream().map(TopicPartition::toString).toList())));
            if (partitions.stream().map(TopicPartition::topic).anyMatch(unauthorized::contains)) {
                throw new TopicAuthorizationException(unauthorized);
            }
            boolean deleted = deleteWhenAsked != null && partitions.contains(deleteWhenAsked);
            if (deleted) {
                leaders.remove(deleteWhenAsked);
            }
            if (deleted || partitions.stream().map(leaders::get).anyMatch(silent::contains)) {
                clock.advance(silenceTakes);
                throw new TimeoutException("no answer");
            }
            return partitions.stream().collect(Collectors.toMap(partition -> partition, partition -> 7L));
        }
    }
}
