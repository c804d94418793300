/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.benchmarks.micro;

import io.directstream.StreamClock;
import io.directstream.consumer.ByteBudget;
import io.directstream.consumer.CacheOptions;
import io.directstream.consumer.ConsumerCache;
import io.directstream.consumer.ConsumerLease;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What it costs a range to lease its partition's reader and to give it back, the partitions in turn. */
@State(Scope.Benchmark)
public class CacheBenchmark {

    /** How many partitions are assigned. */
    @Param({"12", "2000"})
    public int partitions;

    private final ByteBudget budget = new ByteBudget(Long.MAX_VALUE, Integer.MAX_VALUE, () -> {});

    private final ConsumerCache cache = new ConsumerCache(
            "billing",
            CacheOptions.DEFAULT,
            OfflineClients.pool(() -> new MockConsumer<>("none"), budget, OfflineClients.unheard()),
            budget,
            StreamClock.SYSTEM);

    private List<TopicPartition> assigned = List.of();

    private int next;

    /** Makes the readers. */
    @Setup
    public void pin() {
        assigned = IntStream.range(0, partitions)
                .mapToObj(partition -> new TopicPartition("orders", partition))
                .toList();
        assigned.forEach(partition -> cache.pin(partition, 0));
    }

    /** Leases and gives back. */
    @Benchmark
    public long lease() {
        TopicPartition partition = assigned.get(next);
        next = (next + 1) % partitions;
        try (ConsumerLease lease = cache.lease(partition, 0).orElseThrow()) {
            return lease.reader().position();
        }
    }
}
