/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.benchmarks.spark;

import io.directstream.benchmarks.client.Target;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.spark.streaming.kafka010.OffsetRange;

/** The offsets of what a contender consumes: those that are there, and those that it commits. */
final class TopicOffsets implements AutoCloseable {

    private final KafkaConsumer<byte[], byte[]> consumer;

    private final List<TopicPartition> partitions;

    TopicOffsets(Target target) {
        this.consumer = new KafkaConsumer<>(target.consumerProperties());
        this.partitions = consumer.partitionsFor(target.topic()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
    }

    /** All that is in the topic now, each partition's share cut in so many parts one after the other. */
    List<OffsetRange[]> inParts(int parts) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        Map<TopicPartition, Long> next = new HashMap<>(consumer.beginningOffsets(partitions));
        List<OffsetRange[]> all = new ArrayList<>();
        for (int left = parts; left > 0; left--) {
            List<OffsetRange> ranges = new ArrayList<>();
            for (TopicPartition partition : partitions) {
                long from = next.getOrDefault(partition, 0L);
                long until = from + ceilDiv(ends.getOrDefault(partition, from) - from, left);
                next.put(partition, until);
                ranges.add(OffsetRange.create(partition, from, until));
            }
            all.add(ranges.toArray(OffsetRange[]::new));
        }
        return Collections.unmodifiableList(all);
    }

    /** Commits the ends of the ranges, and waits for it. */
    void commit(Collection<OffsetRange> ranges) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        ranges.forEach(range -> offsets.put(range.topicPartition(), new OffsetAndMetadata(range.untilOffset())));
        consumer.commitSync(offsets);
    }

    @Override
    public void close() {
        consumer.close();
    }

    private static long ceilDiv(long dividend, long divisor) {
        return (dividend + divisor - 1) / divisor;
    }
}
