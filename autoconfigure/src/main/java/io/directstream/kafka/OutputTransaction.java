/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.kafka;

import io.directstream.offset.OffsetStoreException;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaResourceHolder;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * A Kafka transaction of the thread that begins it, aborted at the end unless it was committed. Each call to the broker
 * takes {@code max.block.ms} at most; a producer of which a call failed is closed and not used again.
 */
final class OutputTransaction implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(OutputTransaction.class);

    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final Object key;

    private final Producer<Object, Object> producer;

    private final Duration timeout;

    private final long began = System.nanoTime();

    private boolean ended;

    private OutputTransaction(Object key, Producer<Object, Object> producer, Duration timeout) {
        this.key = key;
        this.producer = producer;
        this.timeout = timeout;
    }

    /**
     * Begins a transaction.
     *
     * @param key by what its producer is found on this thread
     * @param timeout after what the broker ends it
     */
    static OutputTransaction begin(ProducerFactory<Object, Object> factory, Object key, Duration timeout) {
        Producer<Object, Object> producer = factory.createProducer();
        try {
            producer.beginTransaction();
        } catch (RuntimeException failure) {
            producer.close(CLOSE_TIMEOUT);
            throw failure;
        }
        TransactionSynchronizationManager.bindResource(key, new KafkaResourceHolder<>(producer, CLOSE_TIMEOUT));
        return new OutputTransaction(key, producer, timeout);
    }

    void send(Map<TopicPartition, OffsetAndMetadata> offsets, ConsumerGroupMetadata group) {
        producer.sendOffsetsToTransaction(offsets, group);
    }

    /** Commits; once more if the broker did not answer, which Kafka allows as long as the producer does nothing else. */
    void commit() {
        ended = true;
        try {
            producer.commitTransaction();
        } catch (TimeoutException silence) {
            log.debug("the commit of a transaction is tried again", silence);
            producer.commitTransaction();
        }
    }

    /** What to throw after a failure: an outage is waited for; what was sent, or took too long, is the listener's. */
    RuntimeException notCommitted(RuntimeException failure) {
        TransactionFailure kind = TransactionFailure.of(failure);
        Duration age = Duration.ofNanos(System.nanoTime() - began);
        if (kind == TransactionFailure.ENDED && age.compareTo(timeout) > 0) {
            return new IllegalStateException(
                    "the broker ended the transaction of the range after transaction.timeout.ms (%d): it was open for %d ms. If the process stood still, the next attempt finds out whether the partition is still here; if the listener needs that long, make batches smaller, or set spring.kafka.producer.properties.transaction.timeout.ms higher"
                            .formatted(timeout.toMillis(), age.toMillis()),
                    failure);
        }
        if (kind == TransactionFailure.OUTPUT) {
            return failure;
        }
        return new OffsetStoreException(
                "the Kafka transaction of the range was not committed, as far as is known: " + failure.getMessage(),
                failure);
    }

    @Override
    public void close() {
        TransactionSynchronizationManager.unbindResource(key);
        try {
            if (!ended) {
                producer.abortTransaction();
            }
        } catch (RuntimeException failure) {
            log.debug("a transaction could not be aborted; the broker ends it after its timeout", failure);
        } finally {
            producer.close(CLOSE_TIMEOUT);
        }
    }
}
