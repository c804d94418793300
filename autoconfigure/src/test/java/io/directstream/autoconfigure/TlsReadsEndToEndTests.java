/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.directstream.OffsetRange;
import io.directstream.listener.DirectStreamContainer;
import io.directstream.listener.DirectStreamListener;
import io.directstream.listener.DirectStreams;
import io.directstream.read.RangeReadException;
import io.directstream.read.RangeReads;
import io.directstream.testing.KafkaBroker;
import io.directstream.testing.TestTopics;
import io.directstream.testing.TlsStores;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/** Given ranges from a broker that wants certificates of its clients. */
@ExtendWith(OutputCaptureExtension.class)
class TlsReadsEndToEndTests {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final String BUNDLE = "spring.ssl.bundle.jks.broker.";

    @TempDir
    private static Path directory;

    private static TlsStores stores;

    private static KafkaBroker broker;

    private static String topic;

    @BeforeAll
    static void start() {
        stores = TlsStores.make(directory);
        broker = KafkaBroker.start(stores);
        try (TestTopics topics = new TestTopics(broker.bootstrapServers())) {
            topic = topics.create(1);
            topics.fill(topic, 1, 18);
        }
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void theSixPlainKeysApplyToReads() throws Exception {
        try (ConfigurableApplicationContext application = start(plainKeys("spring.kafka.properties."))) {
            assertThatAllIsRead(application.getBean(RangeReads.class));
        }
    }

    @Test
    void theBundleOfTheApplicationAppliesToReads() throws Exception {
        try (ConfigurableApplicationContext application = start(Stream.concat(
                bundle(), Stream.of("spring.kafka.ssl.bundle=broker", "spring.kafka.security.protocol=SSL")))) {
            assertThatAllIsRead(application.getBean(RangeReads.class));
        }
    }

    @Test
    void theBundleOfAStreamAppliesToItsRangesAndToReadsThatBorrowItsSettings() throws Exception {
        Stream<String> ofTheStream = Stream.of(
                "direct-stream.streams.orders.ssl.bundle=broker",
                "direct-stream.streams.orders.ranges[0].topic=" + topic);
        try (ConfigurableApplicationContext application = start(Stream.concat(bundle(), ofTheStream))) {
            Orders orders = application.getBean(Orders.class);
            await().atMost(PATIENCE).until(() -> orders.offsets.size() == 18);

            assertThatAllIsRead(application.getBean(DirectStreams.class).reads("orders"));
        }
    }

    @Test
    void theSixPlainKeysOfAStreamApplyToItsRanges() {
        try (ConfigurableApplicationContext application = start(Stream.concat(
                plainKeys("direct-stream.streams.orders.properties."),
                Stream.of("direct-stream.streams.orders.ranges[0].topic=" + topic)))) {
            Orders orders = application.getBean(Orders.class);

            await().atMost(PATIENCE).until(() -> orders.offsets.size() == 18);
        }
    }

    @Test
    void aReadWithoutACertificateFailsAndSaysWhatTheBrokerSaid() {
        Stream<String> withoutKey = plainKeys("spring.kafka.properties.").filter(key -> !key.contains(".ssl.key"));
        try (ConfigurableApplicationContext application = start(withoutKey)) {
            RangeReads<?, ?> reads = application.getBean(RangeReads.class);

            assertThatExceptionOfType(RangeReadException.class)
                    .isThrownBy(() -> reads.read(all()).count())
                    .satisfies(failure -> assertThat(failure.reason()).isEqualTo(RangeReadException.Reason.UNCHECKED))
                    .withMessageContainingAll(
                            broker.tlsServers(), "SslAuthenticationException", "SSLHandshakeException");
        }
    }

    @Test
    void aStreamOfRangesWithoutACertificateEndsAndSaysWhatTheBrokerSaid(CapturedOutput output) {
        Stream<String> withoutKey =
                plainKeys("direct-stream.streams.orders.properties.").filter(key -> !key.contains(".ssl.key"));
        try (ConfigurableApplicationContext application =
                start(Stream.concat(withoutKey, Stream.of("direct-stream.streams.orders.ranges[0].topic=" + topic)))) {
            DirectStreamContainer orders = application.getBean(DirectStreams.class).stream("orders");
            await().atMost(PATIENCE).until(() -> !orders.isRunning());

            assertThat(output)
                    .contains("stream orders read nothing")
                    .contains("the brokers at [" + broker.tlsServers() + "] refuse access")
                    .contains("SSLHandshakeException");
        }
    }

    private static void assertThatAllIsRead(RangeReads<?, ?> reads) throws Exception {
        assertThat(reads.read(all()).count()).isEqualTo(18);
    }

    private static List<OffsetRange> all() {
        return List.of(OffsetRange.create(topic, 0, 0, 18));
    }

    private static Stream<String> plainKeys(String prefix) {
        return stores.client().entrySet().stream().map(key -> prefix + key);
    }

    private static Stream<String> bundle() {
        return Stream.of(
                BUNDLE + "keystore.location=" + stores.clientKeys().toUri(),
                BUNDLE + "keystore.password=" + TlsStores.PASSWORD,
                BUNDLE + "truststore.location=" + stores.clientTrust().toUri(),
                BUNDLE + "truststore.password=" + TlsStores.PASSWORD);
    }

    private static ConfigurableApplicationContext start(Stream<String> settings) {
        List<String> arguments = new ArrayList<>(
                List.of("--spring.application.name=shop", "--spring.kafka.bootstrap-servers=" + broker.tlsServers()));
        settings.map(setting -> "--" + setting).forEach(arguments::add);
        if (arguments.stream().noneMatch(argument -> argument.contains("ranges[0]"))) {
            arguments.add("--direct-stream.streams.orders.topics=" + topic);
            arguments.add("--direct-stream.streams.orders.auto-startup=false");
        }
        return BrokerContexts.run(Orders.class, arguments);
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration(SslAutoConfiguration.class)
    static class Orders {

        private final Queue<Long> offsets = new ConcurrentLinkedQueue<>();

        @DirectStreamListener("orders")
        void each(List<ConsumerRecord<String, String>> records) {
            records.forEach(record -> offsets.add(record.offset()));
        }
    }
}
