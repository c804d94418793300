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
import io.directstream.offset.StoreOutcome;
import io.directstream.offset.StoredOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/**
 * Looks up how far partitions got: in the store; where that knows nothing, in what the group committed before its offsets
 * were kept elsewhere, mirrors left out; and whether their topics are still those.
 */
final class StoredPositions {

    private final String stream;

    private final OffsetStore store;

    private final Committer group;

    private final TopicIds ids;

    private final Mirror mirror;

    StoredPositions(String stream, OffsetStore store, Committer group, TopicIds ids, Mirror mirror) {
        this.stream = stream;
        this.store = store;
        this.group = group;
        this.ids = ids;
        this.mirror = mirror;
    }

    /** Looks up these partitions; the answer comes on any thread. */
    CompletionStage<Found> find(Set<TopicPartition> partitions) {
        if (partitions.isEmpty()) {
            return CompletableFuture.completedStage(new Found(Map.of(), Map.of(), Map.of()));
        }
        Set<String> topics = partitions.stream().map(TopicPartition::topic).collect(Collectors.toSet());
        return store.load(stream, partitions)
                .thenCompose(stored -> committed(partitions, stored.keySet())
                        .thenCombine(ids.of(topics), (committed, now) -> new Found(stored, committed, now)));
    }

    /** Stores chosen positions. */
    CompletionStage<List<StoreOutcome>> store(List<StorableRange> positions) {
        return store.store(positions).thenApply(outcomes -> {
            for (int i = 0; i < positions.size(); i++) {
                if (outcomes.get(i) == StoreOutcome.STORED) {
                    mirror.stored(List.of(positions.get(i)));
                }
            }
            return outcomes;
        });
    }

    /** The id of the partition's topic; null if it is not known. */
    @Nullable
    Uuid topicId(TopicPartition partition) {
        return ids.known(partition.topic());
    }

    /** Partitions begin at what was found stored. */
    void begins(Map<TopicPartition, StoredOffset> stored, Map<TopicPartition, Long> epochs) {
        mirror.loaded(stored, epochs);
    }

    private CompletionStage<Map<TopicPartition, StoredOffset>> committed(
            Set<TopicPartition> partitions, Set<TopicPartition> stored) {
        Set<TopicPartition> unstored = new HashSet<>(partitions);
        unstored.removeAll(stored);
        return store.traits().contains(Trait.IS_THE_GROUP)
                ? CompletableFuture.completedStage(Map.of())
                : GroupOffsets.load(group, unstored);
    }

    /**
     * How far partitions got.
     *
     * @param stored what the store knows
     * @param committed what the group committed of partitions that the store does not know
     * @param topicIds the ids that the topics have now, as far as known
     */
    record Found(
            Map<TopicPartition, StoredOffset> stored,
            Map<TopicPartition, StoredOffset> committed,
            Map<String, Uuid> topicIds) {

        /** All of it. */
        Map<TopicPartition, StoredOffset> all() {
            Map<TopicPartition, StoredOffset> all = new HashMap<>(committed);
            all.putAll(stored);
            return all;
        }

        /** What is stored of topics that were not deleted and made again meanwhile, with their ids. */
        Map<TopicPartition, StoredOffset> ofTheSameTopics() {
            Map<TopicPartition, StoredOffset> same = new HashMap<>();
            stored.forEach((partition, at) -> {
                Uuid now = topicIds.get(partition.topic());
                if (now == null || at.topicId() == null || now.equals(at.topicId())) {
                    same.put(partition, now == null ? at : at.withTopicId(now));
                }
            });
            return same;
        }
    }
}
