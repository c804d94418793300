/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.kafka;

import io.directstream.offset.ListenerTransactions;
import io.directstream.offset.OffsetStore;
import io.directstream.offset.OffsetStoreContext;
import io.directstream.offset.OffsetStoreFactory;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.kafka.core.ProducerFactory;

/** Makes the kafka-transaction store of each stream, and the template by which listeners send in its transactions. */
public final class KafkaTransactionOffsetStores {

    private final Supplier<ProducerFactory<Object, Object>> application;

    private final ListenerProducers listeners;

    /**
     * Makes producers like those of the application.
     *
     * @param application the application's producer factory, asked for when a stream needs it
     */
    public KafkaTransactionOffsetStores(Supplier<ProducerFactory<Object, Object>> application) {
        this.application = application;
        this.listeners = new ListenerProducers(() -> application.get().getConfigurationProperties());
    }

    /**
     * The store of a stream.
     *
     * @param consumers the properties of the stream's consumers; its producers write to the cluster that it reads
     */
    public OffsetStoreFactory forStream(String stream, String group, Map<String, Object> consumers) {
        ProducerFactory<Object, Object> producers = application.get();
        // Each has transactional ids of its own, so that none fences another.
        Supplier<OutputTransactions> outputs = () -> new OutputTransactions(
                listeners,
                producers,
                ProducerSettings.of(stream, group, producers.getConfigurationProperties(), consumers));
        return new OffsetStoreFactory() {
            @Override
            public OffsetStore create(OffsetStoreContext context) {
                return new KafkaTransactionOffsetStore(context.committer(), outputs.get());
            }

            @Override
            public ListenerTransactions transactions() {
                return new KafkaTransactions(outputs.get());
            }
        };
    }

    /** By what the producers of transactions are found on the threads of listeners. */
    ListenerProducers listeners() {
        return listeners;
    }

    /** A template that sends in the transaction of the listener on its thread, whatever its stream. */
    public ListenerKafkaTemplate template() {
        return new ListenerKafkaTemplate(listeners);
    }
}
