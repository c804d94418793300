/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import io.directstream.consumer.ByteBudget;
import io.directstream.consumer.CacheOptions;
import io.directstream.consumer.ConsumerCache;
import io.directstream.consumer.ConsumerLease;
import io.directstream.consumer.Fetcher;
import io.directstream.consumer.FetcherPool;
import io.directstream.consumer.RawRecords;
import io.directstream.consumer.ReadListener;
import io.directstream.offset.StorableRange;
import io.directstream.offset.StoredOffset;
import io.directstream.testing.FakeClients;
import io.directstream.testing.FakeFetchConsumer;
import io.directstream.testing.FetchedRecords;
import io.directstream.testing.ManualClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/** Assigned partitions and their readers without a broker; the test is member, worker and Kafka at once. */
final class ReadingFixture {

    private static final int MAX_RECORDS = 10_000;

    final ManualClock clock = new ManualClock();

    final Membership membership;

    final PartitionTable table;

    final FakeFetchConsumer kafka = new FakeFetchConsumer();

    final Reading reading;

    private final int maxRecords;

    private final BatchPlanner planner = new BatchPlanner();

    ReadingFixture() {
        this(1_000_000);
    }

    ReadingFixture(long budgetBytes) {
        this(budgetBytes, Planning.continuous(), new CommitMode.AfterBatch());
    }

    ReadingFixture(long budgetBytes, Planning planning, CommitMode commit) {
        this(MAX_RECORDS, budgetBytes, planning, commit);
    }

    /** Of a group that waits so long for a sign of life. */
    ReadingFixture(Duration sessionTimeout) {
        this(
                new BatchLimits(MAX_RECORDS, 16 << 20, 1_000_000, Planning.continuous(), RateOptions.DEFAULT),
                new CommitMode.AfterBatch(),
                sessionTimeout.toMillis());
    }

    /** With limits of its rate, and so many records of a partition in a batch. */
    ReadingFixture(int maxRecords, Planning planning, RateOptions rate) {
        this(
                new BatchLimits(maxRecords, 16 << 20, 1_000_000, planning, rate),
                new CommitMode.AfterBatch(),
                Long.MAX_VALUE);
    }

    ReadingFixture(int maxRecords, long budgetBytes, Planning planning, CommitMode commit) {
        this(new BatchLimits(maxRecords, 16 << 20, budgetBytes, planning, RateOptions.DEFAULT), commit, Long.MAX_VALUE);
    }

    private ReadingFixture(BatchLimits limits, CommitMode commit, long sessionTimeoutMs) {
        Planning planning = limits.planning();
        this.maxRecords = limits.maxRecords();
        this.membership = new Membership(sessionTimeoutMs, clock);
        ByteBudget budget = new ByteBudget(limits.budgetBytes(), Integer.MAX_VALUE, () -> {});
        this.table = new PartitionTable(limits, StoreWindow.of(commit, planning), budget, 2, membership, clock);
        FetcherPool fetchers = new FetcherPool(
                1,
                new FetcherPool.Source(new FakeClients(index -> kafka), Map.of(), clock),
                budget,
                new ArrivalsToTable());
        ConsumerCache cache = new ConsumerCache("billing", CacheOptions.DEFAULT, fetchers, budget, clock);
        this.reading = new Reading(table, cache, fetchers, budget, planning);
    }

    /** The table of a continuous stream. */
    static PartitionTable table(ManualClock clock) {
        BatchLimits limits =
                new BatchLimits(MAX_RECORDS, 16 << 20, 1_000_000, Planning.continuous(), RateOptions.DEFAULT);
        return new PartitionTable(
                limits,
                StoreWindow.of(new CommitMode.AfterBatch(), Planning.continuous()),
                new ByteBudget(1_000_000, Integer.MAX_VALUE, () -> {}),
                2,
                new Membership(Long.MAX_VALUE, clock),
                clock);
    }

    long epoch(TopicPartition partition) {
        return table.view().epochs(Set.of(partition)).get(partition);
    }

    /** Assigns a partition and has it begin at the given offset. */
    void begin(TopicPartition partition, long offset) {
        table.assign(List.of(partition));
        load(partition, offset);
    }

    /** Has an assigned partition begin at the given offset. */
    void load(TopicPartition partition, long offset) {
        reading.begin(partition, epoch(partition), new StoredOffset(offset, null, null));
        poll();
    }

    /** Brings records of all these offsets. */
    void arrive(TopicPartition partition, long from, long until) {
        kafka.add(FetchedRecords.records(partition, from, until));
        poll();
    }

    /** Has the log of a partition hold records at all these offsets, to be fetched by whoever reads there. */
    void write(TopicPartition partition, long from, long until) {
        kafka.write(FetchedRecords.records(partition, from, until));
    }

    void poll() {
        fetcher().poll(Duration.ZERO);
    }

    Fetcher fetcher() {
        return reading.fetchers().all().get(0);
    }

    /** What a worker does first: claims the next partition and takes its records. */
    PlannedRange take() {
        return take(maxRecords);
    }

    PlannedRange take(int mostRecords) {
        return read(planner.plan(table.claim()).get(0), mostRecords);
    }

    PlannedRange read(PlannedRange planned) {
        return read(planned, maxRecords);
    }

    private PlannedRange read(PlannedRange planned, int mostRecords) {
        PlannedRange read = planned;
        if (planned.records() == null) {
            try (ConsumerLease lease = reading.cache()
                    .lease(planned.partition(), planned.range().fromOffset())
                    .orElseThrow()) {
                RawRecords taken = lease.take(planned.range().untilOffset(), mostRecords, Long.MAX_VALUE);
                read = planned.cutTo(taken);
            }
        }
        table.delivering(read);
        return read;
    }

    /** What a worker does last. */
    void finish(PlannedRange planned) {
        planned.records().giveBack(reading.budget());
        table.finished(List.of(planned));
    }

    /** What the store does. */
    void acknowledge(PlannedRange planned) {
        table.acknowledged(List.of(new StorableRange(
                StorableRange.Kind.RANGE,
                planned.range(),
                planned.epoch(),
                null,
                null,
                null,
                planned.recordCount(),
                planned.attempt(),
                null,
                null)));
    }

    PartitionSnapshot snapshot(TopicPartition partition) {
        return table.view().snapshot(partition).orElseThrow();
    }

    PartitionState state(TopicPartition partition) {
        return snapshot(partition).state();
    }

    private final class ArrivalsToTable implements ReadListener {

        @Override
        public void recordsArrived(List<TopicPartition> partitions) {
            table.arrived(partitions);
        }

        @Override
        public void readFailed(TopicPartition partition, RuntimeException cause) {
            throw new AssertionError(partition.toString(), cause);
        }

        @Override
        public void fetcherFailed(String clientId, RuntimeException cause) {
            throw new AssertionError(clientId, cause);
        }
    }
}
