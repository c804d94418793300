/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class ConsumerStrategyTests {

    private static final TopicPartition PARTITION = new TopicPartition("orders", 0);

    @Test
    void oneOfTheUsersOwnNeedsNoMoreThanASubscription() {
        ConsumerStrategy own = new Newest();

        assertThat(own.accepts(PARTITION)).isTrue();
        assertThat(own.consumerProperties()).isEmpty();
        assertThat(own.startingPositions(Set.of(PARTITION))).isEmpty();
        assertThat(own.type()).isEqualTo("Newest");
    }

    @Test
    void oneWithoutANameOfItsOwnIsShownWithThatOfItsClass() {
        ConsumerStrategy anonymous = new ConsumerStrategy() {
            @Override
            public Subscription subscription() {
                return new Subscription.Topics(Set.of("orders"));
            }
        };

        assertThat(anonymous.type()).isEqualTo(ConsumerStrategyTests.class.getName() + "$1");
    }

    private static final class Newest extends ConsumerStrategy {

        @Override
        public Subscription subscription() {
            return new Subscription.Topics(Set.of("orders"));
        }
    }
}
