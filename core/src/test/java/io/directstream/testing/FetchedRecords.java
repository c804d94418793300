/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.testing;

import io.directstream.consumer.RawRecords;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** Records as a fetch brings them: bytes, with a timestamp and a leader epoch. */
public final class FetchedRecords {

    /** The leader epoch of all records. */
    public static final int LEADER_EPOCH = 7;

    private FetchedRecords() {}

    /** A record without a key whose value is {@code v<offset>}. */
    public static ConsumerRecord<byte[], byte[]> record(TopicPartition partition, long offset) {
        return record(partition, offset, ("v" + offset).getBytes(StandardCharsets.UTF_8));
    }

    /** A record without a key whose value has so many bytes. */
    public static ConsumerRecord<byte[], byte[]> recordOf(TopicPartition partition, long offset, int bytes) {
        return record(partition, offset, new byte[bytes]);
    }

    /** Records of all the offsets from the first one up to the one before the last. */
    public static List<ConsumerRecord<byte[], byte[]>> records(TopicPartition partition, long from, long until) {
        return LongStream.range(from, until)
                .mapToObj(offset -> record(partition, offset))
                .toList();
    }

    /** What was read up to the given offset. */
    public static RawRecords raw(List<ConsumerRecord<byte[], byte[]>> records, long until) {
        return new RawRecords(records, until, LEADER_EPOCH, 10L * records.size(), false);
    }

    /** The timestamp of the record with the given offset, in milliseconds since 1970. */
    public static long timestamp(long offset) {
        return 1_000_000 + offset;
    }

    private static ConsumerRecord<byte[], byte[]> record(TopicPartition partition, long offset, byte[] value) {
        return new ConsumerRecord<>(
                partition.topic(),
                partition.partition(),
                offset,
                timestamp(offset),
                TimestampType.CREATE_TIME,
                -1,
                value.length,
                null,
                value,
                new RecordHeaders(),
                Optional.of(LEADER_EPOCH));
    }
}
