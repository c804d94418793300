/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.assignor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.directstream.strategy.Location;
import io.directstream.strategy.LocationStrategies;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.RebalanceProtocol;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class LocationAssignorTests {

    private static final Set<String> ORDERS = Set.of("orders");

    private static final Location NODE_A = new Location("node-a", "zone-1");

    private static final Location NODE_B = new Location("node-b", "zone-2");

    @Test
    void aSecondMemberGetsHalfWhenTheFirstGaveItUp() {
        SimulatedGroup group = SimulatedGroup.consistent();
        group.topic("orders", 4);
        group.join("first", NODE_A, ORDERS);
        group.settle();
        group.join("second", NODE_B, ORDERS);

        assertThat(group.rebalance()).as("given up in the first round").isEqualTo(2);
        assertThat(numbers(group, "second")).as("not given away before").isEmpty();
        group.rebalance();

        assertThat(numbers(group, "first")).hasSize(2);
        assertThat(numbers(group, "second")).hasSize(2);
    }

    @Test
    void aMemberThatLeavesMovesOnlyItsOwnPartitions() {
        SimulatedGroup group = SimulatedGroup.consistent();
        group.topic("orders", 30);
        IntStream.range(0, 5).forEach(member -> group.join("member-" + member, NODE_A, ORDERS));
        group.settle();

        group.members.remove("member-2");

        assertThat(group.settle()).as("partitions that others had to give up").isZero();
        assertThat(group.members.values())
                .allSatisfy(member -> assertThat(member.owned.size()).isBetween(7, 8));
    }

    @Test
    void partitionsThatNobodyWantsStayUnassigned() {
        SimulatedGroup group = SimulatedGroup.consistent();
        group.topic("orders", 4);
        group.accepts = partition -> partition.partition() < 3;
        group.join("only", NODE_A, ORDERS);
        group.settle();

        assertThat(numbers(group, "only")).containsExactlyInAnyOrder(0, 1, 2);
    }

    @Test
    void preferFixedIsObeyedExactlyHoweverManyThatAre() {
        SimulatedGroup group = new SimulatedGroup(LocationStrategies.preferFixed(hosts("node-a", 0, 1, 2, 3, 4)));
        group.topic("orders", 8);
        group.join("a", NODE_A, ORDERS);
        group.join("b", NODE_B, ORDERS);
        group.settle();

        assertThat(numbers(group, "a")).contains(0, 1, 2, 3, 4);
        assertThat(numbers(group, "b")).as("the others go to who has least").contains(5, 6, 7);
    }

    @Test
    void membersOfOneHostShareItsListEvenly() {
        SimulatedGroup group = new SimulatedGroup(LocationStrategies.preferFixed(hosts("node-a", 0, 1, 2, 3)));
        group.topic("orders", 4);
        group.join("a1", NODE_A, ORDERS);
        group.join("a2", NODE_A, ORDERS);
        group.join("b", NODE_B, ORDERS);
        group.settle();

        assertThat(numbers(group, "a1")).hasSize(2);
        assertThat(numbers(group, "a2")).hasSize(2);
        assertThat(numbers(group, "b")).isEmpty();
    }

    @Test
    void partitionsOfAHostThatNoMemberIsOnGoAnywhereAndThatIsSaid() {
        SimulatedGroup group = new SimulatedGroup(LocationStrategies.preferFixed(hosts("node-x", 0, 1)));
        group.topic("orders", 2);
        group.join("a", NODE_A, ORDERS);
        group.join("b", NODE_B, ORDERS);
        group.settle();

        assertThat(numbers(group, "a")).hasSize(1);
        assertThat(numbers(group, "b")).hasSize(1);
        assertThat(group.warnings)
                .anySatisfy(warning -> assertThat(warning)
                        .contains("location.hosts names hosts [node-x], on which no member is", "[node-a, node-b]"));
    }

    @Test
    void aFixedPartitionThatDoesNotExistIsSaid() {
        SimulatedGroup group = new SimulatedGroup(LocationStrategies.preferFixed(hosts("node-a", 0, 7)));
        group.topic("orders", 2);
        group.join("a", NODE_A, ORDERS);
        group.settle();

        assertThat(group.warnings)
                .anySatisfy(warning -> assertThat(warning).contains("partitions [orders-7], which do not exist"));
    }

    @Test
    void preferBrokersTakesTheLeadersHostThenItsRack() {
        SimulatedGroup group = new SimulatedGroup(LocationStrategies.preferBrokers());
        group.topic("orders", 4);
        leaders(group, new Node(1, "node-a.example.com", 9092, "zone-9"), 0, 1);
        leaders(group, new Node(2, "node-y", 9092, "zone-2"), 2, 3);
        group.join("b", NODE_B, ORDERS);
        group.join("a", NODE_A, ORDERS);
        group.settle();

        assertThat(numbers(group, "a")).containsExactlyInAnyOrder(0, 1);
        assertThat(numbers(group, "b")).containsExactlyInAnyOrder(2, 3);
    }

    @Test
    void evennessComesBeforeNearness() {
        SimulatedGroup group = new SimulatedGroup(LocationStrategies.preferBrokers());
        group.topic("orders", 6);
        leaders(group, new Node(1, "node-a", 9092), 0, 1, 2, 3, 4, 5);
        group.join("a", NODE_A, ORDERS);
        group.join("b", NODE_B, ORDERS);
        group.settle();

        assertThat(numbers(group, "a")).hasSize(3);
        assertThat(numbers(group, "b")).hasSize(3);
    }

    @Test
    void aLargerImbalanceIsUsedWhereItBringsPartitionsNear() {
        SimulatedGroup group = new SimulatedGroup(LocationStrategies.preferBrokers(2));
        group.topic("orders", 6);
        leaders(group, new Node(1, "node-a", 9092), 0, 1, 2, 3, 4, 5);
        group.join("a", NODE_A, ORDERS);
        group.join("b", NODE_B, ORDERS);
        group.settle();

        assertThat(numbers(group, "a")).hasSize(4);
        assertThat(numbers(group, "b")).hasSize(2);
    }

    @Test
    void theApplicationMaySayWhereBrokersAre() {
        Map<Integer, Location> brokers = Map.of(1, NODE_A, 2, NODE_B);
        SimulatedGroup group =
                new SimulatedGroup(LocationStrategies.preferBrokers(1, broker -> brokers.get(broker.id())));
        group.topic("orders", 2);
        leaders(group, new Node(1, "broker-1.kafka.svc", 9092), 1);
        leaders(group, new Node(2, "broker-2.kafka.svc", 9092), 0);
        group.join("a", NODE_A, ORDERS);
        group.join("b", NODE_B, ORDERS);
        group.settle();

        assertThat(numbers(group, "a")).containsExactly(1);
        assertThat(numbers(group, "b")).containsExactly(0);
        assertThat(group.warnings).isEmpty();
    }

    @Test
    void aLocatorThatFailsOrAnswersNullKeepsNobodyFromThePartitions() {
        SimulatedGroup group = new SimulatedGroup(LocationStrategies.preferBrokers(1, broker -> {
            if (broker.id() == 1) {
                throw new IllegalStateException("no such node");
            }
            return broker.id() == 2 ? null : NODE_B;
        }));
        group.topic("orders", 4);
        leaders(group, new Node(1, "broker-1.kafka.svc", 9092), 0);
        leaders(group, new Node(2, "broker-2.kafka.svc", 9092), 1);
        leaders(group, new Node(3, "broker-3.kafka.svc", 9092), 2, 3);
        group.join("a", NODE_A, ORDERS);
        group.join("b", NODE_B, ORDERS);
        group.settle();

        assertThat(numbers(group, "a")).containsExactlyInAnyOrder(0, 1);
        assertThat(numbers(group, "b")).containsExactlyInAnyOrder(2, 3);
    }

    @Test
    void wherePreferBrokersDoesNothingItSaysSoWithBothSetsOfNames() {
        SimulatedGroup group = new SimulatedGroup(LocationStrategies.preferBrokers());
        group.topic("orders", 2);
        leaders(group, new Node(1, "broker-1.kafka.svc", 9092, "use1-az1"), 0, 1);
        group.join("a", NODE_A, ORDERS);
        group.settle();

        assertThat(group.warnings)
                .singleElement()
                .asString()
                .contains(
                        "no partition is near its leader",
                        "[node-a]",
                        "[zone-1]",
                        "[broker-1.kafka.svc]",
                        "[use1-az1]");
    }

    @Test
    void twoMembersThatClaimAPartitionInTheSameGenerationBothGiveItUp() {
        SimulatedGroup group = SimulatedGroup.consistent();
        group.topic("orders", 2);
        group.join("a", NODE_A, ORDERS);
        group.join("b", NODE_B, ORDERS);
        group.settle();
        TopicPartition doubled = group.members.get("a").owned.iterator().next();
        group.members.get("b").owned.add(doubled);

        group.rebalance();

        assertThat(group.owners()).doesNotContainKey(doubled);
        group.settle();
        assertThat(group.owners()).containsKey(doubled);
    }

    @Test
    void aClaimOfAnOlderGenerationYields() {
        SimulatedGroup group = SimulatedGroup.consistent();
        group.topic("orders", 2);
        group.join("a", NODE_A, ORDERS);
        group.join("b", NODE_B, ORDERS);
        group.settle();
        TopicPartition of = group.members.get("a").owned.iterator().next();
        SimulatedGroup.Member zombie = group.members.get("b");
        zombie.owned.add(of);
        zombie.generation--;

        group.rebalance();

        assertThat(group.owners()).containsEntry(of, "a");
    }

    @Test
    void membersWithOtherSettingsAreSaidOnce() {
        SimulatedGroup group = SimulatedGroup.consistent();
        group.topic("orders", 2);
        group.join("a", NODE_A, ORDERS);
        group.join("b", NODE_B, ORDERS);
        group.members.get("b").data = new MemberData("PreferBrokers", "node-b", null, 0).encode();
        group.join("c", NODE_B, ORDERS);
        group.members.get("c").data = new MemberData("PreferConsistent", "node-b", null, 77).encode();
        group.settle();

        assertThat(group.warnings).hasSize(2);
        assertThat(group.warnings)
                .anySatisfy(warning -> assertThat(warning).contains("b (PreferBrokers)", "placed by PreferConsistent"))
                .anySatisfy(
                        warning -> assertThat(warning).contains("members [c] were given other hosts or partitions"));
    }

    @Test
    void isCooperativeAndEagerOnlyBesideAnEagerOne() {
        assertThat(new LocationAssignor().supportedProtocols())
                .containsExactly(RebalanceProtocol.COOPERATIVE, RebalanceProtocol.EAGER);
        assertThat(new LocationAssignor().name()).isEqualTo("direct-stream");
    }

    @Test
    void refusesToBeNamedByHand() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LocationAssignor().configure(Map.of()))
                .withMessageContaining("remove it");
    }

    private static Set<Integer> numbers(SimulatedGroup group, String member) {
        return group.members.get(member).owned.stream()
                .map(TopicPartition::partition)
                .collect(Collectors.toSet());
    }

    private static void leaders(SimulatedGroup group, Node leader, int... partitions) {
        for (int partition : partitions) {
            group.leaders.put(new TopicPartition("orders", partition), leader);
        }
    }

    private static Map<TopicPartition, String> hosts(String host, int... partitions) {
        Map<TopicPartition, String> hosts = new HashMap<>();
        for (int partition : partitions) {
            hosts.put(new TopicPartition("orders", partition), host);
        }
        return hosts;
    }
}
