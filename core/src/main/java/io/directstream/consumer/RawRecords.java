/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.consumer;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * The records of one range as they were fetched. They count against the stream's budget until they are given back.
 *
 * @param records the records, in offset order
 * @param until the offset after the last one that was read, whether it held a record or not
 * @param leaderEpoch the leader epoch to be stored with {@code until}, if known
 * @param bytes the serialized size of the records
 */
public record RawRecords(
        List<ConsumerRecord<byte[], byte[]>> records,
        long until,
        @Nullable Integer leaderEpoch,
        long bytes) {

    /** What a range without offsets holds. */
    public static RawRecords none(long until) {
        return new RawRecords(List.of(), until, null, 0);
    }

    /** Gives the memory back to the budget; to be called once, when the records are not needed any more. */
    public void giveBack(ByteBudget budget) {
        budget.giveBack(bytes);
    }

    /** The serialized size of one record, at least 1. */
    static long sizeOf(ConsumerRecord<byte[], byte[]> record) {
        return 1L + Math.max(0, record.serializedKeySize()) + Math.max(0, record.serializedValueSize());
    }

    static long sizeOf(List<ConsumerRecord<byte[], byte[]>> records) {
        long size = 0;
        for (ConsumerRecord<byte[], byte[]> record : records) {
            size += sizeOf(record);
        }
        return size;
    }
}
