/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import static io.directstream.stream.Ranges.P0;
import static org.assertj.core.api.Assertions.assertThat;

import io.directstream.OffsetRange;
import io.directstream.offset.FakeCommitter;
import io.directstream.offset.OffsetStore;
import io.directstream.offset.StorableRange;
import io.directstream.offset.StoreOutcome;
import io.directstream.offset.StoredOffset;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ManualCommitsTests implements OffsetStore {

    private final ReadingFixture reading =
            new ReadingFixture(1_000_000, Planning.continuous(), new CommitMode.Manual(10));

    private final List<OffsetRange> stored = new ArrayList<>();

    private final List<String> heard = java.util.Collections.synchronizedList(new ArrayList<>());

    private final StreamEvents events = new StreamEvents("orders", StreamObserver.NONE);

    private StoreOutcome answer = StoreOutcome.STORED;

    private ManualCommits commits;

    @BeforeEach
    void begin() {
        StreamOptions options = StreamOptions.of("orders", "billing");
        RangeEnds.Reporting reporting =
                new RangeEnds.Reporting(new StreamStatistics(10, reading.clock), StreamObserver.NONE);
        FailureHandler failures = new FailureHandler(
                options,
                new RecordSearch(options.failure(), false, false),
                reading.reading,
                reporting,
                reloaded -> {},
                reading.clock);
        commits = new ManualCommits(
                "orders",
                reading.table.uncommitted(),
                this,
                new StoreMeter("orders", StreamObserver.NONE, reading.clock),
                new StoreAnswers("test", reading.table, failures, new Mirror(options, this, new FakeCommitter())),
                events);
        reading.begin(P0, 0);
    }

    @AfterEach
    void end() {
        events.close();
    }

    @Test
    @DisplayName("I1: each request is stored from where the one before ended, smaller ones are stored already")
    void requestsFollowEachOther() {
        deliver(0, 10);
        commit(4);
        commit(10);
        commit(2);

        assertThat(stored).containsExactly(OffsetRange.create(P0, 0, 4), OffsetRange.create(P0, 4, 10));
        hears("4", "10", "2");
    }

    @Test
    @DisplayName("I2: a request for the running range waits for its listener and is dropped if that fails")
    void aRequestForTheRunningRangeWaits() {
        reading.arrive(P0, 0, 5);
        PlannedRange running = reading.take();
        commit(5);
        commit(3);
        assertThat(stored).isEmpty();
        commits.unfinished(running, "its listener failed");
        hears("orders-0 up to 5=its listener failed", "orders-0 up to 3=its listener failed");

        commit(5);
        finish(running);

        assertThat(stored).containsExactly(OffsetRange.create(P0, 0, 5));
        hears("5");
    }

    @Test
    @DisplayName(
            "I6: ranges without records are stored as soon as nothing before them is owed, for nobody commits them")
    void rangesWithoutRecordsAreStoredUnasked() {
        deliverMarkers(0, 3);
        assertThat(stored).containsExactly(OffsetRange.create(P0, 0, 3));

        deliver(3, 6);
        deliverMarkers(6, 8);
        assertThat(stored).as("3 to 6 is still owed").hasSize(1);
        commit(6);

        assertThat(stored).containsExactly(OffsetRange.create(P0, 0, 3), OffsetRange.create(P0, 3, 8));
        assertThat(reading.snapshot(P0).stored()).isEqualTo(8);
    }

    @Test
    @DisplayName("I1: what was delivered before a rebalance is fenced after it")
    void aRangeOfBeforeARebalanceIsFenced() {
        deliver(0, 10);
        reading.reading.drop(Set.of(P0));
        commit(10);
        hears("orders-0 up to 10=the partition is not assigned to this instance any more");

        reading.begin(P0, 0);
        commit(10);

        hears("orders-0 up to 10=nothing beyond 0 was delivered since the partition was assigned to this instance");
        assertThat(stored).isEmpty();
    }

    @Test
    void whatTheStoreRefusesIsTold() {
        deliver(0, 10);
        answer = StoreOutcome.GAP;

        commit(10);

        hears("orders-0 up to 10=orders/orders-0@[0,10) was refused by the store with GAP");
        assertThat(reading.state(P0)).isEqualTo(PartitionState.LOADING);
    }

    @Test
    void aFailingCallbackChangesNothing() {
        deliver(0, 10);
        commits.commit(List.of(OffsetRange.create(P0, 0, 4)), (offsets, failure) -> {
            throw new IllegalStateException("callback");
        });
        commit(10);

        hears("10");
    }

    private void commit(long until) {
        commits.commit(
                List.of(OffsetRange.create(P0, 0, until)),
                (offsets, failure) -> heard.add(failure == null ? offsets(offsets) : reason(failure.getMessage())));
    }

    private static String offsets(Map<TopicPartition, OffsetAndMetadata> offsets) {
        return String.valueOf(offsets.get(P0).offset());
    }

    private static String reason(String message) {
        return message.substring(message.indexOf('{') + 1, message.length() - 1);
    }

    /** Callbacks come in order on a thread of their own. */
    private void hears(String... expected) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(heard).containsExactly(expected));
        heard.clear();
    }

    private void deliver(long from, long until) {
        reading.arrive(P0, from, until);
        finish(reading.take());
    }

    private void deliverMarkers(long from, long until) {
        assertThat(from).isLessThan(until);
        reading.kafka.addMarkers(P0, until);
        reading.poll();
        finish(reading.take());
    }

    private void finish(PlannedRange planned) {
        reading.finish(planned);
        commits.finished(planned);
    }

    @Override
    public String name() {
        return "test";
    }

    @Override
    public CompletionStage<Map<TopicPartition, StoredOffset>> load(String stream, Set<TopicPartition> partitions) {
        return CompletableFuture.completedStage(Map.of());
    }

    @Override
    public CompletionStage<List<StoreOutcome>> store(List<StorableRange> ranges) {
        if (answer == StoreOutcome.STORED) {
            ranges.forEach(range -> stored.add(range.range()));
        }
        return CompletableFuture.completedStage(
                ranges.stream().map(range -> answer).toList());
    }

    @Override
    public void close() {}
}
