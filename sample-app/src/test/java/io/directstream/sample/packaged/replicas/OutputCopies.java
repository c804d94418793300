/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.sample.packaged.replicas;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/** Copies of the records of a topic, as readers of committed records see them, and the offsets beside them. */
final class OutputCopies {
    private static final Duration PATIENCE = Duration.ofSeconds(180);

    private final BrokerCluster brokers;
    private final String input;
    private final String output;

    /** The group that makes the copies is named after the input. */
    OutputCopies(BrokerCluster brokers, String input, String output) {
        this.brokers = brokers;
        this.input = input;
        this.output = output;
        brokers.create(output, ReplicaGroup.PARTITIONS);
    }

    String topic() {
        return output;
    }

    /** Waits until every partition has gone on from where it is now. */
    void awaitProgress() {
        Map<Integer, Long> before = await().atMost(PATIENCE).ignoreExceptions().until(this::offsets, known -> true);
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptions()
                .until(() -> {
                    Map<Integer, Long> now = offsets();
                    return partitions().allMatch(each -> now.get(each) > before.getOrDefault(each, 0L));
                });
    }

    /** Waits until every partition is stored to its end, and no transaction is open. */
    void awaitOffsets(Map<Integer, Long> ends) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptions()
                .until(() -> offsets().equals(ends)
                        && ends(IsolationLevel.READ_COMMITTED).equals(ends(IsolationLevel.READ_UNCOMMITTED)));
    }

    /** Compares the copies with what a plain consumer reads of the input. */
    CopyComparison compare() {
        Map<Integer, List<String>> orders = new HashMap<>();
        TopicReader.read(brokers.bootstrapServers(), input, ReplicaGroup.PARTITIONS, "read_uncommitted", record -> {
            List<String> partition = orders.computeIfAbsent(record.partition(), none -> new ArrayList<>());
            if (record.offset() != partition.size()) {
                throw new IllegalStateException("an input without a record at " + partition.size() + ": " + record);
            }
            partition.add(record.value());
        });
        CopyComparison comparison = new CopyComparison(orders);
        TopicReader.read(
                brokers.bootstrapServers(), output, ReplicaGroup.PARTITIONS, "read_committed", comparison::take);
        return comparison;
    }

    private Map<Integer, Long> offsets() throws Exception {
        Map<Integer, Long> offsets = new HashMap<>();
        brokers.admin()
                .listConsumerGroupOffsets(input)
                .partitionsToOffsetAndMetadata()
                .get(10, TimeUnit.SECONDS)
                .forEach((partition, committed) -> offsets.put(partition.partition(), committed.offset()));
        return offsets;
    }

    private Map<Integer, Long> ends(IsolationLevel isolation) throws Exception {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        partitions().forEach(each -> latest.put(new TopicPartition(output, each), OffsetSpec.latest()));
        Map<Integer, Long> ends = new HashMap<>();
        brokers.admin()
                .listOffsets(latest, new ListOffsetsOptions(isolation))
                .all()
                .get(10, TimeUnit.SECONDS)
                .forEach((partition, end) -> ends.put(partition.partition(), end.offset()));
        return ends;
    }

    private static Stream<Integer> partitions() {
        return IntStream.range(0, ReplicaGroup.PARTITIONS).boxed();
    }
}
