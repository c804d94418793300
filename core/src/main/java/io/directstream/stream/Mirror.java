/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import io.directstream.offset.Committer;
import io.directstream.offset.GroupOffsets;
import io.directstream.offset.OffsetStore;
import io.directstream.offset.OffsetStore.Trait;
import io.directstream.offset.StorableRange;
import io.directstream.offset.StoredOffset;
import java.util.Collection;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows offsets that are kept elsewhere to tools that look at the consumer group. What it commits bears a mark and is never
 * read back; it follows the store, also backwards, and decides nothing.
 */
final class Mirror {

    private static final Logger log = LoggerFactory.getLogger(Mirror.class);

    private final String stream;

    private final String store;

    private final Committer group;

    private final boolean on;

    Mirror(StreamOptions options, OffsetStore store, Committer group) {
        this.stream = options.name();
        this.store = store.name();
        this.group = group;
        this.on = options.offsets().mirrored() && !store.traits().contains(Trait.IS_THE_GROUP);
    }

    /** The store acknowledged these. */
    void stored(Collection<StorableRange> acknowledged) {
        if (on) {
            acknowledged.forEach(range -> mirror(
                    range.topicPartition(),
                    new StoredOffset(range.range().untilOffset(), range.leaderEpoch(), null),
                    range.epoch()));
        }
    }

    /**
     * Partitions begin at what the store knows: brings the mirror there, and says where it had gone on without the store.
     *
     * @param epochs their ownership epochs
     */
    void loaded(Map<TopicPartition, StoredOffset> stored, Map<TopicPartition, Long> epochs) {
        if (!on || stored.isEmpty()) {
            return;
        }
        group.committed(stored.keySet()).whenComplete((committed, failure) -> {
            if (failure == null) {
                stored.forEach((partition, at) -> compare(partition, at, committed.get(partition)));
            } else {
                log.debug("stream {}: the offsets of its group are not known", stream, failure);
            }
        });
        // Not when the answer is there: what the partitions store meanwhile is newer.
        stored.forEach((partition, at) -> mirror(partition, at, epochs.getOrDefault(partition, -1L)));
    }

    private void compare(TopicPartition partition, StoredOffset at, @Nullable OffsetAndMetadata committed) {
        if (committed == null || committed.offset() == at.offset()) {
            return;
        }
        if (!GroupOffsets.isMirror(committed)) {
            log.warn(
                    "stream {}: somebody committed {} of {} to its group, which is not followed: its offsets are kept by {}, which says {}",
                    stream,
                    committed.offset(),
                    partition,
                    store,
                    at.offset());
        } else if (committed.offset() > at.offset()) {
            log.warn(
                    "stream {}: {} of {} is mirrored to its group, which is ahead of {} in {}, where its offsets are kept; the mirror is not followed but taken back",
                    stream,
                    committed.offset(),
                    partition,
                    at.offset(),
                    store);
        }
    }

    private void mirror(TopicPartition partition, StoredOffset offset, long epoch) {
        group.mirror(partition, GroupOffsets.mirror(store, offset), epoch);
    }
}
