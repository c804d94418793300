/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.assignor;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Which members claim which partitions. A claim may be stale: the member that makes it missed a round. Of several the one of
 * the newest generation counts, and where two are as new none does.
 */
final class Claims {

    private final Map<TopicPartition, Set<GroupMember>> claimants = new HashMap<>();

    private final Map<TopicPartition, GroupMember> owners = new HashMap<>();

    Claims(Collection<GroupMember> members) {
        for (GroupMember member : members) {
            member.owned()
                    .forEach(partition -> claimants
                            .computeIfAbsent(partition, none -> new HashSet<>())
                            .add(member));
        }
        claimants.forEach((partition, all) -> {
            int newest = all.stream().mapToInt(GroupMember::generation).max().orElseThrow();
            List<GroupMember> newestOnes =
                    all.stream().filter(member -> member.generation() == newest).toList();
            if (newestOnes.size() == 1) {
                owners.put(partition, newestOnes.get(0));
            }
        });
    }

    /** Who has the partition; null if nobody has, or nobody knows. */
    @Nullable
    GroupMember owner(TopicPartition partition) {
        return owners.get(partition);
    }

    /** Whether a member may get a partition in this round: nobody has it, or the member itself, whoever else thinks so. */
    boolean isFreeFor(GroupMember member, TopicPartition partition) {
        Set<GroupMember> all = claimants.get(partition);
        return all == null || member.equals(owners.get(partition));
    }
}
