/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.autoconfigure;

import static io.directstream.autoconfigure.Refusals.refusal;
import static io.directstream.autoconfigure.StreamContexts.container;
import static io.directstream.autoconfigure.StreamContexts.orders;
import static org.assertj.core.api.Assertions.assertThat;

import io.directstream.consumer.FetchLimits;
import io.directstream.consumer.FetchTally;
import io.directstream.consumer.KafkaClientFactory;
import io.directstream.listener.DirectStreamContainers;
import io.directstream.listener.DirectStreamListener;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.config.SslConfigs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.kafka.autoconfigure.SslBundleSslEngineFactory;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;

/** Which cluster a stream reads, and how it connects. */
class StreamConnectionTests {

    private static final String ORDERS = "direct-stream.streams.orders.";

    private static final SslBundle BUNDLE = SslBundle.of(null);

    private final SslBundles bundles = new DefaultSslBundleRegistry("shop", BUNDLE);

    @Test
    void withoutKeysItIsTheApplications() {
        Map<String, Object> consumers = Map.of("bootstrap.servers", List.of("a:9092"), "security.protocol", "SASL_SSL");

        StreamConnection connection = connection(consumers, Map.of());

        assertThat(connection.properties()).isEqualTo(consumers);
        assertThat(connection.brokers()).containsExactly("a:9092");
    }

    @Test
    void itsOwnBrokersTakeThePlaceOfTheApplications() {
        StreamConnection connection =
                connection(Map.of("bootstrap.servers", "a:9092"), Map.of("bootstrap-servers", "b:9092, c:9092"));

        assertThat(connection.properties()).containsEntry("bootstrap.servers", List.of("b:9092", "c:9092"));
        assertThat(connection.brokers()).containsExactlyInAnyOrder("b:9092", "c:9092");
    }

    @ParameterizedTest
    @CsvSource({"PLAINTEXT, SSL", "SSL, SSL", "SASL_PLAINTEXT, SASL_SSL", "SASL_SSL, SASL_SSL", ", SSL"})
    void aBundleEncrypts(String before, String after) {
        Map<String, Object> consumers = before == null ? Map.of() : Map.of("security.protocol", before);

        StreamConnection connection = connection(consumers, Map.of("ssl.bundle", "shop"));

        assertThat(connection.properties())
                .containsEntry(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, after)
                .containsEntry(SslConfigs.SSL_ENGINE_FACTORY_CLASS_CONFIG, SslBundleSslEngineFactory.class)
                .containsEntry(SslBundle.class.getName(), BUNDLE);
    }

    @Test
    void kafkaClientsAreMadeWithTheBundle() {
        Map<String, Object> properties = connection(
                        Map.of("bootstrap.servers", "localhost:1"), Map.of("ssl.bundle", "shop"))
                .properties();

        try (Consumer<byte[], byte[]> consumer = new KafkaClientFactory(properties, "shop")
                .fetcher(0, Map.of(), new FetchLimits(1024, 1024), new FetchTally())) {
            assertThat(consumer.assignment()).isEmpty();
        }
    }

    @Test
    void aBundleBesideAnUnencryptedProtocolIsRefused() {
        InvalidConfigurationPropertyValueException refused = refusal(orders().withBean(SslBundles.class, () -> bundles)
                .withPropertyValues(
                        ORDERS + "ssl.bundle=shop", ORDERS + "properties.security.protocol=SASL_PLAINTEXT"));

        assertThat(refused.getName()).isEqualTo(ORDERS + "properties.security.protocol");
        assertThat(refused.getReason()).contains(ORDERS + "ssl.bundle", "SASL_SSL");
    }

    @Test
    void anUnknownBundleIsRefusedWithThoseThereAre() {
        InvalidConfigurationPropertyValueException refused = refusal(
                orders().withBean(SslBundles.class, () -> bundles).withPropertyValues(ORDERS + "ssl.bundle=shoop"));

        assertThat(refused.getName()).isEqualTo(ORDERS + "ssl.bundle");
        assertThat(refused.getValue()).isEqualTo("shoop");
        assertThat(refused.getReason()).contains("name one of [shop]");
        assertThat(refusal(orders().withPropertyValues(ORDERS + "ssl.bundle=shop"))
                        .getReason())
                .contains("there are no SSL bundles", "spring.ssl.bundle");
    }

    @Test
    void clustersAreToldApartByTheirBrokers() {
        StreamConnection ab = connection(Map.of("bootstrap.servers", "a:9092,b:9092"), Map.of());
        StreamConnection bc = connection(Map.of(), Map.of("bootstrap-servers", "b:9092,c:9092"));
        StreamConnection d = connection(Map.of(), Map.of("bootstrap-servers", "d:9092"));

        assertThat(ab.isSameClusterAs(bc)).isTrue();
        assertThat(ab.isSameClusterAs(d)).isFalse();
    }

    @Test
    void oneGroupOnTwoClustersIsFine() {
        orders().withBean(Payments.class)
                .withPropertyValues(
                        ORDERS + "group-id=shop",
                        "direct-stream.streams.payments.topics=payments",
                        "direct-stream.streams.payments.group-id=shop",
                        "direct-stream.streams.payments.bootstrap-servers=elsewhere:9092")
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    assertThat(container(context).getGroupId()).isEqualTo("shop");
                    assertThat(context.getBean(DirectStreamContainers.class).all())
                            .hasSize(2);
                });
    }

    private StreamConnection connection(Map<String, Object> consumers, Map<String, String> keys) {
        DirectStreamProperties.Stream stream = new Binder(new MapConfigurationPropertySource(prefixed(keys)))
                .bindOrCreate("s", DirectStreamProperties.Stream.class);
        return StreamConnection.of(Setting.ofStream("orders"), stream, stream.properties(), consumers, bundles);
    }

    private static Map<String, String> prefixed(Map<String, String> keys) {
        return keys.entrySet().stream().collect(Collectors.toMap(key -> "s." + key.getKey(), Map.Entry::getValue));
    }

    static class Payments {

        @DirectStreamListener("payments")
        public void each(List<String> payloads) {}
    }
}
