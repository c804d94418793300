/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.kafka;

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

    Duration timeout() {
        return timeout;
    }

    Duration age() {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    /** Whether the broker may have ended it. */
    boolean isTooOld() {
        return age().compareTo(timeout) > 0;
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
