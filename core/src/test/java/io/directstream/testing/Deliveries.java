/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.testing;

import io.directstream.BatchListener;
import io.directstream.OffsetRange;
import io.directstream.PartitionBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** A listener that remembers what it was given. */
public final class Deliveries implements BatchListener<String, String> {

    private final Map<TopicPartition, ConcurrentLinkedQueue<Long>> offsets = new ConcurrentHashMap<>();

    private final ConcurrentLinkedQueue<OffsetRange> ranges = new ConcurrentLinkedQueue<>();

    private final ConcurrentLinkedQueue<String> faults = new ConcurrentLinkedQueue<>();

    @Override
    public void onBatch(PartitionBatch<String, String> batch) {
        OffsetRange range = batch.offsetRange();
        List<Long> read = new ArrayList<>();
        for (ConsumerRecord<String, String> record : batch) {
            read.add(record.offset());
            if (record.offset() < range.fromOffset() || record.offset() >= range.untilOffset()) {
                faults.add(record.offset() + " is outside of " + range);
            }
        }
        ranges.add(range);
        offsets.computeIfAbsent(range.topicPartition(), key -> new ConcurrentLinkedQueue<>())
                .addAll(read);
    }

    /** The offsets of all records, per partition and in the order of delivery. */
    public Map<TopicPartition, List<Long>> offsets() {
        Map<TopicPartition, List<Long>> copy = new ConcurrentHashMap<>();
        offsets.forEach((partition, read) -> copy.put(partition, List.copyOf(read)));
        return copy;
    }

    /** The offsets of one partition, in the order of delivery. */
    public List<Long> offsets(String topic, int partition) {
        return offsets().getOrDefault(new TopicPartition(topic, partition), List.of());
    }

    /** The number of records. */
    public long count() {
        return offsets.values().stream().mapToLong(ConcurrentLinkedQueue::size).sum();
    }

    /** The ranges in the order of delivery. */
    public List<OffsetRange> ranges() {
        return List.copyOf(ranges);
    }

    /** Ranges that do not begin where the one before ended, and records outside of their range. */
    public List<String> faults() {
        List<String> found = new ArrayList<>(faults);
        Map<String, Long> ends = new TreeMap<>();
        for (OffsetRange range : ranges) {
            Long end = ends.put(range.topicPartition().toString(), range.untilOffset());
            if (end != null && end != range.fromOffset()) {
                found.add(range + " follows " + end);
            }
        }
        return found;
    }
}
