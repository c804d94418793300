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
import io.directstream.offset.StoredOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.common.TopicPartition;

/**
 * What is stored of the partitions of a stream that runs here, whoever reads them. Its store is not opened a second time,
 * because somebody else may be locked out of it, and is not asked for partitions of which the stream itself knows.
 */
public final class RunningOffsets {

    private final String stream;

    private final OffsetStore store;

    private final AssignmentView assigned;

    RunningOffsets(StreamRuntime<?, ?> runtime) {
        this.stream = runtime.name();
        this.store = runtime.store();
        this.assigned = runtime.table().view();
    }

    /**
     * What is stored of these partitions; the answer comes on any thread.
     *
     * @param group asked where the stream's offsets are those of its group
     */
    CompletionStage<Map<TopicPartition, StoredOffset>> load(Set<TopicPartition> partitions, Committer group) {
        if (store.traits().contains(OffsetStore.Trait.IS_THE_GROUP)) {
            return GroupOffsets.load(group, partitions);
        }
        Map<TopicPartition, StoredOffset> known = assigned.storedAmong(partitions);
        Set<TopicPartition> others = new HashSet<>(partitions);
        others.removeAll(known.keySet());
        if (others.isEmpty()) {
            return CompletableFuture.completedStage(known);
        }
        return store.load(stream, others).thenApply(found -> {
            Map<TopicPartition, StoredOffset> all = new HashMap<>(found);
            all.putAll(known);
            return all;
        });
    }
}
