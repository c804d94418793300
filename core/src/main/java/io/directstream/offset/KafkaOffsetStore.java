/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.offset;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Keeps offsets as the committed offsets of the stream's consumer group, the default. A range is refused unless it begins
 * where the last one given to this store ended; the commit itself follows in the background, merged with later ones, and
 * its outcome arrives when Kafka acknowledged it. Output and offset are not one transaction: after a crash the ranges not
 * yet acknowledged are delivered again.
 */
public final class KafkaOffsetStore implements OffsetStore {

    private final Committer committer;

    private final Map<TopicPartition, StoredOffset> accepted = new ConcurrentHashMap<>();

    /** Commits to the group of the given stream. */
    public KafkaOffsetStore(OffsetStoreContext context) {
        this.committer = context.committer();
    }

    @Override
    public String name() {
        return "kafka";
    }

    @Override
    public Set<Trait> traits() {
        return Set.of(Trait.IS_THE_GROUP);
    }

    @Override
    public CompletionStage<Map<TopicPartition, StoredOffset>> load(String stream, Set<TopicPartition> partitions) {
        return GroupOffsets.load(committer, partitions).thenApply(stored -> {
            partitions.forEach(partition -> reseed(partition, stored.get(partition)));
            return stored;
        });
    }

    @Override
    public CompletionStage<List<StoreOutcome>> store(List<StorableRange> ranges) {
        List<CompletableFuture<StoreOutcome>> outcomes = new ArrayList<>(ranges.size());
        for (StorableRange range : ranges) {
            outcomes.add(store(range).toCompletableFuture());
        }
        return CompletableFuture.allOf(outcomes.toArray(CompletableFuture[]::new))
                .thenApply(
                        done -> outcomes.stream().map(CompletableFuture::join).toList());
    }

    @Override
    public void close() {
        accepted.clear();
    }

    private CompletionStage<StoreOutcome> store(StorableRange storable) {
        TopicPartition partition = storable.topicPartition();
        StoreOutcome outcome = storable.outcomeAfter(accepted.get(partition));
        if (outcome != StoreOutcome.STORED) {
            return CompletableFuture.completedStage(outcome);
        }
        accepted.put(partition, new StoredOffset(storable.range().untilOffset(), null, null));
        return committer.commit(partition, GroupOffsets.of(storable), storable.epoch());
    }

    private void reseed(TopicPartition partition, @Nullable StoredOffset stored) {
        if (stored == null) {
            accepted.remove(partition);
        } else {
            accepted.put(partition, stored);
        }
    }
}
