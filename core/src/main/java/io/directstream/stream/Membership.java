/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import io.directstream.assignor.PlacedBy;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** What is known of this instance in its group. Written by the member's thread, read by any. */
final class Membership {

    private volatile @Nullable String memberId;

    private volatile Map<TopicPartition, PlacedBy> placedBy = Map.of();

    private volatile @Nullable Handover lastHandover;

    void joined(String id) {
        memberId = id;
    }

    void left() {
        memberId = null;
        placedBy = Map.of();
    }

    void placed(Map<TopicPartition, PlacedBy> why) {
        placedBy = Map.copyOf(why);
    }

    void handedOver(Handover handover) {
        lastHandover = handover;
    }

    /** The member's id in the group; null while it has none. */
    @Nullable
    String memberId() {
        return memberId;
    }

    /** Why partitions are here, as of the last rebalance; those of which that is not known are missing. */
    Map<TopicPartition, PlacedBy> placedBy() {
        return placedBy;
    }

    /** How partitions last left this instance; null if none did. */
    @Nullable
    Handover lastHandover() {
        return lastHandover;
    }
}
