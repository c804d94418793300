/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Kafka's own mock, made to behave as the real consumer does where fetchers depend on it: it refuses negative offsets, and
 * tells of offsets without a record. It remembers what it was asked to do.
 */
public final class FakeFetchConsumer extends MockConsumer<byte[], byte[]> {

    private final Map<TopicPartition, Long> markers = new ConcurrentHashMap<>();

    private final List<ConsumerRecord<byte[], byte[]>> written = new CopyOnWriteArrayList<>();

    private final List<String> seeks = new CopyOnWriteArrayList<>();

    /** Begins without partitions. */
    public FakeFetchConsumer() {
        super("none");
    }

    /** Has the next poll bring these records; their partitions must be assigned then. */
    public void add(Collection<ConsumerRecord<byte[], byte[]>> records) {
        schedulePollTask(() -> records.forEach(this::addRecord));
    }

    /** Adds to the log that polls read from wherever they stand, as often as they come by. */
    public void write(Collection<ConsumerRecord<byte[], byte[]>> records) {
        written.addAll(records);
    }

    /** Has a poll go on to the given offset without a record, as transaction markers do. */
    public void addMarkers(TopicPartition partition, long nextOffset) {
        markers.put(partition, nextOffset);
    }

    /** All seeks, as {@code topic-partition@offset}. */
    public List<String> seeks() {
        return List.copyOf(seeks);
    }

    @Override
    public synchronized void seek(TopicPartition partition, long offset) {
        if (offset < 0) {
            throw new IllegalArgumentException("seek offset must not be a negative number");
        }
        seeks.add(partition + "@" + offset);
        super.seek(partition, offset);
    }

    @Override
    public synchronized ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        ConsumerRecords<byte[], byte[]> polled = super.poll(timeout);
        Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>(polled.nextOffsets());
        Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> records = new HashMap<>();
        polled.partitions().forEach(partition -> records.put(partition, new ArrayList<>(polled.records(partition))));
        Set<TopicPartition> readable = new HashSet<>(assignment());
        readable.removeAll(paused());
        for (TopicPartition partition : readable) {
            List<ConsumerRecord<byte[], byte[]>> more = written.stream()
                    .filter(each -> each.topic().equals(partition.topic()) && each.partition() == partition.partition())
                    .filter(each -> each.offset() >= position(partition))
                    .toList();
            if (!more.isEmpty()) {
                long after = more.get(more.size() - 1).offset() + 1;
                records.put(partition, more);
                super.seek(partition, after);
                next.put(partition, new OffsetAndMetadata(after, Optional.of(FetchedRecords.LEADER_EPOCH), ""));
            }
            Long marker = markers.remove(partition);
            if (marker != null && marker > position(partition)) {
                super.seek(partition, marker);
                next.put(partition, new OffsetAndMetadata(marker));
            }
        }
        return new ConsumerRecords<>(records, next);
    }
}
