/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.kafka;

import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.core.KafkaResourceHolder;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.kafka.support.LoggingProducerListener;
import org.springframework.kafka.support.ProducerListener;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Sends in the transaction of the listener that runs on the thread, to the cluster that its stream reads; nowhere else. What
 * was sent becomes visible, to consumers that read committed records, with the offset of the listener's range.
 */
public final class ListenerKafkaTemplate extends KafkaTemplate<Object, Object> {

    private final ProducerFactory<Object, Object> listeners;

    /** Finds the producers of listeners by the given factory, which makes none itself. */
    ListenerKafkaTemplate(ProducerFactory<Object, Object> listeners) {
        super(listeners);
        this.listeners = listeners;
        setProducerListener(new LoggingProducerListener<>());
    }

    /** Not told of each record of a transaction that ended before all were sent: that is said once, by the stream. */
    @Override
    public void setProducerListener(@Nullable ProducerListener<Object, Object> listener) {
        super.setProducerListener(listener == null ? null : new UnlessRolledBack(listener));
    }

    @Override
    public boolean inTransaction() {
        return TransactionSynchronizationManager.hasResource(listeners);
    }

    @Override
    protected Producer<Object, Object> getTheProducer(@Nullable String topic) {
        Object bound = TransactionSynchronizationManager.getResource(listeners);
        if (bound instanceof KafkaResourceHolder<?, ?>) {
            @SuppressWarnings("unchecked") // bound by OutputTransaction
            KafkaResourceHolder<Object, Object> holder = (KafkaResourceHolder<Object, Object>) bound;
            return holder.getProducer();
        }
        return listeners.createProducer();
    }

    private record UnlessRolledBack(ProducerListener<Object, Object> listener)
            implements ProducerListener<Object, Object> {

        @Override
        public void onSuccess(ProducerRecord<Object, Object> sent, RecordMetadata metadata) {
            listener.onSuccess(sent, metadata);
        }

        @Override
        public void onError(ProducerRecord<Object, Object> sent, @Nullable RecordMetadata metadata, Exception failure) {
            if (!TransactionFailure.isOfAll(failure)) {
                listener.onError(sent, metadata, failure);
            }
        }
    }
}
