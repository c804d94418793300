/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.read;

import io.directstream.OffsetRange;
import io.directstream.StreamClock;
import io.directstream.consumer.Deserializers;
import io.directstream.testing.KafkaBroker;
import io.directstream.testing.TestTopics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;

/** A test of bounded reads of strings, by default at the broker of this JVM. */
abstract class ReadingTest {

    static final Deserializers<String, String> STRINGS =
            new Deserializers<>(StringDeserializer::new, StringDeserializer::new);

    final String bootstrapServers;

    final TestTopics topics;

    final RecordingClients clients;

    ReadingTest() {
        this(KafkaBroker.shared().bootstrapServers());
    }

    ReadingTest(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
        this.topics = new TestTopics(bootstrapServers);
        this.clients = new RecordingClients(bootstrapServers, Map.of());
    }

    @AfterEach
    void closeClients() {
        topics.close();
    }

    RangeReads<String, String> reads() {
        return reads(RangeReadOptions.DEFAULT);
    }

    RangeReads<String, String> reads(RangeReadOptions options) {
        return new RangeReads<>(clients, STRINGS, options, RangeReadObserver.NONE, StreamClock.SYSTEM);
    }

    /** A topic with one partition and so many records of about 1 KiB, in many small batches. */
    String large(int records) {
        String topic = topics.create(1);
        for (int i = 0; i < records; i++) {
            topics.send(topic, 0, "x".repeat(1_000) + i);
        }
        topics.flush();
        return topic;
    }

    /** A topic with so many partitions, each with so many records. */
    String filled(int partitions, int perPartition) {
        String topic = topics.create(partitions);
        topics.fill(topic, partitions, perPartition);
        return topic;
    }

    static OffsetRange range(String topic, long from, long until) {
        return OffsetRange.create(topic, 0, from, until);
    }

    static List<Long> offsets(RangeRead<String, String> read) throws Exception {
        List<Long> all = new ArrayList<>();
        for (List<Long> offsets :
                read.map(records -> records.stream().map(ConsumerRecord::offset).toList())) {
            all.addAll(offsets);
        }
        return all;
    }

    /** Bounds of consecutive stretches of offsets: from, until, from, until. */
    static List<Long> stretch(long... bounds) {
        List<Long> offsets = new ArrayList<>();
        for (int i = 0; i < bounds.length; i += 2) {
            LongStream.range(bounds[i], bounds[i + 1]).forEach(offsets::add);
        }
        return offsets;
    }

    static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(10));
    }
}
