/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.consumer;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Counts what a poll brings while the Kafka consumer makes its records, told by their {@link CountingDeserializer}. Each
 * record is in the processor's cache then; to look at all of them a moment later would cost a twentieth of the reading.
 * Used by the thread that polls.
 */
public final class FetchTally {

    private long bytes;

    private int values;

    private boolean sawHeaders;

    /** Begins with nothing. */
    public FetchTally() {}

    void key(int length) {
        bytes += length;
    }

    void value(int length, Headers headers) {
        bytes += length;
        values++;
        sawHeaders = sawHeaders || headers.toArray().length > 0;
    }

    /** Forgets the poll before. */
    public void reset() {
        bytes = 0;
        values = 0;
        sawHeaders = false;
    }

    /**
     * What the poll brought of one partition, which is the only one that its consumer reads.
     *
     * @param polled what the poll brought
     * @param partition the partition
     * @param from where the poll began
     * @param until records from here on are left out
     */
    public RawRecords below(ConsumerRecords<byte[], byte[]> polled, TopicPartition partition, long from, long until) {
        OffsetAndMetadata next = polled.nextOffsets().get(partition);
        if (next == null) {
            return RawRecords.none(from);
        }
        FetchedPart part =
                split(polled).getOrDefault(partition, FetchedPart.NONE).below(until);
        return new RawRecords(
                part.records(),
                Math.min(next.offset(), until),
                next.leaderEpoch().orElse(null),
                part.bytes(),
                part.bare());
    }

    /**
     * What the poll brought of each partition. The count is over all of them, so the largest share is what the others
     * leave. Where a record has no value the count is not complete, and every record is looked at.
     */
    Map<TopicPartition, FetchedPart> split(ConsumerRecords<byte[], byte[]> polled) {
        boolean complete = values == polled.count();
        TopicPartition largest = complete ? largest(polled) : null;
        long left = bytes + polled.count();
        Map<TopicPartition, FetchedPart> parts = new HashMap<>();
        for (TopicPartition partition : polled.partitions()) {
            if (!partition.equals(largest)) {
                FetchedPart part = FetchedPart.of(polled.records(partition), complete && !sawHeaders);
                parts.put(partition, part);
                left -= part.bytes();
            }
        }
        if (largest != null) {
            parts.put(largest, new FetchedPart(polled.records(largest), left, !sawHeaders));
        }
        return parts;
    }

    private static @Nullable TopicPartition largest(ConsumerRecords<byte[], byte[]> polled) {
        TopicPartition largest = null;
        int most = 0;
        for (TopicPartition partition : polled.partitions()) {
            int count = polled.records(partition).size();
            if (count > most) {
                largest = partition;
                most = count;
            }
        }
        return largest;
    }
}
