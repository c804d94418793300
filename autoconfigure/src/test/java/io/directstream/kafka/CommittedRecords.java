/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;

/** What a consumer sees of a topic that reads committed records only. */
public final class CommittedRecords {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private CommittedRecords() {}

    /** The values of all records that are committed; partition after partition. */
    public static List<String> values(String broker, String topic) {
        return of(broker, topic).stream().map(ConsumerRecord::value).toList();
    }

    /**
     * All records that are committed; those of a partition in their order. Waits until no transaction is open there: a
     * producer hears that it committed before its markers are in the log.
     */
    public static List<ConsumerRecord<String, String>> of(String broker, String topic) {
        List<ConsumerRecord<String, String>> records = new ArrayList<>();
        try (KafkaConsumer<String, String> committed = consumer(broker, "read_committed");
                KafkaConsumer<String, String> uncommitted = consumer(broker, "read_uncommitted")) {
            Set<TopicPartition> partitions = new HashSet<>();
            committed.partitionsFor(topic).forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> committed.endOffsets(partitions).equals(uncommitted.endOffsets(partitions)));
            committed.assign(partitions);
            Map<TopicPartition, Long> ends = committed.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> committed.position(end.getKey()) < end.getValue())) {
                committed.poll(Duration.ofMillis(100)).forEach(records::add);
            }
        }
        return records;
    }

    private static KafkaConsumer<String, String> consumer(String broker, String isolation) {
        return new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        broker,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        isolation,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest"),
                new StringDeserializer(),
                new StringDeserializer());
    }
}
