/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.assignor;

import io.directstream.strategy.Location;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/**
 * A member of the group as the placement sees it. Members are the same if their ids are.
 *
 * @param id its member id
 * @param order its place among the others where nothing else decides: a static member's instance id, which stays the same
 * @param data what it says of itself
 * @param topics what it subscribes to
 * @param owned the partitions it claims to have
 * @param generation when it got them; the claim with the highest one counts
 */
record GroupMember(
        String id, String order, MemberData data, Set<String> topics, Set<TopicPartition> owned, int generation) {

    Location location() {
        return new Location(data.host(), data.rack());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof GroupMember member && member.id.equals(id);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }
}
