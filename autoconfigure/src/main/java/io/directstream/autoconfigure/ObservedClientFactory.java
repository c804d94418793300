/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.autoconfigure;

import io.directstream.consumer.KafkaClientFactory;
import io.directstream.listener.DirectStreamContainerFactory;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.springframework.kafka.core.ConsumerFactory.Listener;

/** Tells the consumer factory's listeners, Micrometer's for example, of the consumers that streams make and close. */
final class ObservedClientFactory extends KafkaClientFactory {

    private final List<? extends Listener<?, ?>> listeners;

    ObservedClientFactory(
            Map<String, Object> properties, String clientIdPrefix, List<? extends Listener<?, ?>> listeners) {
        super(properties, clientIdPrefix);
        this.listeners = listeners;
    }

    @Override
    @SuppressWarnings("unchecked")
    protected Consumer<byte[], byte[]> create(Map<String, Object> config) {
        List<Listener<byte[], byte[]>> watching = (List<Listener<byte[], byte[]>>) listeners;
        ObservedConsumer consumer = new ObservedConsumer(config, watching);
        watching.forEach(listener -> listener.consumerAdded(consumer.id, consumer));
        return consumer;
    }

    private static final class ObservedConsumer extends KafkaConsumer<byte[], byte[]> {

        private final String id;

        private final List<Listener<byte[], byte[]>> listeners;

        ObservedConsumer(Map<String, Object> config, List<Listener<byte[], byte[]>> listeners) {
            super(config);
            this.id = DirectStreamContainerFactory.BEAN_NAME + '.' + config.get(ConsumerConfig.CLIENT_ID_CONFIG);
            this.listeners = listeners;
        }

        @Override
        public void close() {
            super.close();
            removed();
        }

        @Override
        public void close(CloseOptions options) {
            super.close(options);
            removed();
        }

        private void removed() {
            listeners.forEach(listener -> listener.consumerRemoved(id, this));
        }
    }
}
