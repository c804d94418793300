/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.assignor;

import io.directstream.strategy.Location;
import io.directstream.strategy.LocationStrategies;
import io.directstream.strategy.LocationStrategy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.GroupAssignment;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.GroupSubscription;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.Subscription;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What the leader of a group of 50 members does in one rebalance of 2,000 partitions. */
@State(Scope.Benchmark)
public class PlacementBenchmark {

    private static final int MEMBERS = 50;

    private static final int PARTITIONS = 2_000;

    private static final int BROKERS = 9;

    /** Which strategy. */
    @Param({"PreferConsistent", "PreferBrokers"})
    public String strategy = "PreferConsistent";

    private final LocationAssignor assignor = new LocationAssignor(warning -> {});

    private Cluster cluster = Cluster.empty();

    private Map<String, List<TopicPartition>> settled = Map.of();

    /** Brings a group to rest. */
    @Setup
    public void settle() {
        LocationStrategy location = strategy.equals("PreferBrokers")
                ? LocationStrategies.preferBrokers(2)
                : LocationStrategies.preferConsistent();
        assignor.configure(
                Map.of(LocationAssignor.SETTINGS, new LocationSettings(location, location(0), partition -> true, 0)));
        List<Node> brokers = IntStream.range(0, BROKERS)
                .mapToObj(broker -> new Node(broker, "broker-" + broker, 9092, "zone-" + broker % 3))
                .toList();
        List<PartitionInfo> partitions = IntStream.range(0, PARTITIONS)
                .mapToObj(partition -> new PartitionInfo(
                        "orders", partition, brokers.get(partition % BROKERS), new Node[0], new Node[0]))
                .toList();
        cluster = new Cluster("benchmark", brokers, partitions, Set.of(), Set.of());
        settled = owned(assignor.assign(cluster, group(MEMBERS, Map.of())));
    }

    /** A group that begins. */
    @Benchmark
    public GroupAssignment begins() {
        return assignor.assign(cluster, group(MEMBERS, Map.of()));
    }

    /** A group that has nothing to change. */
    @Benchmark
    public GroupAssignment rests() {
        return assignor.assign(cluster, group(MEMBERS, settled));
    }

    /** A group that becomes larger by one. */
    @Benchmark
    public GroupAssignment grows() {
        return assignor.assign(cluster, group(MEMBERS + 1, settled));
    }

    private GroupSubscription group(int members, Map<String, List<TopicPartition>> owned) {
        Map<String, Subscription> subscriptions = new HashMap<>();
        for (int i = 0; i < members; i++) {
            String id = "member-" + i;
            subscriptions.put(
                    id,
                    new Subscription(
                            List.of("orders"),
                            new MemberData(
                                            strategy,
                                            location(i).host(),
                                            location(i).rack(),
                                            0)
                                    .encode(),
                            owned.getOrDefault(id, List.of()),
                            1,
                            Optional.empty()));
        }
        return new GroupSubscription(subscriptions);
    }

    private static Location location(int member) {
        return new Location("node-" + member, "zone-" + member % 3);
    }

    private static Map<String, List<TopicPartition>> owned(GroupAssignment assigned) {
        Map<String, List<TopicPartition>> owned = new HashMap<>();
        assigned.groupAssignment()
                .forEach((member, assignment) -> owned.put(member, new ArrayList<>(assignment.partitions())));
        return owned;
    }
}
