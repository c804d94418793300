/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.offset;

import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/**
 * What a store knows of one partition.
 *
 * @param offset the {@code until} of the last stored range, which is the next offset to read
 * @param leaderEpoch the leader epoch of the last record before it, if known
 * @param shape what there was to read when a position of this partition was first chosen; null if the store does not know
 * @param topicId the id of the topic that the offset belongs to; null if the store does not know
 * @param plannedUntil where a range ends that begins at the offset and was with the listener; null if there is none, or the
 *     store keeps no plans
 */
public record StoredOffset(
        long offset,
        @Nullable Integer leaderEpoch,
        @Nullable TopicShape shape,
        @Nullable Uuid topicId,
        @Nullable Long plannedUntil) {

    /** An offset of which neither the topic's id nor a plan is known. */
    public StoredOffset(long offset, @Nullable Integer leaderEpoch, @Nullable TopicShape shape) {
        this(offset, leaderEpoch, shape, null, null);
    }

    /** The same offset of a topic with this id. */
    public StoredOffset withTopicId(Uuid id) {
        return new StoredOffset(offset, leaderEpoch, shape, id, plannedUntil);
    }
}
