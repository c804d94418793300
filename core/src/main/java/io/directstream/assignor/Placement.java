/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.assignor;

import io.directstream.assignor.CheapestSpread.Evenness;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/**
 * Which member is to have which partition, once all moves are done: first those whose host is fixed, on the members of that
 * host as evenly as they share it; then the others, so that all members have as many as the strategy allows them to differ,
 * then as near as they can be, then with as few moves as possible. Each is exact, from which follows that a placement made
 * from its own result is that result: a group comes to rest. Pure, and deterministic in its inputs.
 */
final class Placement {

    private static final Comparator<TopicPartition> ORDER =
            Comparator.comparing(TopicPartition::topic).thenComparingInt(TopicPartition::partition);

    private static final int STEPS = PlacedBy.values().length;

    private final List<GroupMember> members;

    private final Claims claims;

    private final Preference preference;

    private final int maxImbalance;

    private final Map<GroupMember, Integer> loads = new HashMap<>();

    private final Map<TopicPartition, GroupMember> placed = new LinkedHashMap<>();

    /**
     * Begins with nothing placed.
     *
     * @param members the group, in the order in which ties are broken
     * @param claims who has what now
     * @param preference how near members are to partitions
     * @param maxImbalance how many partitions more one member may have than another; at least 1
     */
    Placement(List<GroupMember> members, Claims claims, Preference preference, int maxImbalance) {
        this.members = members;
        this.claims = claims;
        this.preference = preference;
        this.maxImbalance = maxImbalance;
    }

    /** Places partitions; those of topics to which nobody subscribes are not in the result. */
    Map<TopicPartition, GroupMember> place(Collection<TopicPartition> partitions) {
        Map<Set<GroupMember>, List<TopicPartition>> fixed = new LinkedHashMap<>();
        List<TopicPartition> others = new ArrayList<>();
        partitions.stream().sorted(ORDER).forEach(partition -> {
            Set<GroupMember> on = preference.fixes(partition) ? membersFixedFor(partition) : Set.of();
            if (on.isEmpty()) {
                others.add(partition);
            } else {
                fixed.computeIfAbsent(on, none -> new ArrayList<>()).add(partition);
            }
        });
        fixed.forEach((on, theirs) -> {
            List<GroupMember> over = members.stream().filter(on::contains).toList();
            spread(theirs, over, new int[over.size()], 1);
        });
        int[] before = members.stream()
                .mapToInt(member -> loads.getOrDefault(member, 0))
                .toArray();
        spread(others, members, before, maxImbalance);
        return placed;
    }

    private Set<GroupMember> membersFixedFor(TopicPartition partition) {
        return members.stream()
                .filter(member -> member.topics().contains(partition.topic()))
                .filter(member -> preference.placedBy(partition, member.location()) == PlacedBy.FIXED)
                .collect(Collectors.toSet());
    }

    private void spread(List<TopicPartition> partitions, List<GroupMember> over, int[] before, int difference) {
        // A move costs less than a step away, and all of both less than an uneven load.
        long step = partitions.size() + 1L;
        long weight = step * step * STEPS;
        long[][] costs = new long[partitions.size()][over.size()];
        for (int item = 0; item < costs.length; item++) {
            TopicPartition partition = partitions.get(item);
            GroupMember owner = claims.owner(partition);
            for (int bin = 0; bin < over.size(); bin++) {
                GroupMember member = over.get(bin);
                long away = preference.placedBy(partition, member.location()).ordinal();
                costs[item][bin] = member.topics().contains(partition.topic())
                        ? away * step + (member.equals(owner) ? 0 : 1)
                        : CheapestSpread.NOT_ALLOWED;
            }
        }
        int all = partitions.size() + Arrays.stream(before).sum();
        int[] bins = CheapestSpread.spread(costs, before, Evenness.around(all, over.size(), difference, weight));
        for (int item = 0; item < bins.length; item++) {
            if (bins[item] >= 0) {
                GroupMember member = over.get(bins[item]);
                placed.put(partitions.get(item), member);
                loads.merge(member, 1, Integer::sum);
            }
        }
    }
}
