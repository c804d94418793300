/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import io.directstream.StreamClock;
import io.directstream.consumer.ByteBudget;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** What it costs to commit a range: queued by a worker, merged with others, sent to a group that answers at once. */
@State(Scope.Benchmark)
public class CommitBenchmark {

    private static final int PARTITIONS = 200;

    private static final int RANGES = 800;

    private final List<TopicPartition> assigned = IntStream.range(0, PARTITIONS)
            .mapToObj(partition -> new TopicPartition("orders", partition))
            .toList();

    private final PartitionTable table =
            RangeBenchmark.table(new ByteBudget(Long.MAX_VALUE, Integer.MAX_VALUE, () -> {}));

    private final CommitQueue commits =
            new CommitQueue("orders", table, true, new Membership(45_000, StreamClock.SYSTEM), StreamClock.SYSTEM);

    private final MockConsumer<byte[], byte[]> group = new MockConsumer<>("none");

    private Map<TopicPartition, Long> epochs = Map.of();

    private long offset;

    /** Assigns the partitions. */
    @Setup
    public void assign() {
        table.assign(assigned);
        group.assign(assigned);
        epochs = table.view().epochs(assigned);
    }

    /** Four ranges of each partition become one commit. */
    @Benchmark
    @OperationsPerInvocation(RANGES)
    public void commit(Blackhole answers) {
        for (int range = 0; range < RANGES; range++) {
            TopicPartition partition = assigned.get(range % PARTITIONS);
            offset++;
            long epoch = epochs.getOrDefault(partition, 0L);
            answers.consume(commits.commit(partition, new OffsetAndMetadata(offset), epoch));
        }
        commits.flush(group);
    }
}
