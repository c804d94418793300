/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.directstream.testing.ManualClock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;

class TopicIdsTests extends BrokerTest {

    private final ManualClock clock = new ManualClock();

    private final TopicIds ids = new TopicIds(topics::admin, clock);

    private final Set<TopicPartition> madeAgain = ConcurrentHashMap.newKeySet();

    @Test
    void topicsThatDoNotExistHaveNone() {
        String topic = topics.create(1);

        Map<String, Uuid> found = find(topic, "nowhere");

        assertThat(found).containsOnlyKeys(topic);
        assertThat(ids.known(topic)).isEqualTo(found.get(topic));
        assertThat(ids.known("nowhere")).isNull();
    }

    @Test
    void whereNobodyWantsToKnowNobodyIsAsked() {
        assertThat(new TopicIds(null, clock).of(Set.of("orders")).toCompletableFuture())
                .isCompletedWithValue(Map.of());
    }

    @Test
    void aTopicThatIsMadeAgainIsToldWithinHalfAMinute() {
        String other = topics.create(1);
        String topic = topics.create(2);
        Map<TopicPartition, Uuid> began = Map.of(
                new TopicPartition(topic, 0), find(topic).get(topic),
                new TopicPartition(topic, 1), find(topic).get(topic),
                new TopicPartition(other, 0), find(other).get(other));
        topics.delete(topic);
        await().until(() -> !topics.names().contains(topic));
        topics.create(topic, 2);

        clock.advance(Duration.ofSeconds(29));
        ids.look(() -> began, madeAgain::addAll);
        assertThat(madeAgain).as("not yet asked").isEmpty();

        clock.advance(Duration.ofSeconds(1));
        ids.look(() -> began, madeAgain::addAll);
        await().untilAsserted(() -> assertThat(madeAgain)
                .containsExactlyInAnyOrder(new TopicPartition(topic, 0), new TopicPartition(topic, 1)));
    }

    private Map<String, Uuid> find(String... names) {
        return ids.of(Set.of(names))
                .toCompletableFuture()
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
    }
}
