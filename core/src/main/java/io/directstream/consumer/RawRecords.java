/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.consumer;

import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * The records of one range as they were fetched. They count against the stream's budget until they are given back.
 *
 * <p>One thread at a time uses them; whoever passes them on to another thread has to publish them.
 */
public final class RawRecords {

    /** What a record without headers takes besides its key and value: the record, its headers, two arrays, references. */
    private static final int OBJECT_BYTES = 160;

    private final List<ConsumerRecord<byte[], byte[]>> records;

    private final long until;

    private final @Nullable Integer leaderEpoch;

    private final long bytes;

    private final boolean bare;

    private int handedOut;

    /**
     * Holds what was fetched.
     *
     * @param records the records, in offset order
     * @param until the offset after the last one that was read, whether it held a record or not
     * @param leaderEpoch the leader epoch to be stored with {@code until}, if known
     * @param bytes the serialized size of the records
     * @param bare whether it is known that none of the records has headers
     */
    public RawRecords(
            List<ConsumerRecord<byte[], byte[]>> records,
            long until,
            @Nullable Integer leaderEpoch,
            long bytes,
            boolean bare) {
        this.records = records;
        this.until = until;
        this.leaderEpoch = leaderEpoch;
        this.bytes = bytes;
        this.bare = bare;
    }

    /** What a range without offsets holds. */
    public static RawRecords none(long until) {
        return new RawRecords(List.of(), until, null, 0, true);
    }

    /**
     * Some of the records, which take their share of the memory.
     *
     * @param from the place of the first
     * @param to the place after the last
     * @param end the offset up to which they are to be stored
     */
    public RawRecords part(int from, int to, long end) {
        List<ConsumerRecord<byte[], byte[]>> some = records.subList(from, to);
        Integer epoch = to == records.size() || some.isEmpty()
                ? leaderEpoch
                : some.get(some.size() - 1).leaderEpoch().orElse(null);
        RawRecords part = new RawRecords(some, end, epoch, sizeOf(some), bare);
        part.handedOut = Math.max(0, Math.min(handedOut, to) - from);
        return part;
    }

    /** The records, in offset order. */
    public List<ConsumerRecord<byte[], byte[]>> records() {
        return records;
    }

    /** The offset after the last one that was read, whether it held a record or not. */
    public long until() {
        return until;
    }

    /** The leader epoch to be stored with {@link #until()}, if known. */
    public @Nullable Integer leaderEpoch() {
        return leaderEpoch;
    }

    /** The serialized size of the records. */
    public long bytes() {
        return bytes;
    }

    /**
     * Hands a record out as it is, if nobody had it and it has no headers: what its receiver then adds to them is nothing
     * that another delivery would miss. So the first delivery of most records needs no copy of theirs. Records are handed
     * out in order, up to the first that has headers.
     *
     * @param record the record
     * @param index its place
     * @return whether it is handed out; not if it is needed as it was fetched, or {@link #wasHandedOut was} before
     */
    public boolean handOut(ConsumerRecord<byte[], byte[]> record, int index) {
        if (index != handedOut || !bare && record.headers().iterator().hasNext()) {
            return false;
        }
        handedOut++;
        return true;
    }

    /** Whether a record had no headers when it was fetched, whatever somebody made of them since. */
    public boolean wasHandedOut(int index) {
        return index < handedOut;
    }

    /** The headers of a record as they were fetched. */
    public Headers headers(int index) {
        return wasHandedOut(index) ? new RecordHeaders() : records.get(index).headers();
    }

    /** The headers of those records that have some, as they were fetched, in offset order; not to be changed. */
    public Stream<Headers> headers() {
        if (bare) {
            return Stream.empty();
        }
        // Those that were handed out had none.
        return records.subList(handedOut, records.size()).stream()
                .<Headers>map(ConsumerRecord::headers)
                .filter(headers -> headers.iterator().hasNext());
    }

    /** Gives the memory back to the budget; to be called once, when the records are not needed any more. */
    public void giveBack(ByteBudget budget) {
        budget.giveBack(records.size(), memory(records.size(), bytes));
    }

    /** The memory that so many records of so many serialized bytes take. */
    public static long memory(int records, long bytes) {
        return bytes + (long) records * OBJECT_BYTES;
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
