/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubscribePatternTests {

    private static final Pattern PAT = Pattern.compile("pat\\d");

    private static final TopicPartition PAT1_0 = new TopicPartition("pat1", 0);

    private static final TopicPartition PAT2_0 = new TopicPartition("pat2", 0);

    @Test
    void readsEveryPartitionOfTheTopicsThatMatch() {
        ConsumerStrategy strategy = ConsumerStrategies.subscribePattern(PAT);

        assertThat(strategy.subscription()).isInstanceOfSatisfying(Subscription.Matching.class, matching -> {
            assertThat(matching.matches("pat1")).isTrue();
            assertThat(matching).hasToString("topics matching 'pat\\d'");
        });
        assertThat(strategy.accepts(new TopicPartition("pat1", 7))).isTrue();
        assertThat(strategy.consumerProperties()).isEmpty();
        assertThat(strategy.type()).isEqualTo("SubscribePattern");
        assertThat(strategy).hasToString("SubscribePattern(pat\\d)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pat12", "apat1", "pat", "PAT1", ""})
    void theWholeNameMustMatch(String topic) {
        assertThat(new Subscription.Matching(PAT).matches(topic)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"__consumer_offsets", "__transaction_state", "__share_group_state"})
    void kafkasInternalTopicsNeverMatch(String topic) {
        Subscription.Matching everything = new Subscription.Matching(Pattern.compile(".*"));

        assertThat(everything.matches(topic)).isFalse();
        assertThat(everything.matches("__mine")).isTrue();
    }

    @Test
    void tellsStartingPositionsOnlyOfThePartitionsAskedFor() {
        StartingPosition noon = StartingPosition.timestamp(Instant.parse("2026-11-01T12:00:00Z"));
        ConsumerStrategy strategy = ConsumerStrategies.subscribePattern(
                PAT, Map.of(), Map.of(PAT1_0, StartingPosition.offset(42), PAT2_0, noon));

        assertThat(strategy.startingPositions(Set.of(PAT2_0, new TopicPartition("pat3", 0))))
                .isEqualTo(Map.of(PAT2_0, noon));
        assertThat(strategy.startingPositions(Set.of())).isEmpty();
    }

    @Test
    void keepsWhatItWasMadeWithWhateverHappensToTheArguments() {
        Map<String, Object> properties = new HashMap<>(Map.of("client.rack", "a"));
        Map<TopicPartition, StartingPosition> positions = new HashMap<>(Map.of(PAT1_0, StartingPosition.offset(1)));
        ConsumerStrategy strategy = ConsumerStrategies.subscribePattern(PAT, properties, positions);

        properties.clear();
        positions.clear();

        assertThat(strategy.consumerProperties()).isEqualTo(Map.of("client.rack", "a"));
        assertThat(strategy.startingPositions(Set.of(PAT1_0))).hasSize(1);
    }

    @Test
    void aStartingPositionOfATopicThatDoesNotMatchIsRefused() {
        Map<TopicPartition, StartingPosition> elsewhere =
                Map.of(new TopicPartition("other", 0), StartingPosition.offset(0));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConsumerStrategies.subscribePattern(PAT, Map.of(), elsewhere))
                .withMessage("starting position given for other-0, which is not among the topics matching 'pat\\d'; "
                        + "widen the pattern or remove the position");
    }
}
