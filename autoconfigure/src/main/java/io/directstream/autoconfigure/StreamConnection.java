/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.autoconfigure;

import io.directstream.autoconfigure.DirectStreamProperties.Stream;
import io.directstream.consumer.KafkaClientFactory;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.config.SslConfigs;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.kafka.autoconfigure.SslBundleSslEngineFactory;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.util.StringUtils;

/**
 * How the Kafka clients of one stream connect: as the application's consumers do, unless the stream names another cluster
 * or another SSL bundle.
 *
 * @param properties the properties of all its Kafka clients
 * @param brokers the addresses by which they find the cluster
 */
record StreamConnection(Map<String, Object> properties, Set<String> brokers) {

    private static final Set<String> ENCRYPTED = Set.of("SSL", "SASL_SSL");

    /**
     * Connects a stream.
     *
     * @param own the stream's own Kafka properties
     * @param consumers the properties of the application's consumers
     * @param bundles the application's SSL bundles
     */
    static StreamConnection of(
            Setting setting, Stream stream, Map<String, ?> own, Map<String, Object> consumers, SslBundles bundles) {
        stream.properties().forEach((property, value) -> refuseOwned(setting, property, value));
        Map<String, Object> properties = new HashMap<>(consumers);
        properties.putAll(own);
        List<String> brokers =
                stream.bootstrapServers().stream().filter(StringUtils::hasText).toList();
        if (!brokers.isEmpty()) {
            properties.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, brokers);
        }
        String bundle = stream.ssl().bundle();
        if (StringUtils.hasText(bundle)) {
            encrypt(setting, own, properties, bundle(setting, bundle, bundles));
        }
        return new StreamConnection(properties, brokers(properties.get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG)));
    }

    /** Whether both lead to the same cluster, as far as their addresses tell. */
    boolean isSameClusterAs(StreamConnection other) {
        return brokers.stream().anyMatch(other.brokers::contains);
    }

    private static void refuseOwned(Setting setting, String property, String value) {
        String instead = KafkaClientFactory.OWNED_PROPERTIES.get(property);
        if (instead != null) {
            throw setting.refuse("properties." + property, value, "the stream decides it: " + instead);
        }
    }

    private static SslBundle bundle(Setting setting, String name, SslBundles bundles) {
        if (!bundles.getBundleNames().contains(name)) {
            throw setting.refuse(
                    "ssl.bundle",
                    name,
                    bundles.getBundleNames().isEmpty()
                            ? "there are no SSL bundles; configure it under spring.ssl.bundle"
                            : "there is no such SSL bundle; name one of %s or configure it under spring.ssl.bundle"
                                    .formatted(new TreeSet<>(bundles.getBundleNames())));
        }
        return bundles.getBundle(name);
    }

    private static void encrypt(Setting setting, Map<String, ?> own, Map<String, Object> properties, SslBundle bundle) {
        Object protocol = own.get(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG);
        if (protocol != null && !ENCRYPTED.contains(protocol.toString())) {
            throw setting.refuse(
                    "properties." + CommonClientConfigs.SECURITY_PROTOCOL_CONFIG,
                    protocol,
                    "%s is set and would have no effect; name SSL or SASL_SSL, or remove one of them"
                            .formatted(setting.key("ssl.bundle")));
        }
        Object inherited = properties.get(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG);
        properties.put(
                CommonClientConfigs.SECURITY_PROTOCOL_CONFIG,
                inherited != null && inherited.toString().startsWith("SASL") ? "SASL_SSL" : "SSL");
        properties.put(SslConfigs.SSL_ENGINE_FACTORY_CLASS_CONFIG, SslBundleSslEngineFactory.class);
        properties.put(SslBundle.class.getName(), bundle);
    }

    private static Set<String> brokers(@Nullable Object bootstrapServers) {
        Collection<?> all = bootstrapServers instanceof Collection<?> list
                ? list
                : List.of(String.valueOf(bootstrapServers).split(","));
        return all.stream().map(String::valueOf).map(String::strip).collect(Collectors.toUnmodifiableSet());
    }
}
