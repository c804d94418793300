/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.offset;

import static org.assertj.core.api.Assertions.assertThat;

import io.directstream.OffsetRange;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What every {@link OffsetStore} has to do. Extend it for a store of your own; each test begins with an empty one.
 *
 * @see TransactionalOffsetStoreContract
 */
public abstract class OffsetStoreContract {

    protected static final String STREAM = "orders";

    protected static final TopicPartition P0 = new TopicPartition("orders", 0);

    protected static final TopicPartition P1 = new TopicPartition("orders", 1);

    private static final TopicPartition OTHER_TOPIC = new TopicPartition("returns", 0);

    private static final Uuid TOPIC_ID = new Uuid(1, 2);

    private static final TopicShape SHAPE = new TopicShape(8, "0123abcd");

    private OffsetStore store;

    /**
     * Opens the store as an application does that starts, also a second time while the first one is open or after it was
     * closed: what was stored in this test is there.
     */
    protected abstract OffsetStore open() throws Exception;

    /** Whether several instances may have the store open at once, so that it decides itself which of them was first. */
    protected boolean isShared() {
        return true;
    }

    @BeforeEach
    final void openStore() throws Exception {
        store = open();
    }

    @AfterEach
    final void closeStore() {
        store.close();
    }

    @Test
    void nothingIsStoredAtFirst() {
        assertThat(load(store, P0, P1)).isEmpty();
    }

    @Test
    void aChosenPositionIsLoadedWithTheShapeOfItsTopic() {
        load(store, P0);
        assertThat(store(store, position(P0, 40))).isEqualTo(StoreOutcome.STORED);

        assertThat(load(store, P0)).isEqualTo(Map.of(P0, stored(40, null)));
    }

    @Test
    @DisplayName("I1: a range is stored where the last one ended, and loaded by its end")
    void rangesFollowEachOther() {
        begin(P0, 10);

        assertThat(store(store, range(P0, 10, 20))).isEqualTo(StoreOutcome.STORED);
        assertThat(store(store, range(P0, 20, 25))).isEqualTo(StoreOutcome.STORED);

        assertThat(load(store, P0)).isEqualTo(Map.of(P0, stored(25, 3)));
    }

    @Test
    @DisplayName("I1: a range that does not begin there is refused with the reason and changes nothing")
    void otherRangesAreRefused() {
        begin(P0, 10);
        store(store, range(P0, 10, 20));

        assertThat(store(store, range(P0, 25, 30))).isEqualTo(StoreOutcome.GAP);
        assertThat(store(store, range(P0, 15, 25))).isEqualTo(StoreOutcome.OVERLAP);
        assertThat(store(store, range(P0, 10, 20))).isEqualTo(StoreOutcome.DUPLICATE);
        assertThat(store(store, range(P0, 12, 15))).isEqualTo(StoreOutcome.DUPLICATE);

        assertThat(offset(store, P0)).isEqualTo(20);
        assertThat(store(store, range(P0, 20, 30))).isEqualTo(StoreOutcome.STORED);
    }

    @Test
    void aRangeOfAPartitionOfWhichNothingIsStoredIsAGap() {
        load(store, P0);

        assertThat(store(store, range(P0, 0, 10))).isEqualTo(StoreOutcome.GAP);
        assertThat(load(store, P0)).isEmpty();
    }

    @Test
    void aRangeWithoutOffsetsIsStoredWhereTheLastOneEnded() {
        begin(P0, 10);

        assertThat(store(store, range(P0, 10, 10))).isEqualTo(StoreOutcome.STORED);
    }

    @Test
    void aChosenPositionTakesThePlaceOfWhatWasStored() {
        begin(P0, 100);

        assertThat(store(store, position(P0, 40).replacing(100L))).isEqualTo(StoreOutcome.STORED);
        assertThat(store(store, range(P0, 100, 110))).isEqualTo(StoreOutcome.GAP);
        assertThat(store(store, range(P0, 40, 50))).isEqualTo(StoreOutcome.STORED);
    }

    @Test
    @DisplayName("I1: a position that was chosen when something else was stored, or nothing, takes nothing back")
    void aPositionThatCameTooLateIsRefused() {
        begin(P0, 10);
        store(store, range(P0, 10, 20));

        assertThat(store(store, position(P0, 0))).isEqualTo(StoreOutcome.DUPLICATE);
        assertThat(store(store, position(P0, 5).replacing(10L))).isEqualTo(StoreOutcome.DUPLICATE);
        assertThat(store(store, position(P0, 30).replacing(10L))).isEqualTo(StoreOutcome.OVERLAP);
        assertThat(store(store, position(P1, 5).replacing(10L))).isEqualTo(StoreOutcome.GAP);

        assertThat(offset(store, P0)).isEqualTo(20);
        assertThat(offset(store, P1)).isNull();
    }

    @Test
    void partitionsAndTopicsAreKeptApart() {
        begin(P0, 10);
        begin(P1, 20);
        begin(OTHER_TOPIC, 30);
        store(store, range(P1, 20, 25));

        assertThat(offset(store, P0)).isEqualTo(10);
        assertThat(offset(store, P1)).isEqualTo(25);
        assertThat(offset(store, OTHER_TOPIC)).isEqualTo(30);
        assertThat(load(store, P1).keySet()).as("only what was asked for").containsExactly(P1);
    }

    @Test
    void outcomesComeInTheOrderOfTheRanges() {
        begin(P0, 10);
        begin(P1, 20);

        assertThat(answer(store.store(List.of(range(P1, 21, 25), range(P0, 10, 20)))))
                .containsExactly(StoreOutcome.GAP, StoreOutcome.STORED);
    }

    @Test
    void aRestartGoesOnWhereItEnded() throws Exception {
        begin(P0, 10);
        store(store, range(P0, 10, 20));
        store.close();

        try (OffsetStore again = open()) {
            assertThat(load(again, P0)).isEqualTo(Map.of(P0, stored(20, 3)));
            assertThat(store(again, range(P0, 20, 30))).isEqualTo(StoreOutcome.STORED);
        }
    }

    @Test
    @DisplayName("I8: nothing is stored after the store was closed")
    void nothingIsStoredAfterTheClose() throws Exception {
        begin(P0, 10);
        store.close();

        CompletableFuture<List<StoreOutcome>> late;
        try {
            late = store.store(List.of(range(P0, 10, 20))).toCompletableFuture();
        } catch (RuntimeException refused) {
            late = CompletableFuture.failedFuture(refused);
        }
        assertThat(late.handle((outcomes, failure) -> outcomes))
                .succeedsWithin(30, TimeUnit.SECONDS)
                .isNotEqualTo(List.of(StoreOutcome.STORED));

        try (OffsetStore again = open()) {
            assertThat(offset(again, P0)).isEqualTo(10);
        }
    }

    @Test
    @DisplayName("I1: of two instances that store the same range one is first, whatever they believe")
    void ofTwoInstancesOneIsFirst() throws Exception {
        Assumptions.assumeTrue(isShared());
        begin(P0, 10);
        try (OffsetStore other = open()) {
            load(other, P0);

            assertThat(store(other, range(P0, 10, 20))).isEqualTo(StoreOutcome.STORED);
            assertThat(store(store, range(P0, 10, 15))).isEqualTo(StoreOutcome.DUPLICATE);
            assertThat(store(store, range(P0, 10, 30))).isEqualTo(StoreOutcome.OVERLAP);
            assertThat(offset(store, P0)).isEqualTo(20);
        }
    }

    @Test
    void aTopicThatWasDeletedAndMadeAgainIsAnotherOne() {
        Assumptions.assumeTrue(store.traits().contains(OffsetStore.Trait.KEEPS_TOPIC_IDS));
        begin(P0, 10);
        store(store, range(P0, 10, 20));
        StorableRange same = range(P0, 20, 30);
        StorableRange another = new StorableRange(
                same.kind(), same.range(), same.epoch(), new Uuid(7, 7), null, null, 10, 1, SHAPE, null);

        assertThat(store(store, another)).isEqualTo(StoreOutcome.TOPIC_RECREATED);
        assertThat(offset(store, P0)).isEqualTo(20);
    }

    /** Has a partition stand at an offset, as the engine does before it reads: looked up, and chosen. */
    protected final void begin(TopicPartition partition, long offset) {
        load(store, partition);
        assertThat(store(store, position(partition, offset))).isEqualTo(StoreOutcome.STORED);
    }

    /** The store of the test. */
    protected final OffsetStore store() {
        return store;
    }

    /** What is stored of these partitions. */
    protected static Map<TopicPartition, StoredOffset> load(OffsetStore store, TopicPartition... partitions) {
        return answer(store.load(STREAM, Set.of(partitions)));
    }

    /** What is stored of this partition. */
    protected static @Nullable Long offset(OffsetStore store, TopicPartition partition) {
        StoredOffset stored = load(store, partition).get(partition);
        return stored == null ? null : (Long) stored.offset();
    }

    /** A finished range with a record at each offset. */
    protected static StorableRange range(TopicPartition partition, long from, long until) {
        OffsetRange range = OffsetRange.create(partition, from, until);
        return new StorableRange(
                StorableRange.Kind.RANGE, range, 5, TOPIC_ID, 3, 1_000L, (int) range.count(), 1, SHAPE, null);
    }

    private static StorableRange position(TopicPartition partition, long offset) {
        return StorableRange.position(partition, offset, 5, TOPIC_ID, SHAPE);
    }

    private StoredOffset stored(long offset, @Nullable Integer leaderEpoch) {
        boolean keepsIds = store.traits().contains(OffsetStore.Trait.KEEPS_TOPIC_IDS);
        return new StoredOffset(offset, leaderEpoch, SHAPE, keepsIds ? TOPIC_ID : null, null);
    }

    private static StoreOutcome store(OffsetStore store, StorableRange range) {
        return answer(store.store(List.of(range))).get(0);
    }

    private static <T> T answer(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
    }
}
