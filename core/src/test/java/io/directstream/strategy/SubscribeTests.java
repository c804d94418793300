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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class SubscribeTests {

    private static final TopicPartition ORDERS_0 = new TopicPartition("orders", 0);

    private static final TopicPartition ORDERS_1 = new TopicPartition("orders", 1);

    @Test
    void subscribesToItsTopicsAndReadsAllTheirPartitions() {
        ConsumerStrategy strategy = ConsumerStrategies.subscribe(List.of("orders", "returns"));

        assertThat(strategy.subscription()).isEqualTo(new Subscription.Topics(Set.of("orders", "returns")));
        assertThat(strategy.accepts(ORDERS_1)).isTrue();
        assertThat(strategy.consumerProperties()).isEmpty();
        assertThat(strategy.type()).isEqualTo("Subscribe");
        assertThat(strategy).hasToString("Subscribe(topics [orders, returns])");
    }

    @Test
    void aTopicNamedTwiceIsReadOnce() {
        assertThat(ConsumerStrategies.subscribe(List.of("orders", "orders")).subscription())
                .isEqualTo(new Subscription.Topics(Set.of("orders")));
    }

    @Test
    void tellsStartingPositionsOnlyOfThePartitionsAskedFor() {
        StartingPosition noon = StartingPosition.timestamp(Instant.parse("2026-11-01T12:00:00Z"));
        ConsumerStrategy strategy = ConsumerStrategies.subscribe(
                List.of("orders"), Map.of(), Map.of(ORDERS_0, StartingPosition.offset(42), ORDERS_1, noon));

        assertThat(strategy.startingPositions(Set.of(ORDERS_1, new TopicPartition("orders", 2))))
                .isEqualTo(Map.of(ORDERS_1, noon));
        assertThat(strategy.startingPositions(Set.of())).isEmpty();
    }

    @Test
    void keepsWhatItWasMadeWithWhateverHappensToTheArguments() {
        List<String> topics = new ArrayList<>(List.of("orders"));
        Map<String, Object> properties = new HashMap<>(Map.of("client.rack", "a"));
        Map<TopicPartition, StartingPosition> positions = new HashMap<>(Map.of(ORDERS_0, StartingPosition.offset(1)));
        ConsumerStrategy strategy = ConsumerStrategies.subscribe(topics, properties, positions);

        topics.clear();
        properties.clear();
        positions.clear();

        assertThat(strategy.subscription()).isEqualTo(new Subscription.Topics(Set.of("orders")));
        assertThat(strategy.consumerProperties()).isEqualTo(Map.of("client.rack", "a"));
        assertThat(strategy.startingPositions(Set.of(ORDERS_0))).hasSize(1);
    }

    @Test
    void withoutTopicsItIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConsumerStrategies.subscribe(List.of()))
                .withMessage("topics is empty; name at least one topic");
    }

    @Test
    void aBlankTopicIsRefusedAmongTheOthers() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConsumerStrategies.subscribe(List.of("orders", " ")))
                .withMessageStartingWith("topics holds a blank name: ")
                .withMessageContaining("'orders'")
                .withMessageContaining("' '");
    }

    @Test
    void aStartingPositionOutsideOfTheTopicsIsRefused() {
        Map<TopicPartition, StartingPosition> elsewhere =
                Map.of(new TopicPartition("retruns", 4), StartingPosition.offset(0));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConsumerStrategies.subscribe(List.of("orders", "returns"), Map.of(), elsewhere))
                .withMessage("starting position given for retruns-4, which is not among the topics [orders, returns]; "
                        + "add the topic or remove the position");
    }
}
