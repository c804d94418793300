/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.assignor;

import static org.assertj.core.api.Assertions.assertThat;

import io.directstream.strategy.Location;
import io.directstream.strategy.LocationStrategies;
import io.directstream.strategy.LocationStrategy;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.Assignment;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.GroupSubscription;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.Subscription;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** A group whose members join and leave, and do in each round what Kafka's consumers do. */
final class SimulatedGroup {

    final Map<String, Member> members = new LinkedHashMap<>();

    final Map<String, Integer> topics = new HashMap<>();

    final Map<TopicPartition, Node> leaders = new HashMap<>();

    final List<String> warnings = new ArrayList<>();

    Predicate<TopicPartition> accepts = partition -> true;

    private final LocationStrategy strategy;

    private @Nullable LocationAssignor leader;

    private int generation;

    SimulatedGroup(LocationStrategy strategy) {
        this.strategy = strategy;
    }

    static SimulatedGroup consistent() {
        return new SimulatedGroup(LocationStrategies.preferConsistent());
    }

    void join(String id, Location location, Set<String> topics) {
        members.put(id, new Member(location, Set.copyOf(topics)));
    }

    /** A member that missed some rounds and comes back with what it had. */
    void comeBack(String id, Member zombie) {
        members.put(id, zombie);
    }

    void topic(String name, int partitions) {
        topics.put(name, partitions);
    }

    /** How many partitions more one member may have than another. */
    int maxImbalance() {
        return strategy instanceof LocationStrategy.PreferBrokers brokers ? brokers.maxImbalance() : 1;
    }

    /**
     * One round of the group; checks what no round may do.
     *
     * @return how many partitions their owners had to give up
     */
    int rebalance() {
        generation++;
        Map<String, Assignment> assigned = assign();
        assertThat(assigned.keySet()).isEqualTo(members.keySet());
        Set<TopicPartition> claimed = new HashSet<>();
        members.values().forEach(member -> claimed.addAll(member.owned));
        Set<TopicPartition> all = new HashSet<>();
        int revoked = 0;
        for (Map.Entry<String, Assignment> entry : assigned.entrySet()) {
            Member member = members.get(entry.getKey());
            Set<TopicPartition> given = new HashSet<>(entry.getValue().partitions());
            assertThat(given).hasSameSizeAs(entry.getValue().partitions());
            assertThat(entry.getValue().userData())
                    .as("user data of an assignment")
                    .isNull();
            for (TopicPartition partition : given) {
                assertThat(all.add(partition)).as("%s given once", partition).isTrue();
                assertThat(member.topics).contains(partition.topic());
                assertThat(member.owned.contains(partition) || !claimed.contains(partition))
                        .as("%s, claimed by another member, moved to %s", partition, entry.getKey())
                        .isTrue();
            }
            revoked += (int)
                    member.owned.stream().filter(one -> !given.contains(one)).count();
            member.owned = given;
            member.generation = generation;
        }
        return revoked;
    }

    /** Rounds until nobody has to give anything up and nothing changes. */
    int settle() {
        int moved = 0;
        for (int round = 0; round < 5; round++) {
            Map<TopicPartition, String> before = owners();
            int revoked = rebalance();
            moved += revoked;
            if (revoked == 0 && owners().equals(before)) {
                return moved;
            }
        }
        throw new AssertionError("the group does not come to rest");
    }

    Map<TopicPartition, String> owners() {
        Map<TopicPartition, String> owners = new HashMap<>();
        members.forEach((id, member) -> member.owned.forEach(partition -> owners.put(partition, id)));
        return owners;
    }

    Map<String, Assignment> assign() {
        Map<String, Subscription> subscriptions = new HashMap<>();
        members.forEach((id, member) -> subscriptions.put(
                id,
                new Subscription(
                        List.copyOf(member.topics),
                        member.userData(strategy),
                        List.copyOf(member.owned),
                        member.generation,
                        Optional.empty())));
        return leader().assign(cluster(), new GroupSubscription(subscriptions)).groupAssignment();
    }

    /** The same one as long as the same member leads the group. */
    private LocationAssignor leader() {
        if (leader == null) {
            leader = new LocationAssignor(warnings::add);
            leader.configure(Map.of(
                    LocationAssignor.SETTINGS,
                    new LocationSettings(strategy, new Location("leader", null), accepts, 0)));
        }
        return leader;
    }

    private Cluster cluster() {
        List<PartitionInfo> infos = new ArrayList<>();
        topics.forEach((topic, partitions) -> IntStream.range(0, partitions).forEach(partition -> {
            Node leader = leaders.get(new TopicPartition(topic, partition));
            infos.add(new PartitionInfo(topic, partition, leader, new Node[0], new Node[0]));
        }));
        return new Cluster("simulated", Set.copyOf(leaders.values()), infos, Set.of(), Set.of());
    }

    static final class Member {

        final Location location;

        final Set<String> topics;

        Set<TopicPartition> owned = new HashSet<>();

        int generation = -1;

        /** What it sends in the place of what it should; null if that. */
        @Nullable
        ByteBuffer data;

        Member(Location location, Set<String> topics) {
            this.location = location;
            this.topics = topics;
        }

        private ByteBuffer userData(LocationStrategy strategy) {
            return data != null
                    ? data.duplicate()
                    : new LocationSettings(strategy, location, partition -> true, 0)
                            .data()
                            .encode();
        }
    }

    static Location random(Random random) {
        return new Location("host-" + random.nextInt(8), random.nextBoolean() ? "rack-" + random.nextInt(3) : null);
    }
}
