/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.kafka;

import io.directstream.stream.DeadLetters;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.ProducerFactory;

/** Opens what sends the dead letters of each stream, with producers that are set up as the application's. */
public final class KafkaDeadLetterSources {

    /** Beyond the time after which a producer gives a record up itself. */
    private static final Duration MARGIN = Duration.ofSeconds(5);

    private final Supplier<ProducerFactory<Object, Object>> application;

    private final ListenerProducers listeners;

    /**
     * Makes producers like those of the application.
     *
     * @param application the application's producer factory, asked for when there is a dead letter
     * @param stores by whose transactions letters are sent where there are such
     */
    public KafkaDeadLetterSources(
            Supplier<ProducerFactory<Object, Object>> application, KafkaTransactionOffsetStores stores) {
        this.application = application;
        this.listeners = stores.listeners();
    }

    /**
     * The dead letters of a stream.
     *
     * @param consumers the properties of the stream's consumers; its dead letters stay in the cluster that it reads
     */
    public DeadLetters.Source forStream(String stream, String group, Map<String, Object> consumers) {
        return () -> {
            ProducerFactory<Object, Object> like = application.get();
            Map<String, Object> properties =
                    ProducerSettings.ofDeadLetters(stream, group, like.getConfigurationProperties(), consumers);
            DefaultKafkaProducerFactory<Object, Object> producers = new DefaultKafkaProducerFactory<>(
                    properties, KafkaDeadLetterSources::bytes, KafkaDeadLetterSources::bytes, false);
            like.getListeners().forEach(producers::addListener);
            like.getPostProcessors().forEach(producers::addPostProcessor);
            return new KafkaDeadLetters(
                    listeners,
                    producers,
                    new DeadLetterTopics(ProducerSettings.connection(properties)),
                    new DeadLetterRecords(group),
                    ProducerSettings.deliveryTimeout(properties).plus(MARGIN));
        };
    }

    private static Serializer<Object> bytes() {
        ByteArraySerializer bytes = new ByteArraySerializer();
        return new RawSerializer((topic, data) -> bytes.serialize(topic, (byte[]) data));
    }
}
