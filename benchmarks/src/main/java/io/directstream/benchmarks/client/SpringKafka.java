/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.benchmarks.client;

import java.util.HashMap;
import java.util.Map;
import org.springframework.kafka.config.ConcurrentKafkaListenerContainerFactory;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.listener.BatchMessageListener;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;

/** A batch listener of spring-kafka, its settings the defaults but for the given consumer properties. */
final class SpringKafka implements Contender {

    private final Map<String, Object> properties;

    SpringKafka(Map<String, Object> properties) {
        this.properties = Map.copyOf(properties);
    }

    @Override
    public Running start(Target target, RecordSink sink) {
        Map<String, Object> all = new HashMap<>(target.consumerProperties());
        all.putAll(properties);
        ConcurrentKafkaListenerContainerFactory<byte[], byte[]> factory =
                new ConcurrentKafkaListenerContainerFactory<>();
        factory.setConsumerFactory(new DefaultKafkaConsumerFactory<>(all));
        factory.setConcurrency(Target.THREADS);
        factory.setBatchListener(true);
        ConcurrentMessageListenerContainer<byte[], byte[]> container = factory.createContainer(target.topic());
        container.setBeanName("bench");
        container.getContainerProperties().setMessageListener((BatchMessageListener<byte[], byte[]>) sink::accept);
        container.start();
        return container::stop;
    }
}
