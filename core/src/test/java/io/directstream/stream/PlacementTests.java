/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import static io.directstream.testing.StreamHarness.options;
import static org.assertj.core.api.Assertions.assertThat;

import io.directstream.assignor.PlacedBy;
import io.directstream.strategy.ConsumerStrategies;
import io.directstream.strategy.ConsumerStrategy;
import io.directstream.strategy.Location;
import io.directstream.strategy.LocationStrategies;
import io.directstream.strategy.LocationStrategy;
import io.directstream.testing.Deliveries;
import io.directstream.testing.StreamHarness;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class PlacementTests extends BrokerTest {

    private static final Location NODE_A = new Location("node-a", null);

    private static final Location NODE_B = new Location("node-b", null);

    private final Deliveries deliveries = new Deliveries();

    @Test
    void aFixedMapIsObeyedAndShownAsTheReason() {
        String topic = topics.create(5);
        LocationStrategy fixed = LocationStrategies.preferFixed(
                Map.of(of(topic, 0), "node-a", of(topic, 1), "node-a", of(topic, 2), "node-a"));

        try (var a = start(subscribe(topic), fixed, NODE_A, Map.of());
                var b = start(subscribe(topic), fixed, NODE_B, Map.of())) {
            await().until(() -> numbers(a).equals(Set.of(0, 1, 2)) && numbers(b).equals(Set.of(3, 4)));

            await().untilAsserted(
                            () -> assertThat(a.snapshot().placedBy().values()).containsOnly(PlacedBy.FIXED));
            assertThat(b.snapshot().placedBy().values()).containsOnly(PlacedBy.BALANCE);
            assertThat(b.snapshot().placedBy()).hasSize(2);
        }
    }

    @Test
    void aStaticMemberThatCameBackOnAnotherHostGetsThePartitionsOfThatHost() {
        String topic = topics.create(2);
        LocationStrategy fixed = LocationStrategies.preferFixed(Map.of(of(topic, 0), "node-a", of(topic, 1), "node-b"));
        Map<String, Object> pod0 = Map.of(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, "pod-0");
        Map<String, Object> pod1 = Map.of(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, "pod-1");
        try (var first = start(subscribe(topic), fixed, NODE_A, pod0);
                var second = start(subscribe(topic), fixed, NODE_B, pod1)) {
            await().until(() ->
                    numbers(first).equals(Set.of(0)) && numbers(second).equals(Set.of(1)));
        }
        assertThat(topics.members(group)).as("static members stay").isEqualTo(2);

        try (var first = start(subscribe(topic), fixed, NODE_B, pod0);
                var second = start(subscribe(topic), fixed, NODE_A, pod1)) {
            await().until(() ->
                    numbers(first).equals(Set.of(1)) && numbers(second).equals(Set.of(0)));
        }
    }

    @Test
    void instancesShareAssignedPartitionsAndNobodyHasOthers() {
        String topic = topics.create(6);
        topics.fill(topic, 6, 3);
        ConsumerStrategy assign =
                ConsumerStrategies.assign(Set.of(of(topic, 0), of(topic, 1), of(topic, 2), of(topic, 5)));

        try (var a = start(assign, LocationStrategies.preferConsistent(), NODE_A, Map.of());
                var b = start(assign, LocationStrategies.preferConsistent(), NODE_B, Map.of())) {
            await().until(() -> numbers(a).size() == 2 && numbers(b).size() == 2);
            await().until(() -> deliveries.count() == 12);
        }

        assertThat(deliveries.offsets().keySet())
                .containsExactlyInAnyOrder(of(topic, 0), of(topic, 1), of(topic, 2), of(topic, 5));
        assertThat(topics.committed(group).keySet()).doesNotContain(of(topic, 3), of(topic, 4));
    }

    @Test
    void aGracefulHandoverIsShownWithItsDuration() {
        String topic = topics.create(4);

        try (var first = start(subscribe(topic), LocationStrategies.preferConsistent(), NODE_A, Map.of())) {
            await().until(() -> first.assignment().size() == 4);
            assertThat(first.snapshot().lastHandover()).isNull();
            try (var second = start(subscribe(topic), LocationStrategies.preferConsistent(), NODE_B, Map.of())) {
                await().until(() -> second.assignment().size() == 2);

                Handover handover = first.snapshot().lastHandover();
                assertThat(handover).isNotNull();
                assertThat(handover.outcome()).isEqualTo(Handover.Outcome.COMPLETE);
                assertThat(handover.partitions()).isEqualTo(2);
                assertThat(handover.duration()).isLessThan(Duration.ofSeconds(20));
            }
        }
    }

    private DirectStream<String, String> start(
            ConsumerStrategy strategy, LocationStrategy location, Location at, Map<String, Object> properties) {
        DirectStream<String, String> stream = DirectStream.create(
                options(group),
                StreamHarness.definition(strategy, location, at, deliveries),
                streams.services(options(group), properties));
        stream.start();
        return stream;
    }

    private static Set<Integer> numbers(DirectStream<?, ?> stream) {
        return stream.assignment().stream().map(TopicPartition::partition).collect(Collectors.toSet());
    }

    private static ConsumerStrategy subscribe(String topic) {
        return ConsumerStrategies.subscribe(List.of(topic));
    }

    private static TopicPartition of(String topic, int partition) {
        return new TopicPartition(topic, partition);
    }
}
