/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.kafka;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.SslBundle;

/** From the properties of the application's producers to those of a stream's transactions. */
final class ProducerSettings {

    /** A listener is to send and return within it; the next owner of a partition waits for it after a crash. */
    private static final Duration TRANSACTION_TIMEOUT = Duration.ofSeconds(15);

    /** Shorter, so that what did not get an answer can be tried again while there still is a transaction. */
    private static final Duration MAX_BLOCK = Duration.ofSeconds(10);

    private static final Duration DEAD_LETTER_TIMEOUT = Duration.ofSeconds(15);

    private static final Duration KAFKAS_DELIVERY_TIMEOUT = Duration.ofMinutes(2);

    private ProducerSettings() {}

    /**
     * Output and offsets must be in one cluster, so a stream that reads another one than the application's producers write to
     * has its producers connect as its consumers do.
     *
     * @param producers the properties of the application's producers
     * @param consumers those of the stream's consumers
     */
    static Map<String, Object> of(
            String stream, String group, Map<String, Object> producers, Map<String, ?> consumers) {
        Map<String, Object> properties = connected(producers, consumers);
        properties.putIfAbsent(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, (int) TRANSACTION_TIMEOUT.toMillis());
        properties.putIfAbsent(ProducerConfig.MAX_BLOCK_MS_CONFIG, (int) MAX_BLOCK.toMillis());
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.CLIENT_ID_CONFIG, group + '-' + stream + "-producer");
        properties.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, group + '-' + instance() + '-');
        return properties;
    }

    /** The same of the producer of a stream's dead letters, which gives up within the time that a handover takes. */
    static Map<String, Object> ofDeadLetters(
            String stream, String group, Map<String, Object> producers, Map<String, ?> consumers) {
        Map<String, Object> properties = connected(producers, consumers);
        properties.remove(ProducerConfig.TRANSACTIONAL_ID_CONFIG);
        properties.putIfAbsent(ProducerConfig.MAX_BLOCK_MS_CONFIG, (int) MAX_BLOCK.toMillis());
        if (!properties.containsKey(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG)
                && !properties.containsKey(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG)) {
            properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) MAX_BLOCK.toMillis());
            properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) DEAD_LETTER_TIMEOUT.toMillis());
        }
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.CLIENT_ID_CONFIG, group + '-' + stream + "-dead-letters");
        return properties;
    }

    /** What of these properties any client connects with. */
    static Map<String, Object> connection(Map<String, Object> properties) {
        Map<String, Object> connection = new HashMap<>(properties);
        connection.keySet().removeIf(property -> !isOfConnection(property));
        connection.put(CommonClientConfigs.CLIENT_ID_CONFIG, properties.get(ProducerConfig.CLIENT_ID_CONFIG));
        return connection;
    }

    /** After what a producer gives a record up. */
    static Duration deliveryTimeout(Map<String, Object> properties) {
        Object millis = properties.get(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG);
        return millis == null ? KAFKAS_DELIVERY_TIMEOUT : Duration.ofMillis(Long.parseLong(String.valueOf(millis)));
    }

    private static Map<String, Object> connected(Map<String, Object> producers, Map<String, ?> consumers) {
        Map<String, Object> properties = new HashMap<>(producers);
        if (Collections.disjoint(brokers(producers), brokers(consumers))) {
            properties.keySet().removeIf(ProducerSettings::isOfConnection);
            consumers.forEach((property, value) -> {
                if (isOfConnection(property)) {
                    properties.put(property, value);
                }
            });
        }
        return properties;
    }

    static Duration transactionTimeout(Map<String, Object> properties) {
        return Duration.ofMillis(
                Long.parseLong(String.valueOf(properties.get(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG))));
    }

    /** Another one at each start: no instance can fence another by its name, the fence is the group's. */
    private static String instance() {
        return UUID.randomUUID().toString().substring(0, 13);
    }

    private static boolean isOfConnection(String property) {
        return property.equals(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG)
                || property.equals(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG)
                || property.equals(SslBundle.class.getName())
                || property.startsWith("ssl.")
                || property.startsWith("sasl.");
    }

    private static Set<String> brokers(Map<String, ?> properties) {
        @Nullable Object servers = properties.get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG);
        Collection<?> all = servers instanceof Collection<?> list
                ? list
                : Arrays.asList(String.valueOf(servers).split(","));
        return all.stream().map(String::valueOf).map(String::strip).collect(Collectors.toSet());
    }
}
