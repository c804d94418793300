/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.assignor;

import io.directstream.strategy.LocationStrategy.PreferBrokers;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Configurable;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Places the partitions of a group on its members by the stream's location strategy. The engine sets it; it has one name for
 * all strategies, so that a rollout may change the strategy. The member that leads the group decides for all by its own
 * settings.
 *
 * <p>A partition that has to move is first withheld from everybody, and given to its new owner in the round that follows
 * when the old one gave it up (cooperative rebalancing, KIP-429). Assignments carry no user data, because with some the
 * group could not be converted to the consumer protocol online.
 */
public final class LocationAssignor implements ConsumerPartitionAssignor, Configurable {

    /** The consumer property that holds the {@link LocationSettings}. */
    public static final String SETTINGS = "direct.stream.location";

    /** The name that all members of a group have to share. */
    public static final String NAME = "direct-stream";

    private static final Logger log = LoggerFactory.getLogger(LocationAssignor.class);

    private final Disagreements disagreements;

    private @Nullable LocationSettings settings;

    /** Called by Kafka's consumer, once for each. */
    public LocationAssignor() {
        this(log::warn);
    }

    LocationAssignor(Consumer<String> warnings) {
        this.disagreements = new Disagreements(warnings);
    }

    @Override
    public void configure(Map<String, ?> configs) {
        if (!(configs.get(SETTINGS) instanceof LocationSettings given)) {
            throw new IllegalArgumentException(
                    "partition.assignment.strategy names the assignor of Direct Stream, which its streams set"
                            + " themselves; remove it");
        }
        settings = given;
    }

    @Override
    public String name() {
        return NAME;
    }

    /** Cooperative, unless an assignor beside it, as in a rolling upgrade, is eager. */
    @Override
    public List<RebalanceProtocol> supportedProtocols() {
        return List.of(RebalanceProtocol.COOPERATIVE, RebalanceProtocol.EAGER);
    }

    @Override
    public ByteBuffer subscriptionUserData(Set<String> topics) {
        return settings().data().encode();
    }

    @Override
    public GroupAssignment assign(Cluster cluster, GroupSubscription group) {
        List<GroupMember> members = members(group);
        Claims claims = new Claims(members);
        Preference preference = new Preference(settings().strategy(), cluster::leaderFor);
        Placement placement = new Placement(members, claims, preference, maxImbalance());
        Map<TopicPartition, GroupMember> target = placement.place(partitions(cluster, members));
        Map<String, List<TopicPartition>> given = new HashMap<>();
        members.forEach(member -> given.put(member.id(), new ArrayList<>()));
        target.forEach((partition, member) -> {
            if (claims.isFreeFor(member, partition)) {
                Objects.requireNonNull(given.get(member.id())).add(partition);
            }
        });
        disagreements.look(settings(), members, cluster, target);
        Map<String, Assignment> assignments = new HashMap<>();
        given.forEach((member, partitions) -> assignments.put(member, new Assignment(partitions)));
        return new GroupAssignment(assignments);
    }

    private List<GroupMember> members(GroupSubscription group) {
        return group.groupSubscription().entrySet().stream()
                .map(entry -> member(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparing(GroupMember::order).thenComparing(GroupMember::id))
                .toList();
    }

    private static GroupMember member(String id, Subscription subscription) {
        return new GroupMember(
                id,
                subscription.groupInstanceId().orElse(id),
                MemberData.decode(subscription.userData()).orElse(MemberData.UNKNOWN),
                Set.copyOf(subscription.topics()),
                Set.copyOf(subscription.ownedPartitions()),
                subscription.generationId().orElse(-1));
    }

    /** All partitions of what anybody subscribes to, as far as this member accepts them. */
    private List<TopicPartition> partitions(Cluster cluster, List<GroupMember> members) {
        Set<String> topics = new HashSet<>();
        members.forEach(member -> topics.addAll(member.topics()));
        return topics.stream()
                .flatMap(topic -> cluster.partitionsForTopic(topic).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .filter(settings().accepts())
                .toList();
    }

    private int maxImbalance() {
        return settings().strategy() instanceof PreferBrokers brokers ? brokers.maxImbalance() : 1;
    }

    private LocationSettings settings() {
        return Objects.requireNonNull(settings, "the assignor was not configured");
    }
}
