/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.benchmarks.client;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.springframework.kafka.config.ConcurrentKafkaListenerContainerFactory;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.listener.BatchMessageListener;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;

/** A batch listener of spring-kafka with two consumers. */
final class SpringKafka implements Contender {

    private static final int LARGE_POLL = 5_000;

    private final Map<String, Object> properties;

    private final Consumer<ContainerProperties> tuning;

    private SpringKafka(Map<String, Object> properties, Consumer<ContainerProperties> tuning) {
        this.properties = Map.copyOf(properties);
        this.tuning = tuning;
    }

    /** Everything else as it is without any setting: 500 records a poll, each poll's offsets committed and waited for. */
    static SpringKafka defaults() {
        return new SpringKafka(Map.of(), container -> {});
    }

    /** As many records a poll as the loops have, and nobody waits for commits. */
    static SpringKafka tuned() {
        return new SpringKafka(
                Map.of(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, LARGE_POLL),
                container -> container.setSyncCommits(false));
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
        tuning.accept(container.getContainerProperties());
        container.start();
        return container::stop;
    }
}
