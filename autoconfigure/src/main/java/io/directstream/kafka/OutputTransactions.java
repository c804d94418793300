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
import org.apache.kafka.clients.producer.ProducerConfig;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.ProducerFactory;

/** The transactions of one stream, each with a producer of its own while it runs. */
final class OutputTransactions implements AutoCloseable {

    private final ListenerProducers key;

    private final ProducerFactory<Object, Object> producers;

    private final Duration timeout;

    /**
     * Makes producers like those of the application.
     *
     * @param key by what a transaction's producer is found on the listener's thread
     * @param properties their properties, with what their transactional ids begin with
     */
    OutputTransactions(
            ListenerProducers key, ProducerFactory<Object, Object> application, Map<String, Object> properties) {
        this.key = key;
        this.producers = like(application, properties);
        this.timeout = ProducerSettings.transactionTimeout(properties);
    }

    OutputTransaction begin() {
        try {
            return OutputTransaction.begin(producers, key, timeout);
        } catch (RuntimeException failure) {
            throw new OffsetStoreException("no Kafka transaction can begin: " + failure.getMessage(), failure);
        }
    }

    @Override
    public void close() {
        producers.reset();
    }

    private static ProducerFactory<Object, Object> like(
            ProducerFactory<Object, Object> application, Map<String, Object> properties) {
        boolean configures =
                !(application instanceof DefaultKafkaProducerFactory<?, ?> factory) || factory.isConfigureSerializers();
        DefaultKafkaProducerFactory<Object, Object> like = new DefaultKafkaProducerFactory<>(
                properties,
                RawSerializer.around(
                        application.getKeySerializerSupplier(),
                        properties,
                        ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
                        true,
                        configures),
                RawSerializer.around(
                        application.getValueSerializerSupplier(),
                        properties,
                        ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
                        false,
                        configures),
                configures);
        application.getListeners().forEach(like::addListener);
        application.getPostProcessors().forEach(like::addPostProcessor);
        return like;
    }
}
