/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.read;

import io.directstream.consumer.KafkaClientFactory;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** Makes real consumers, and remembers what was made of them. */
final class RecordingClients extends KafkaClientFactory {

    final AtomicInteger made = new AtomicInteger();

    final AtomicInteger open = new AtomicInteger();

    final AtomicLong polled = new AtomicLong();

    /** The seeks in their order, as {@code topic-partition@offset}. */
    final List<String> seeks = new CopyOnWriteArrayList<>();

    RecordingClients(String bootstrapServers, Map<String, Object> properties) {
        super(with(bootstrapServers, properties), "reads");
    }

    @Override
    protected Consumer<byte[], byte[]> create(Map<String, Object> config) {
        made.incrementAndGet();
        open.incrementAndGet();
        return new KafkaConsumer<>(config) {
            @Override
            public void seek(TopicPartition partition, long offset) {
                seeks.add(partition + "@" + offset);
                super.seek(partition, offset);
            }

            @Override
            public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
                ConsumerRecords<byte[], byte[]> records = super.poll(timeout);
                polled.addAndGet(records.count());
                return records;
            }

            @Override
            public void close(CloseOptions options) {
                super.close(options);
                open.decrementAndGet();
            }
        };
    }

    private static Map<String, Object> with(String bootstrapServers, Map<String, Object> properties) {
        Map<String, Object> all = new HashMap<>(properties);
        all.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        return all;
    }
}
