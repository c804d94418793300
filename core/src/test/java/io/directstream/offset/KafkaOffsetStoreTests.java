/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.offset;

import static org.assertj.core.api.Assertions.assertThat;

import io.directstream.OffsetRange;
import io.directstream.offset.StorableRange.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class KafkaOffsetStoreTests {

    private static final TopicPartition P0 = new TopicPartition("orders", 0);

    private static final TopicPartition P1 = new TopicPartition("orders", 1);

    private final FakeCommitter group = new FakeCommitter();

    private final KafkaOffsetStore store =
            new KafkaOffsetStore(new OffsetStoreContext("orders", "billing-orders", group));

    @Test
    void loadsWhatTheGroupCommitted() {
        group.committed.put(P0, new OffsetAndMetadata(42, Optional.of(3), "direct-stream partitions=8"));

        assertThat(load(P0, P1)).isEqualTo(Map.of(P0, new StoredOffset(42, 3, TopicShape.of(8))));
    }

    @Test
    void loadsWhatOthersCommittedForTheGroup() {
        group.committed.put(P0, new OffsetAndMetadata(42, "by kafka-consumer-groups"));

        assertThat(load(P0)).isEqualTo(Map.of(P0, new StoredOffset(42, null, null)));
    }

    @Test
    void neverReadsAMirrorBack() {
        group.committed.put(P0, new OffsetAndMetadata(42, CommitMetadata.MIRROR_MARK + " of jdbc"));

        assertThat(load(P0)).isEmpty();
        assertThat(store(range(42, 50))).isEqualTo(StoreOutcome.GAP);
    }

    @Test
    void commitsTheEndOfARangeWithItsLeaderEpochAndTheTopicsPartitions() {
        group.committed.put(P0, new OffsetAndMetadata(10));
        load(P0);

        assertThat(store(range(10, 20))).isEqualTo(StoreOutcome.STORED);

        assertThat(group.commits)
                .containsExactly("orders-0 in epoch 5: "
                        + new OffsetAndMetadata(20, Optional.of(3), "direct-stream partitions=8"));
    }

    @Test
    void whatItReadsBackIsWhatItWrote() {
        group.committed.put(P0, new OffsetAndMetadata(10));
        load(P0);
        store(range(10, 20));

        assertThat(load(P0)).isEqualTo(Map.of(P0, new StoredOffset(20, 3, TopicShape.of(8))));
    }

    @Test
    @DisplayName("I1: a range is stored only where the last one ended")
    void aRangeIsStoredOnlyWhereTheLastOneEnded() {
        group.committed.put(P0, new OffsetAndMetadata(10));
        load(P0);
        store(range(10, 20));

        assertThat(store(range(25, 30))).isEqualTo(StoreOutcome.GAP);
        assertThat(store(range(15, 25))).isEqualTo(StoreOutcome.OVERLAP);
        assertThat(store(range(10, 20))).isEqualTo(StoreOutcome.DUPLICATE);
        assertThat(store(range(12, 15))).isEqualTo(StoreOutcome.DUPLICATE);
        assertThat(group.commits).as("refused ranges change nothing").hasSize(1);
        assertThat(store(range(20, 30))).isEqualTo(StoreOutcome.STORED);
    }

    @Test
    void aRangeOfAPartitionOfWhichNothingIsKnownIsAGap() {
        load(P0);

        assertThat(store(range(0, 10))).isEqualTo(StoreOutcome.GAP);
    }

    @Test
    void anEmptyRangeAtTheStoredOffsetIsStored() {
        group.committed.put(P0, new OffsetAndMetadata(10));
        load(P0);

        assertThat(store(range(10, 10))).isEqualTo(StoreOutcome.STORED);
    }

    @Test
    void theNextRangeNeedNotWaitForTheCommitOfTheOneBefore() {
        group.committed.put(P0, new OffsetAndMetadata(10));
        load(P0);
        group.answersAtOnce = false;

        CompletableFuture<List<StoreOutcome>> first = storeLater(range(10, 20));
        CompletableFuture<List<StoreOutcome>> second = storeLater(range(20, 30));
        assertThat(first).isNotDone();
        assertThat(second).isNotDone();

        group.answer(StoreOutcome.STORED);
        assertThat(first).isCompletedWithValue(List.of(StoreOutcome.STORED));
        assertThat(second).isCompletedWithValue(List.of(StoreOutcome.STORED));
    }

    @Test
    void aChosenPositionTakesThePlaceOfWhatWasStored() {
        group.committed.put(P0, new OffsetAndMetadata(100));
        load(P0);

        assertThat(store(StorableRange.position(P0, 40, 5, null, TopicShape.of(8))
                        .replacing(100L)))
                .isEqualTo(StoreOutcome.STORED);

        assertThat(group.committed).containsEntry(P0, new OffsetAndMetadata(40, "direct-stream partitions=8"));
        assertThat(store(range(40, 50))).isEqualTo(StoreOutcome.STORED);
    }

    @Test
    void passesOnThatAPartitionWasTakenAway() {
        group.committed.put(P0, new OffsetAndMetadata(10));
        load(P0);
        group.outcome = StoreOutcome.FENCED;

        assertThat(store(range(10, 20))).isEqualTo(StoreOutcome.FENCED);
    }

    @Test
    void beginsAgainWhereTheGroupStandsWhenItIsLoadedAgain() {
        group.committed.put(P0, new OffsetAndMetadata(10));
        load(P0);
        store(range(10, 20));
        group.committed.put(P0, new OffsetAndMetadata(15));

        load(P0);

        assertThat(store(range(20, 30))).isEqualTo(StoreOutcome.GAP);
        assertThat(store(range(15, 30))).isEqualTo(StoreOutcome.STORED);
    }

    @Test
    void answersForEachRangeInTheOrderGiven() {
        group.committed.put(P0, new OffsetAndMetadata(10));
        group.committed.put(P1, new OffsetAndMetadata(0));
        load(P0, P1);

        CompletionStage<List<StoreOutcome>> outcomes =
                store.store(List.of(storable(OffsetRange.create(P1, 5, 6)), storable(OffsetRange.create(P0, 10, 12))));

        assertThat(outcomes.toCompletableFuture()).isCompletedWithValue(List.of(StoreOutcome.GAP, StoreOutcome.STORED));
    }

    private Map<TopicPartition, StoredOffset> load(TopicPartition... partitions) {
        return store.load("billing", Set.of(partitions)).toCompletableFuture().join();
    }

    private StoreOutcome store(StorableRange range) {
        return storeLater(range).join().get(0);
    }

    private CompletableFuture<List<StoreOutcome>> storeLater(StorableRange range) {
        return store.store(List.of(range)).toCompletableFuture();
    }

    private static StorableRange range(long from, long until) {
        return storable(OffsetRange.create(P0, from, until));
    }

    private static StorableRange storable(OffsetRange range) {
        return new StorableRange(Kind.RANGE, range, 5, null, 3, 1_000L, (int) range.count(), 1, TopicShape.of(8), null);
    }
}
