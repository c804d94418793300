/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.offset;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** How offsets are written as a consumer group's committed offsets, and what those of a group tell. */
public final class GroupOffsets {

    private GroupOffsets() {}

    /** What the group committed, without mirrors of offsets that are kept elsewhere. */
    public static CompletionStage<Map<TopicPartition, StoredOffset>> load(
            Committer committer, Set<TopicPartition> partitions) {
        if (partitions.isEmpty()) {
            return CompletableFuture.completedStage(Map.of());
        }
        return committer.committed(partitions).thenApply(committed -> {
            Map<TopicPartition, StoredOffset> stored = new HashMap<>();
            committed.forEach((partition, offset) -> {
                if (!isMirror(offset)) {
                    stored.put(partition, toStored(offset));
                }
            });
            return stored;
        });
    }

    /**
     * The same; where the group does not answer for all of them, each is asked for alone, so that one whose offset belongs to
     * an open transaction holds up no other.
     */
    public static CompletionStage<Map<TopicPartition, StoredOffset>> loadEach(
            Committer committer, Set<TopicPartition> partitions) {
        return load(committer, partitions)
                .exceptionallyCompose(failure -> partitions.size() == 1
                        ? CompletableFuture.failedStage(failure)
                        : loadAlone(committer, partitions, failure));
    }

    private static CompletionStage<Map<TopicPartition, StoredOffset>> loadAlone(
            Committer committer, Set<TopicPartition> partitions, Throwable failure) {
        Map<TopicPartition, StoredOffset> stored = new ConcurrentHashMap<>();
        Set<TopicPartition> silent = ConcurrentHashMap.newKeySet();
        CompletableFuture<?>[] answers = partitions.stream()
                .map(partition -> load(committer, Set.of(partition)).handle((found, none) -> {
                    if (none == null) {
                        stored.putAll(found);
                    } else {
                        silent.add(partition);
                    }
                    return none == null;
                }))
                .map(CompletionStage::toCompletableFuture)
                .toArray(CompletableFuture[]::new);
        return CompletableFuture.allOf(answers).thenApply(all -> {
            if (silent.isEmpty()) {
                return stored;
            }
            throw new OffsetStoreException(
                    "the group does not tell the offsets of %s, perhaps as long as a transaction is open: %s"
                            .formatted(silent, failure.getMessage()),
                    silent,
                    failure);
        });
    }

    /** The end of a range, or a position, to be committed as the group's own. */
    public static OffsetAndMetadata of(StorableRange storable) {
        return new OffsetAndMetadata(
                storable.range().untilOffset(),
                Optional.ofNullable(storable.leaderEpoch()),
                CommitMetadata.of(storable.shape()));
    }

    /** An offset that the named store keeps, to be committed only so that tools can see it. */
    public static OffsetAndMetadata mirror(String store, StoredOffset offset) {
        return new OffsetAndMetadata(
                offset.offset(), Optional.ofNullable(offset.leaderEpoch()), CommitMetadata.mirrorOf(store));
    }

    /** Whether a committed offset only mirrors one that is kept elsewhere. */
    public static boolean isMirror(OffsetAndMetadata committed) {
        return CommitMetadata.isMirror(committed.metadata());
    }

    private static StoredOffset toStored(OffsetAndMetadata offset) {
        return new StoredOffset(
                offset.offset(), offset.leaderEpoch().orElse(null), CommitMetadata.shape(offset.metadata()));
    }
}
