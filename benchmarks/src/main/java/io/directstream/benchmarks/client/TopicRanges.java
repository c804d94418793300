/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.benchmarks.client;

import io.directstream.OffsetRange;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** The ranges that contenders are given to read. */
final class TopicRanges {

    private TopicRanges() {}

    /** All that is in the topic now, one range for each partition, by partition. */
    static List<OffsetRange> of(Target target) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(target.consumerProperties())) {
            List<TopicPartition> partitions = consumer.partitionsFor(target.topic()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            return consumer.beginningOffsets(partitions).entrySet().stream()
                    .map(begin -> OffsetRange.create(
                            begin.getKey(), begin.getValue(), ends.getOrDefault(begin.getKey(), begin.getValue())))
                    .sorted()
                    .toList();
        }
    }
}
