/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.benchmarks.client;

import io.directstream.OffsetRange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * What one would write by hand to read given ranges: two threads with a consumer each, half of the partitions each, until the
 * positions are where the ranges end.
 */
final class ReadLoop implements BoundedReader {

    private static final Duration POLL_TIMEOUT = Duration.ofMillis(100);

    /** Or a fetch that was sent for what follows a range would hold up the others, and the closing, for half a second. */
    private static final int FETCH_MAX_WAIT_MS = 10;

    private final Target target;

    private final int maxPollRecords;

    private final List<OffsetRange> ranges;

    ReadLoop(Target target, int maxPollRecords) {
        this.target = target;
        this.maxPollRecords = maxPollRecords;
        this.ranges = TopicRanges.of(target);
    }

    @Override
    public void read(RecordSink sink) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(Target.THREADS);
        try {
            List<Future<?>> loops = new ArrayList<>();
            for (int i = 0; i < Target.THREADS; i++) {
                Map<TopicPartition, Long> ends = new HashMap<>();
                Map<TopicPartition, Long> begins = new HashMap<>();
                for (int j = i; j < ranges.size(); j += Target.THREADS) {
                    begins.put(ranges.get(j).topicPartition(), ranges.get(j).fromOffset());
                    ends.put(ranges.get(j).topicPartition(), ranges.get(j).untilOffset());
                }
                loops.add(executor.submit(() -> read(begins, ends, sink)));
            }
            for (Future<?> loop : loops) {
                loop.get();
            }
        } finally {
            executor.shutdownNow();
        }
    }

    private void read(Map<TopicPartition, Long> begins, Map<TopicPartition, Long> open, RecordSink sink) {
        Map<String, Object> properties = target.consumerProperties();
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, maxPollRecords);
        properties.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, FETCH_MAX_WAIT_MS);
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(properties)) {
            consumer.assign(open.keySet());
            begins.forEach(consumer::seek);
            while (!open.isEmpty()) {
                ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL_TIMEOUT);
                for (TopicPartition partition : records.partitions()) {
                    sink.accept(below(open.getOrDefault(partition, 0L), records.records(partition)));
                }
                if (open.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue())) {
                    consumer.assign(open.keySet());
                }
            }
        }
    }

    private static List<ConsumerRecord<byte[], byte[]>> below(long end, List<ConsumerRecord<byte[], byte[]>> records) {
        int kept = records.size();
        while (kept > 0 && records.get(kept - 1).offset() >= end) {
            kept--;
        }
        return kept == records.size() ? records : records.subList(0, kept);
    }
}
