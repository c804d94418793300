/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import io.directstream.StreamClock;
import io.directstream.benchmarks.micro.OfflineClients;
import io.directstream.consumer.ByteBudget;
import io.directstream.consumer.CacheOptions;
import io.directstream.consumer.ConsumerCache;
import io.directstream.consumer.FetcherPool;
import io.directstream.consumer.RawRecords;
import io.directstream.offset.StorableRange;
import io.directstream.offset.StoredOffset;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * What a range of a continuous stream costs in the table of partitions, from a worker's claim until it is stored. Every
 * partition has more to deliver.
 */
@State(Scope.Benchmark)
public class RangeBenchmark {

    private static final int OFFSETS = 500;

    /** How many partitions are assigned. */
    @Param({"12", "2000"})
    public int partitions;

    private final ByteBudget budget = new ByteBudget(Long.MAX_VALUE, Integer.MAX_VALUE, () -> {});

    private final BatchPlanner planner = new BatchPlanner();

    private final PartitionTable table = table(budget);

    /** Assigns the partitions and has their readers hold all offsets there can be. */
    @Setup
    public void begin() {
        List<TopicPartition> assigned = IntStream.range(0, partitions)
                .mapToObj(partition -> new TopicPartition("orders", partition))
                .toList();
        FetcherPool fetchers = OfflineClients.pool(Endless::new, budget, OfflineClients.unheard());
        ConsumerCache cache = new ConsumerCache("billing", CacheOptions.DEFAULT, fetchers, budget, StreamClock.SYSTEM);
        Reading reading = new Reading(table, cache, fetchers, budget, Planning.continuous());
        table.assign(assigned);
        Map<TopicPartition, Long> epochs = table.view().epochs(assigned);
        epochs.forEach((partition, epoch) -> reading.begin(partition, epoch, new StoredOffset(0, null, null)));
        fetchers.all().forEach(fetcher -> fetcher.poll(Duration.ZERO));
        table.arrived(assigned);
    }

    /** Takes the next range through all its states. */
    @Benchmark
    public long range() {
        PlannedRange planned = planner.plan(table.claim().get(0));
        long until = planned.range().fromOffset() + OFFSETS;
        PlannedRange read = planned.cutTo(RawRecords.none(until));
        table.delivering(read);
        table.finished(List.of(read));
        table.acknowledged(List.of(storable(read)));
        return until;
    }

    private static StorableRange storable(PlannedRange read) {
        return new StorableRange(
                StorableRange.Kind.RANGE, read.range(), read.epoch(), null, null, null, 0, read.attempt(), null, null);
    }

    static PartitionTable table(ByteBudget budget) {
        Planning planning = Planning.continuous();
        BatchLimits limits = new BatchLimits(OFFSETS, 1 << 20, Long.MAX_VALUE, planning, RateOptions.DEFAULT);
        StoreWindow window = StoreWindow.of(new CommitMode.AfterBatch(), planning);
        return new PartitionTable(
                limits, window, budget, 2, new Membership(45_000, StreamClock.SYSTEM), StreamClock.SYSTEM);
    }

    /** Its partitions have all offsets and no record. */
    private static final class Endless extends MockConsumer<byte[], byte[]> {

        private Endless() {
            super("none");
        }

        @Override
        public synchronized ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
            Map<TopicPartition, OffsetAndMetadata> next = assignment().stream()
                    .collect(Collectors.toMap(Function.identity(), partition -> new OffsetAndMetadata(Long.MAX_VALUE)));
            return new ConsumerRecords<>(Map.of(), next);
        }
    }
}
