/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import static io.directstream.stream.Ranges.P0;
import static io.directstream.stream.Ranges.P1;
import static io.directstream.stream.Ranges.P2;
import static org.assertj.core.api.Assertions.assertThat;

import io.directstream.offset.FakeCommitter;
import io.directstream.offset.OffsetStore;
import io.directstream.offset.OffsetStoreException;
import io.directstream.offset.StorableRange;
import io.directstream.offset.StoreOutcome;
import io.directstream.offset.StoredOffset;
import io.directstream.offset.TopicShape;
import io.directstream.strategy.ConsumerStrategies;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PositionLoaderTests {

    private static final Node LEADER = new Node(1, "localhost", 9092);

    private final ReadingFixture reading = new ReadingFixture();

    private final LeaderOffsets offsets = new LeaderOffsets(reading.clock);

    private final Map<TopicPartition, Long> lost = new ConcurrentHashMap<>();

    private final StreamEvents events = new StreamEvents("orders", new StreamObserver() {
        @Override
        public void recordsLost(String stream, TopicPartition partition, long records) {
            lost.merge(partition, records, Long::sum);
        }
    });

    private final Store store = new Store();

    private final FakeCommitter committer = new FakeCommitter();

    private final MemberTasks member = new MemberTasks(reading.clock);

    private final MockConsumer<byte[], byte[]> group = new MockConsumer<>("none");

    @BeforeEach
    void makeTopic() {
        group.updatePartitions(
                "orders",
                Stream.of(P0, P1, P2)
                        .map(partition -> new PartitionInfo("orders", partition.partition(), LEADER, null, null))
                        .toList());
        group.updateBeginningOffsets(Map.of(P0, 10L, P1, 11L, P2, 12L));
        group.updateEndOffsets(Map.of(P0, 100L, P1, 101L, P2, 102L));
    }

    @Test
    void aPartitionBeginsWhereItIsStored() {
        store.offsets.put(P0, new StoredOffset(42, null, TopicShape.of(3)));

        load(OffsetOptions.DEFAULT, P0);

        assertThat(reading.state(P0)).isEqualTo(PartitionState.IDLE);
        assertThat(reading.snapshot(P0).position()).isEqualTo(42);
        assertThat(reading.table.view().origin(P0).shape()).isEqualTo(TopicShape.of(3));
        assertThat(store.stored).as("nothing is chosen").isEmpty();
    }

    @Test
    @DisplayName("I1: a position that was chosen is stored before the first record is read")
    void aChosenPositionIsStoredFirst() {
        CompletableFuture<StoreOutcome> answer = new CompletableFuture<>();
        store.outcome = () -> answer;

        load(new OffsetOptions(PositionPolicy.LATEST, PositionPolicy.FAIL, PositionPolicy.EARLIEST), P0);
        assertThat(store.stored)
                .containsExactly(StorableRange.position(P0, 100, reading.epoch(P0), null, TopicShape.of(3)));
        assertThat(reading.state(P0)).isEqualTo(PartitionState.LOADING);

        answer.complete(StoreOutcome.STORED);
        turn();
        assertThat(reading.state(P0)).isEqualTo(PartitionState.IDLE);
        assertThat(reading.snapshot(P0).position()).isEqualTo(100);
    }

    @Test
    void aPartitionThatWasAddedIsKnownByWhatIsStoredOfTheOthers() {
        store.offsets.put(P0, new StoredOffset(42, null, TopicShape.of(2)));
        store.offsets.put(P1, new StoredOffset(43, null, TopicShape.of(2)));

        load(new OffsetOptions(PositionPolicy.LATEST, PositionPolicy.FAIL, PositionPolicy.EARLIEST), P2);

        assertThat(reading.snapshot(P2).position()).isEqualTo(12);
    }

    @Test
    void aPartitionThatMustNotBeginIsParkedWithTheReason() {
        load(new OffsetOptions(PositionPolicy.FAIL, PositionPolicy.FAIL, PositionPolicy.FAIL), P0);

        assertThat(reading.state(P0)).isEqualTo(PartitionState.FAILED);
        assertThat(reading.snapshot(P0).reason()).startsWith("nothing is stored for orders-0");
        assertThat(store.stored).isEmpty();
    }

    @Test
    @DisplayName("I9: what the store cannot tell of one partition holds up that one alone, and says why")
    void aPartitionThatCannotBeLookedUpHoldsUpNoOther() {
        store.offsets.put(P1, new StoredOffset(43, null, TopicShape.of(3)));
        store.refused = P0;
        reading.table.assign(List.of(P0, P1));
        loader(OffsetOptions.DEFAULT).load(List.of(P0, P1));
        turn();

        assertThat(reading.snapshot(P1).position()).isEqualTo(43);
        assertThat(reading.state(P0)).isEqualTo(PartitionState.LOADING);
        assertThat(reading.snapshot(P0).reason()).contains("the file of orders-0 was edited");

        store.refused = null;
        store.offsets.put(P0, new StoredOffset(42, null, TopicShape.of(3)));
        later();
        assertThat(reading.snapshot(P0).position()).isEqualTo(42);
    }

    @Test
    @DisplayName("I9: a look-up that fails is made again")
    void aLookUpThatFailsIsMadeAgain() {
        store.offsets.put(P0, new StoredOffset(42, null, TopicShape.of(3)));
        store.loadFailure = () -> CompletableFuture.failedStage(away());
        load(OffsetOptions.DEFAULT, P0);
        assertThat(reading.state(P0)).isEqualTo(PartitionState.LOADING);

        store.loadFailure = null;
        later();
        assertThat(reading.snapshot(P0).position()).isEqualTo(42);
    }

    @Test
    @DisplayName("I9: a look-up that throws is made again too")
    void aLookUpThatThrowsIsMadeAgainToo() {
        store.offsets.put(P0, new StoredOffset(42, null, TopicShape.of(3)));
        store.loadFailure = () -> {
            throw away();
        };
        load(OffsetOptions.DEFAULT, P0);

        store.loadFailure = null;
        later();
        assertThat(reading.snapshot(P0).position()).isEqualTo(42);
    }

    @Test
    void aBrokerThatDoesNotAnswerIsAskedAgain() {
        group.setOffsetsException(new KafkaException("no leader"));
        load(OffsetOptions.DEFAULT, P0);
        assertThat(reading.state(P0)).isEqualTo(PartitionState.LOADING);

        later();
        assertThat(reading.snapshot(P0).position()).isEqualTo(10);
    }

    @Test
    @DisplayName("I9: a chosen position that the store refuses is looked up again")
    void aChosenPositionThatTheStoreRefusesIsLookedUpAgain() {
        store.outcome = () -> CompletableFuture.completedStage(StoreOutcome.DUPLICATE);
        load(OffsetOptions.DEFAULT, P0);
        assertThat(reading.state(P0)).isEqualTo(PartitionState.LOADING);

        store.offsets.put(P0, new StoredOffset(55, null, TopicShape.of(3)));
        later();
        assertThat(reading.snapshot(P0).position()).isEqualTo(55);
    }

    @Test
    void nothingBeginsOfAPartitionThatWasTakenAwayMeanwhile() {
        store.offsets.put(P0, new StoredOffset(42, null, TopicShape.of(3)));
        reading.table.assign(List.of(P0));
        loader(OffsetOptions.DEFAULT).load(List.of(P0));
        reading.reading.drop(Set.of(P0));

        turn();

        assertThat(reading.table.view().snapshot(P0)).isEmpty();
        assertThat(reading.reading.cache().snapshot().size()).isZero();
    }

    @Test
    void nothingIsAskedAgainForAPartitionThatWasTakenAway() {
        store.loadFailure = () -> CompletableFuture.failedStage(away());
        load(OffsetOptions.DEFAULT, P0);
        reading.reading.drop(Set.of(P0));
        int loads = store.loads;

        later();

        assertThat(store.loads).isEqualTo(loads);
    }

    @Test
    @DisplayName("I1: a jump is stored as a chosen position")
    void aJumpIsStoredAsAChosenPosition() {
        reading.begin(P0, 3);
        reading.table.reload(P0, reading.epoch(P0), "its position 3 is out of range");

        loader(new OffsetOptions(PositionPolicy.FAIL, PositionPolicy.EARLIEST, PositionPolicy.FAIL))
                .jump(P0, 3);
        turn();

        assertThat(store.stored)
                .containsExactly(StorableRange.position(P0, 10, reading.epoch(P0), null, TopicShape.of(3))
                        .replacing(3L));
        assertThat(reading.snapshot(P0).position()).isEqualTo(10);
        assertThat(reading.state(P0)).isEqualTo(PartitionState.IDLE);
        events.close();
        assertThat(lost).isEqualTo(Map.of(P0, 7L));
    }

    @Test
    void aJumpBackLosesNothing() {
        reading.begin(P0, 300);
        reading.table.reload(P0, reading.epoch(P0), "its position 300 is out of range");

        loader(new OffsetOptions(PositionPolicy.FAIL, PositionPolicy.LATEST, PositionPolicy.FAIL))
                .jump(P0, 300);
        turn();

        assertThat(reading.snapshot(P0).position()).isEqualTo(100);
        events.close();
        assertThat(lost).isEmpty();
    }

    @Test
    @DisplayName("I9: a partition without a leader waits with the reason while the others begin")
    void aPartitionWithoutALeaderWaitsWhileTheOthersBegin() {
        leaders(null, LEADER);
        reading.table.assign(List.of(P0, P1));
        loader(OffsetOptions.DEFAULT).load(List.of(P0, P1));
        turn();

        assertThat(reading.snapshot(P1).position()).isEqualTo(11);
        assertThat(reading.state(P0)).isEqualTo(PartitionState.LOADING);
        assertThat(reading.snapshot(P0).reason()).isEqualTo("the partition has no leader");

        leaders(LEADER, LEADER);
        later();
        assertThat(reading.snapshot(P0).position()).isEqualTo(10);
        assertThat(reading.snapshot(P0).reason()).isNull();
    }

    private void leaders(@Nullable Node first, Node second) {
        group.updatePartitions(
                "orders",
                List.of(
                        new PartitionInfo("orders", 0, first, null, null),
                        new PartitionInfo("orders", 1, second, null, null)));
    }

    private void load(OffsetOptions policies, TopicPartition partition) {
        reading.table.assign(List.of(partition));
        loader(policies).load(List.of(partition));
        turn();
    }

    private PositionLoader loader(OffsetOptions policies) {
        StartingPositions starting = new StartingPositions(
                ConsumerStrategies.subscribe(List.of("orders")), policies, offsets, partition -> false);
        StreamOptions options = StreamOptions.of("orders", "billing").withOffsets(policies);
        StoredPositions positions = new StoredPositions(
                "orders", store, committer, new TopicIds(null, reading.clock), new Mirror(options, store, committer));
        return new PositionLoader("orders", reading.reading, positions, starting, member, events);
    }

    /** One turn of the member. */
    private void turn() {
        member.run(group);
    }

    private void later() {
        reading.clock.advance(Duration.ofSeconds(1));
        turn();
    }

    private static OffsetStoreException away() {
        return new OffsetStoreException("the store is away", new IllegalStateException("connection refused"));
    }

    private static final class Store implements OffsetStore {

        private final Map<TopicPartition, StoredOffset> offsets = new HashMap<>();

        private final List<StorableRange> stored = new ArrayList<>();

        private Supplier<CompletionStage<Map<TopicPartition, StoredOffset>>> loadFailure;

        private TopicPartition refused;

        private Supplier<CompletionStage<StoreOutcome>> outcome =
                () -> CompletableFuture.completedStage(StoreOutcome.STORED);

        private int loads;

        @Override
        public String name() {
            return "test";
        }

        @Override
        public CompletionStage<Map<TopicPartition, StoredOffset>> load(String stream, Set<TopicPartition> partitions) {
            loads++;
            if (loadFailure != null) {
                return loadFailure.get();
            }
            if (refused != null && partitions.contains(refused)) {
                return CompletableFuture.failedStage(new OffsetStoreException(
                        "the file of " + refused + " was edited", Set.of(refused), new IllegalStateException()));
            }
            Map<TopicPartition, StoredOffset> found = new HashMap<>(offsets);
            found.keySet().retainAll(partitions);
            return CompletableFuture.completedStage(found);
        }

        @Override
        public CompletionStage<List<StoreOutcome>> store(List<StorableRange> ranges) {
            stored.addAll(ranges);
            return outcome.get().thenApply(answer -> Collections.nCopies(ranges.size(), answer));
        }

        @Override
        public void close() {}
    }
}
