/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import io.directstream.offset.OffsetStore;
import io.directstream.offset.StorableRange;
import io.directstream.offset.StoreOutcome;
import io.directstream.offset.StoredOffset;
import io.directstream.offset.WriteAheadOffsetStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;

/** A store in memory that survives its streams, keeps topic ids, and the plans of ranges that are with a listener. */
final class KeepingStore implements WriteAheadOffsetStore {

    final Map<TopicPartition, StoredOffset> offsets = new ConcurrentHashMap<>();

    /** Set while a "crash" is played: nothing reaches the store any more. */
    volatile boolean cutOff;

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public Set<Trait> traits() {
        return Set.of(OffsetStore.Trait.KEEPS_TOPIC_IDS);
    }

    long offset(TopicPartition partition) {
        StoredOffset stored = offsets.get(partition);
        return stored == null ? -1 : stored.offset();
    }

    @Override
    public void plan(List<StorableRange> ranges) {
        for (StorableRange planned : ranges) {
            offsets.computeIfPresent(
                    planned.topicPartition(),
                    (partition, stored) ->
                            cutOff || stored.offset() != planned.range().fromOffset()
                                    ? stored
                                    : new StoredOffset(
                                            stored.offset(),
                                            stored.leaderEpoch(),
                                            stored.shape(),
                                            stored.topicId(),
                                            planned.range().untilOffset()));
        }
    }

    @Override
    public CompletionStage<Map<TopicPartition, StoredOffset>> load(String stream, Set<TopicPartition> partitions) {
        Map<TopicPartition, StoredOffset> found = new HashMap<>(offsets);
        found.keySet().retainAll(partitions);
        return CompletableFuture.completedStage(found);
    }

    @Override
    public CompletionStage<List<StoreOutcome>> store(List<StorableRange> ranges) {
        List<StoreOutcome> outcomes = new ArrayList<>();
        ranges.forEach(range -> outcomes.add(store(range)));
        return CompletableFuture.completedStage(outcomes);
    }

    private StoreOutcome store(StorableRange range) {
        if (cutOff) {
            return StoreOutcome.FENCED;
        }
        StoreOutcome outcome = range.outcomeAfter(offsets.get(range.topicPartition()));
        if (outcome == StoreOutcome.STORED) {
            offsets.put(range.topicPartition(), range.toStored());
        }
        return outcome;
    }

    @Override
    public void close() {}
}
