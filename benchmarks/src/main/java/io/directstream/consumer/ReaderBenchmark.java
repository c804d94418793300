/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.consumer;

import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What a record costs from the fetch that brought it until it is in a range: filing, counting bytes, handing out. */
@State(Scope.Benchmark)
public class ReaderBenchmark {

    private static final int FETCHED = 500;

    private static final int CUT = 100;

    private static final TopicPartition PARTITION = new TopicPartition("orders", 0);

    private final ByteBudget budget = new ByteBudget(Long.MAX_VALUE, Integer.MAX_VALUE, () -> {});

    private final PartitionReader reader = new PartitionReader(PARTITION, 0, budget);

    private final List<ConsumerRecord<byte[], byte[]>> fetched =
            LongStream.range(0, FETCHED).mapToObj(ReaderBenchmark::record).toList();

    /** A fetch becomes one range. */
    @Benchmark
    @OperationsPerInvocation(FETCHED)
    public RawRecords whole() {
        refill();
        RawRecords taken = reader.take(FETCHED, FETCHED, Long.MAX_VALUE);
        taken.giveBack(budget);
        return taken;
    }

    /** A fetch is cut into five ranges. */
    @Benchmark
    @OperationsPerInvocation(FETCHED)
    public long cut() {
        refill();
        long until = 0;
        while (until < FETCHED) {
            RawRecords taken = reader.take(FETCHED, CUT, Long.MAX_VALUE);
            taken.giveBack(budget);
            until = taken.until();
        }
        return until;
    }

    private void refill() {
        reader.moveTo(0);
        if (!reader.append(0, FetchedPart.of(fetched, false), FETCHED, 0)) {
            throw new IllegalStateException("the reader does not stand at 0");
        }
    }

    private static ConsumerRecord<byte[], byte[]> record(long offset) {
        return new ConsumerRecord<>(
                PARTITION.topic(),
                PARTITION.partition(),
                offset,
                0,
                TimestampType.CREATE_TIME,
                8,
                100,
                new byte[8],
                new byte[100],
                new RecordHeaders(),
                Optional.of(0));
    }
}
