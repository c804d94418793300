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
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class AssignTests {

    private static final TopicPartition ORDERS_0 = new TopicPartition("orders", 0);

    private static final TopicPartition ORDERS_3 = new TopicPartition("orders", 3);

    private static final TopicPartition RETURNS_1 = new TopicPartition("returns", 1);

    @Test
    void subscribesToTheTopicsOfItsPartitionsAndReadsNoOtherPartition() {
        ConsumerStrategy strategy = ConsumerStrategies.assign(List.of(RETURNS_1, ORDERS_3, ORDERS_0));

        assertThat(strategy.subscription()).isEqualTo(new Subscription.Topics(Set.of("orders", "returns")));
        assertThat(strategy.accepts(ORDERS_3)).isTrue();
        assertThat(strategy.accepts(new TopicPartition("orders", 1))).isFalse();
        assertThat(strategy.accepts(new TopicPartition("other", 0))).isFalse();
        assertThat(strategy.consumerProperties()).isEmpty();
        assertThat(strategy.type()).isEqualTo("Assign");
        assertThat(strategy).hasToString("Assign([orders-0, orders-3, returns-1])");
        assertThat(strategy)
                .isInstanceOfSatisfying(
                        Assign.class,
                        assign -> assertThat(assign.partitions()).containsOnly(ORDERS_0, ORDERS_3, RETURNS_1));
    }

    @Test
    void aPartitionListedTwiceIsReadOnce() {
        assertThat(ConsumerStrategies.assign(List.of(ORDERS_0, new TopicPartition("orders", 0))))
                .hasToString("Assign([orders-0])");
    }

    @Test
    void tellsStartingPositionsOnlyOfThePartitionsAskedFor() {
        StartingPosition noon = StartingPosition.timestamp(Instant.parse("2026-11-01T12:00:00Z"));
        ConsumerStrategy strategy = ConsumerStrategies.assign(
                List.of(ORDERS_0, ORDERS_3), Map.of(), Map.of(ORDERS_0, StartingPosition.offset(42), ORDERS_3, noon));

        assertThat(strategy.startingPositions(Set.of(ORDERS_3, RETURNS_1))).isEqualTo(Map.of(ORDERS_3, noon));
        assertThat(strategy.startingPositions(Set.of())).isEmpty();
    }

    @Test
    void keepsWhatItWasMadeWithWhateverHappensToTheArguments() {
        List<TopicPartition> partitions = new ArrayList<>(List.of(ORDERS_0));
        ConsumerStrategy strategy = ConsumerStrategies.assign(partitions, Map.of("client.rack", "a"));

        partitions.clear();

        assertThat(strategy.accepts(ORDERS_0)).isTrue();
        assertThat(strategy.consumerProperties()).isEqualTo(Map.of("client.rack", "a"));
    }

    @Test
    void withoutPartitionsItIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConsumerStrategies.assign(List.of()))
                .withMessage("partitions is empty; name at least one partition");
    }

    @Test
    void aNegativePartitionIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConsumerStrategies.assign(List.of(ORDERS_0, new TopicPartition("orders", -1))))
                .withMessage("partitions holds number -1 of topic orders; partitions count from 0");
    }

    @Test
    void aBlankTopicIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConsumerStrategies.assign(List.of(new TopicPartition(" ", 0))))
                .withMessage("topics holds a blank name: ' '");
    }

    @Test
    void aStartingPositionOfAPartitionThatIsNotListedIsRefused() {
        Map<TopicPartition, StartingPosition> elsewhere = Map.of(RETURNS_1, StartingPosition.offset(0));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConsumerStrategies.assign(List.of(ORDERS_3, ORDERS_0), Map.of(), elsewhere))
                .withMessage(
                        "starting position given for returns-1, which is not among the partitions [orders-0, orders-3]; "
                                + "add the partition or remove the position");
    }
}
