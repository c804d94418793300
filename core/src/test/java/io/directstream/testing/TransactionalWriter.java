/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.testing;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes transactions to partition 0 of a topic; each ends with a marker, which takes an offset of its own. */
public final class TransactionalWriter implements AutoCloseable {

    private final KafkaProducer<String, String> producer;

    private final String topic;

    /** Writes to the given topic. */
    public TransactionalWriter(String bootstrapServers, String topic) {
        this.topic = topic;
        this.producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                        TestTopics.unique("writer"),
                        // Long enough that the records of a transaction become one batch.
                        ProducerConfig.LINGER_MS_CONFIG,
                        1_000),
                new StringSerializer(),
                new StringSerializer());
        producer.initTransactions();
    }

    /** Writes a transaction of so many records, as one record batch. */
    public void commit(int records) {
        write(records);
        producer.commitTransaction();
    }

    /** Writes so many records, as one record batch, and takes them back. */
    public void abort(int records) {
        write(records);
        producer.flush();
        producer.abortTransaction();
    }

    /** Begins a transaction of so many records that stays open. */
    public void leaveOpen(int records) {
        write(records);
        producer.flush();
    }

    /** Commits the transaction that stayed open. */
    public void commitOpen() {
        producer.commitTransaction();
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
    }

    private void write(int records) {
        producer.beginTransaction();
        for (int i = 0; i < records; i++) {
            producer.send(new ProducerRecord<>(topic, 0, "key", "value" + i));
        }
    }
}
