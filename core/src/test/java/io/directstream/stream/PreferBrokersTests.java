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
import io.directstream.strategy.BrokerLocator;
import io.directstream.strategy.ConsumerStrategies;
import io.directstream.strategy.Location;
import io.directstream.strategy.LocationStrategies;
import io.directstream.testing.Deliveries;
import io.directstream.testing.KafkaCluster;
import io.directstream.testing.StreamHarness;
import io.directstream.testing.TestTopics;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.NewPartitionReassignment;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class PreferBrokersTests {

    private static final Location NODE_A = new Location("node-a", null);

    private static final Location NODE_B = new Location("node-b", null);

    /** Both brokers advertise the same host. */
    private static final BrokerLocator BROKERS = broker -> broker.id() == 1 ? NODE_A : NODE_B;

    private final String group = TestTopics.unique("group");

    @Test
    void partitionsAreReadBesideTheirLeadersAndFollowThemWhenTheGroupIsAskedTo() throws Exception {
        try (KafkaCluster cluster = new KafkaCluster();
                TestTopics topics = new TestTopics(cluster.bootstrapServers())) {
            StreamHarness streams = new StreamHarness(cluster.bootstrapServers());
            String topic = topics.createOn(List.of(2, 1, 2, 1));
            try (var a = start(streams, topic, NODE_A);
                    var b = start(streams, topic, NODE_B)) {
                BrokerTest.await()
                        .until(() -> a.assignment().equals(partitions(topic, 1, 3))
                                && b.assignment().equals(partitions(topic, 0, 2)));
                BrokerTest.await()
                        .untilAsserted(() -> assertThat(a.snapshot().placedBy())
                                .hasSize(2)
                                .containsValue(PlacedBy.HOST)
                                .doesNotContainValue(PlacedBy.BALANCE));

                topics.admin()
                        .alterPartitionReassignments(Map.of(
                                new TopicPartition(topic, 0), onBroker(1),
                                new TopicPartition(topic, 1), onBroker(2)))
                        .all()
                        .get(30, TimeUnit.SECONDS);
                BrokerTest.await().until(() -> leader(topics, topic, 0) == 1 && leader(topics, topic, 1) == 2);

                // The group's leader, whoever it is, may not have heard of the move yet.
                BrokerTest.await().pollInterval(Duration.ofSeconds(1)).until(() -> {
                    b.rebalance();
                    return a.assignment().equals(partitions(topic, 0, 3))
                            && b.assignment().equals(partitions(topic, 1, 2));
                });
            }
        }
    }

    private DirectStream<String, String> start(StreamHarness streams, String topic, Location at) {
        DirectStream<String, String> stream = DirectStream.create(
                options(group),
                StreamHarness.definition(
                        ConsumerStrategies.subscribe(List.of(topic)),
                        LocationStrategies.preferBrokers(1, BROKERS),
                        at,
                        new Deliveries()),
                streams.services(options(group), Map.of()));
        stream.start();
        return stream;
    }

    private static Optional<NewPartitionReassignment> onBroker(int broker) {
        return Optional.of(new NewPartitionReassignment(List.of(broker)));
    }

    private static int leader(TestTopics topics, String topic, int partition) throws Exception {
        return topics.admin()
                .describeTopics(List.of(topic))
                .allTopicNames()
                .get(30, TimeUnit.SECONDS)
                .get(topic)
                .partitions()
                .get(partition)
                .leader()
                .id();
    }

    private static Set<TopicPartition> partitions(String topic, int... numbers) {
        return Arrays.stream(numbers)
                .mapToObj(number -> new TopicPartition(topic, number))
                .collect(Collectors.toSet());
    }
}
