/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.kafka;

import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.springframework.kafka.core.ProducerFactory;

/** Stands for the producers that are bound to the threads of listeners; makes none. */
final class ListenerProducers implements ProducerFactory<Object, Object> {

    private final Supplier<Map<String, Object>> properties;

    ListenerProducers(Supplier<Map<String, Object>> properties) {
        this.properties = properties;
    }

    @Override
    public Producer<Object, Object> createProducer() {
        throw new IllegalStateException(
                "directStreamKafkaTemplate sends only on the thread of a listener whose stream has offsets.store: kafka-transaction, in its transaction; elsewhere use the application's own KafkaTemplate");
    }

    @Override
    public boolean transactionCapable() {
        return true;
    }

    @Override
    public Map<String, Object> getConfigurationProperties() {
        return properties.get();
    }
}
