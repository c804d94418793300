/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream;

import java.util.Comparator;
import java.util.Objects;
import org.apache.kafka.common.TopicPartition;

/**
 * The offsets of one partition that belong to one batch: {@code fromOffset} inclusive, {@code untilOffset} exclusive.
 *
 * <p>A range counts offsets, not records: compaction, aborted transactions and transaction markers leave offsets without
 * a record, so a batch may hold fewer records than {@link #count()}. Names and meaning are those of Spark's
 * {@code OffsetRange}, except that a reversed range is refused.
 *
 * @param topic the topic's name
 * @param partition the partition's number, from 0
 * @param fromOffset the first offset of the range
 * @param untilOffset the offset after the last one of the range
 */
public record OffsetRange(String topic, int partition, long fromOffset, long untilOffset)
        implements Comparable<OffsetRange> {

    private static final Comparator<OffsetRange> ORDER = Comparator.comparing(OffsetRange::topic)
            .thenComparingInt(OffsetRange::partition)
            .thenComparingLong(OffsetRange::fromOffset)
            .thenComparingLong(OffsetRange::untilOffset);

    /**
     * Checks the bounds.
     *
     * @throws IllegalArgumentException if the topic is blank, a number is negative or the range is reversed
     */
    public OffsetRange {
        Objects.requireNonNull(topic, "topic");
        if (topic.isBlank()) {
            throw new IllegalArgumentException("topic is blank; name the topic of the range");
        }
        if (partition < 0) {
            throw new IllegalArgumentException("partition is %d; partitions count from 0".formatted(partition));
        }
        if (fromOffset < 0) {
            throw new IllegalArgumentException("fromOffset is %d; offsets count from 0".formatted(fromOffset));
        }
        if (untilOffset < fromOffset) {
            throw new IllegalArgumentException(
                    "untilOffset %d is before fromOffset %d in %s-%d; a range runs from its first offset to the one after its last"
                            .formatted(untilOffset, fromOffset, topic, partition));
        }
    }

    /** The range {@code [fromOffset, untilOffset)} of the given partition. */
    public static OffsetRange create(String topic, int partition, long fromOffset, long untilOffset) {
        return new OffsetRange(topic, partition, fromOffset, untilOffset);
    }

    /** The range {@code [fromOffset, untilOffset)} of the given partition. */
    public static OffsetRange create(TopicPartition topicPartition, long fromOffset, long untilOffset) {
        return new OffsetRange(topicPartition.topic(), topicPartition.partition(), fromOffset, untilOffset);
    }

    /** The partition this range belongs to. */
    public TopicPartition topicPartition() {
        return new TopicPartition(topic, partition);
    }

    /** The number of offsets, which is the largest number of records the range can hold. */
    public long count() {
        return untilOffset - fromOffset;
    }

    /** Whether the range holds no offset at all. */
    public boolean isEmpty() {
        return untilOffset == fromOffset;
    }

    /** Orders by topic, partition, first offset and last offset. */
    @Override
    public int compareTo(OffsetRange other) {
        return ORDER.compare(this, other);
    }

    /** The range as it appears in addresses: {@code topic-partition@[from,until)}. */
    @Override
    public String toString() {
        return topic + '-' + partition + "@[" + fromOffset + ',' + untilOffset + ')';
    }
}
