/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.offset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class GroupOffsetsTests {

    private static final TopicPartition P0 = new TopicPartition("orders", 0);

    private static final TopicPartition P1 = new TopicPartition("orders", 1);

    private static final TopicPartition P2 = new TopicPartition("orders", 2);

    private final BlockedGroup group = new BlockedGroup();

    @Test
    void aGroupThatAnswersIsAskedOnce() {
        group.offsets.put(P0, new OffsetAndMetadata(7));

        assertThat(load(P0, P1)).isEqualTo(Map.of(P0, new StoredOffset(7, null, null)));
        assertThat(group.questions).isEqualTo(1);
    }

    @Test
    void aPartitionWithAnOpenTransactionIsNamedAndHoldsUpNoOther() {
        group.offsets.put(P1, new OffsetAndMetadata(8));
        group.blocked = Set.of(P0);

        OffsetStoreException named = failure(P0, P1, P2);

        assertThat(named.partitions()).containsExactly(P0);
        assertThat(named).hasMessageContaining("[orders-0]").hasMessageContaining("is open");
        assertThat(load(P1, P2)).isEqualTo(Map.of(P1, new StoredOffset(8, null, null)));
    }

    @Test
    void aGroupThatTellsNothingOfAnyConcernsAll() {
        group.blocked = Set.of(P0, P1);

        assertThat(failure(P0, P1).partitions()).containsExactlyInAnyOrder(P0, P1);
    }

    private Map<TopicPartition, StoredOffset> load(TopicPartition... partitions) {
        return GroupOffsets.loadEach(group, Set.of(partitions))
                .toCompletableFuture()
                .join();
    }

    private OffsetStoreException failure(TopicPartition... partitions) {
        Throwable failure = catchThrowableOfType(CompletionException.class, () -> load(partitions))
                .getCause();
        assertThat(failure).isInstanceOf(OffsetStoreException.class);
        return (OffsetStoreException) failure;
    }

    /** Does not answer questions that are also about blocked partitions. */
    private static final class BlockedGroup implements Committer {

        private final Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();

        private Set<TopicPartition> blocked = Set.of();

        private int questions;

        @Override
        public CompletionStage<Map<TopicPartition, OffsetAndMetadata>> committed(Set<TopicPartition> partitions) {
            questions++;
            if (partitions.stream().anyMatch(blocked::contains)) {
                return CompletableFuture.failedStage(new TimeoutException("not within 2000 ms"));
            }
            Map<TopicPartition, OffsetAndMetadata> found = new HashMap<>(offsets);
            found.keySet().retainAll(partitions);
            return CompletableFuture.completedStage(found);
        }

        @Override
        public CompletionStage<StoreOutcome> commit(TopicPartition partition, OffsetAndMetadata offset, long epoch) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void mirror(TopicPartition partition, OffsetAndMetadata offset, long epoch) {
            throw new UnsupportedOperationException();
        }

        @Override
        public ConsumerGroupMetadata group() {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean owns(TopicPartition partition, long epoch) {
            return true;
        }
    }
}
