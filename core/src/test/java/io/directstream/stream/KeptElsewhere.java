/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import io.directstream.offset.OffsetStore;
import io.directstream.offset.OffsetStoreException;
import io.directstream.offset.StorableRange;
import io.directstream.offset.StoreOutcome;
import io.directstream.offset.StoredOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.common.TopicPartition;

/** A store whose offsets are not the group's; some partitions fail or are refused. */
final class KeptElsewhere implements OffsetStore {

    final Map<TopicPartition, StoredOffset> stored = new HashMap<>();

    final List<StorableRange> positions = new ArrayList<>();

    final Map<TopicPartition, OffsetStoreException> failures = new HashMap<>();

    final Map<TopicPartition, StoreOutcome> outcomes = new HashMap<>();

    final Set<Trait> traits = new HashSet<>();

    @Override
    public Set<Trait> traits() {
        return traits;
    }

    @Override
    public String name() {
        return "elsewhere";
    }

    @Override
    public CompletionStage<Map<TopicPartition, StoredOffset>> load(String stream, Set<TopicPartition> partitions) {
        Map<TopicPartition, StoredOffset> found = new HashMap<>(stored);
        found.keySet().retainAll(partitions);
        return CompletableFuture.completedStage(found);
    }

    @Override
    public CompletionStage<List<StoreOutcome>> store(List<StorableRange> ranges) {
        StorableRange position = ranges.get(0);
        TopicPartition partition = position.topicPartition();
        if (failures.containsKey(partition)) {
            return CompletableFuture.failedStage(failures.get(partition));
        }
        StoreOutcome outcome = outcomes.getOrDefault(partition, StoreOutcome.STORED);
        if (outcome == StoreOutcome.STORED) {
            positions.add(position);
            stored.put(
                    partition,
                    new StoredOffset(position.range().untilOffset(), null, position.shape(), position.topicId(), null));
        }
        return CompletableFuture.completedStage(List.of(outcome));
    }

    @Override
    public void close() {}
}
