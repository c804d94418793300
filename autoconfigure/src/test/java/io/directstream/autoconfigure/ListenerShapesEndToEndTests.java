/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.autoconfigure;

import static io.directstream.autoconfigure.BrokerContexts.received;
import static io.directstream.autoconfigure.BrokerContexts.start;
import static io.directstream.autoconfigure.StreamContexts.container;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.directstream.OffsetRange;
import io.directstream.PartitionBatch;
import io.directstream.autoconfigure.BrokerContexts.Received;
import io.directstream.listener.DirectStreamListener;
import io.directstream.stream.BatchResult;
import io.directstream.stream.StreamObserver;
import io.directstream.stream.StreamState;
import io.directstream.testing.TestTopics;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.kafka.autoconfigure.DefaultKafkaConsumerFactoryCustomizer;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.kafka.support.converter.JacksonJsonMessageConverter;
import org.springframework.kafka.support.serializer.ErrorHandlingDeserializer;
import org.springframework.kafka.support.serializer.JacksonJsonDeserializer;
import org.springframework.messaging.Message;
import org.springframework.messaging.handler.annotation.Header;

/** What listeners of every shape are given by whole applications, on a real broker. */
@ExtendWith(OutputCaptureExtension.class)
class ListenerShapesEndToEndTests {

    private static final TestTopics TOPICS = new TestTopics(BrokerContexts.BROKER);

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final String TEA = "{\"product\":\"tea\",\"amount\":2}";

    @AfterAll
    static void closeClients() {
        TOPICS.close();
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                RecordList.class,
                PayloadList.class,
                MessageList.class,
                Batch.class,
                KafkasRecords.class,
                RangesAndHeaders.class
            })
    void everyShapeGetsTheValues(Class<?> listener) {
        String topic = topicWith("one", "two");
        try (ConfigurableApplicationContext context = start(topic, listener)) {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(received(context).all()).containsExactly("one", "two"));
        }
    }

    @Test
    void theConfiguredDeserializerAndItsSettingsApply() {
        String topic = topicWith(TEA);
        try (ConfigurableApplicationContext context = start(
                topic,
                Orders.class,
                "spring.kafka.consumer.value-deserializer=" + JacksonJsonDeserializer.class.getName(),
                "spring.kafka.consumer.properties[spring.json.value.default.type]=" + Order.class.getName(),
                "spring.kafka.consumer.properties[spring.json.trusted.packages]=" + Order.class.getPackageName())) {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(received(context).all()).containsExactly(new Order("tea", 2)));
        }
    }

    @Test
    void aRecordConverterBeanMakesThePayloads() {
        String topic = topicWith(TEA);
        try (ConfigurableApplicationContext context = start(topic, ConvertedOrders.class)) {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(received(context).all()).containsExactly(new Order("tea", 2)));
        }
    }

    @Test
    void aRecordThatErrorHandlingDeserializerGaveUpIsNamed() {
        String topic = topicWith(TEA, "tea");
        try (ConfigurableApplicationContext context = start(
                topic,
                Orders.class,
                "spring.kafka.consumer.value-deserializer=" + ErrorHandlingDeserializer.class.getName(),
                "spring.kafka.consumer.properties[spring.deserializer.value.delegate.class]="
                        + JacksonJsonDeserializer.class.getName(),
                "spring.kafka.consumer.properties[spring.json.value.default.type]=" + Order.class.getName(),
                "direct-stream.streams.orders.failure.max-attempts=1")) {
            await().atMost(PATIENCE).until(() -> container(context).snapshot().state() == StreamState.FAILED);
            assertThat(container(context).history().get(0).failure()).hasMessageContaining(topic + "-0@1");
            assertThat(received(context).all()).isEmpty();
        }
    }

    @Test
    void anInstanceGivenToTheConsumerFactoryIsSharedWithAWarning(CapturedOutput output) {
        String topic = topicWith("one");
        try (ConfigurableApplicationContext context = start(topic, WithInstance.class)) {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(received(context).all()).containsExactly("ONE"));
        }
        assertThat(output).containsOnlyOnce("one Shouting instance for all consumers");
    }

    @Test
    void theConsumerFactorysListenersHearOfEveryConsumer() {
        String topic = topicWith("one");
        Watch watch;
        try (ConfigurableApplicationContext context = start(topic, Watched.class)) {
            watch = context.getBean(Watch.class);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(received(context).all()).containsExactly("one"));
            String prefix = "directStreamContainerFactory." + container(context).getGroupId();
            assertThat(watch.added).contains(prefix + "-member", prefix + "-fetcher-0");
        }
        assertThat(watch.removed).containsExactlyInAnyOrderElementsOf(watch.added);
    }

    @Test
    void everyObserverIsToldThoughOneThrows() {
        String topic = topicWith("one");
        try (ConfigurableApplicationContext context = start(topic, Observed.class)) {
            await().atMost(PATIENCE)
                    .untilAsserted(() ->
                            assertThat(context.getBean(Watch.class).batches).containsExactly(topic + "-0@[0,1)"));
        }
    }

    private static String topicWith(String... values) {
        String topic = TOPICS.create(1);
        for (String value : values) {
            TOPICS.send(topic, 0, value);
        }
        TOPICS.flush();
        return topic;
    }

    record RecordList(Received received) {

        @DirectStreamListener("orders")
        public void each(List<ConsumerRecord<String, String>> records, OffsetRange range) {
            assertThat(records).hasSizeLessThanOrEqualTo((int) range.count());
            records.forEach(each -> received.add(each.value()));
        }
    }

    record PayloadList(Received received) {

        @DirectStreamListener("orders")
        public void each(List<String> values, OffsetRange range) {
            values.forEach(received::add);
        }
    }

    record MessageList(Received received) {

        @DirectStreamListener("orders")
        public void each(List<Message<String>> messages) {
            messages.forEach(message -> received.add(message.getPayload()));
        }
    }

    record Batch(Received received) {

        @DirectStreamListener("orders")
        public void each(PartitionBatch<String, String> batch) {
            batch.forEach(each -> received.add(each.value()));
        }
    }

    record KafkasRecords(Received received) {

        @DirectStreamListener("orders")
        public void each(ConsumerRecords<String, String> records) {
            records.forEach(each -> received.add(each.value()));
        }
    }

    record RangesAndHeaders(Received received) {

        @DirectStreamListener("orders")
        public void each(
                List<OffsetRange> ranges,
                List<ConsumerRecord<String, String>> records,
                @Header(KafkaHeaders.OFFSET) List<Long> offsets) {
            assertThat(ranges).hasSize(1);
            assertThat(offsets).hasSameSizeAs(records);
            records.forEach(each -> received.add(each.value()));
        }
    }

    record Orders(Received received) {

        @DirectStreamListener("orders")
        public void each(List<ConsumerRecord<String, Order>> records) {
            records.forEach(each -> received.add(each.value()));
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class ConvertedOrders {

        @Bean
        JacksonJsonMessageConverter converter() {
            return new JacksonJsonMessageConverter();
        }

        @Bean
        Payloads payloads(Received received) {
            return new Payloads(received);
        }

        record Payloads(Received received) {

            @DirectStreamListener("orders")
            public void each(List<Order> orders) {
                orders.forEach(received::add);
            }
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Import(RecordList.class)
    static class WithInstance {

        @Bean
        @SuppressWarnings({"unchecked", "rawtypes"})
        DefaultKafkaConsumerFactoryCustomizer shouting() {
            return factory -> factory.setValueDeserializer((Deserializer) new Shouting());
        }
    }

    static class Shouting extends StringDeserializer {

        @Override
        public String deserialize(String topic, byte[] data) {
            return super.deserialize(topic, data).toUpperCase(Locale.ROOT);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Import(RecordList.class)
    static class Watched {

        @Bean
        Watch watch() {
            return new Watch();
        }

        @Bean
        @SuppressWarnings({"unchecked", "rawtypes"})
        DefaultKafkaConsumerFactoryCustomizer watching(Watch watch) {
            return factory -> factory.addListener((ConsumerFactory.Listener) watch);
        }
    }

    static class Watch implements ConsumerFactory.Listener<Object, Object>, StreamObserver {

        final Queue<String> added = new ConcurrentLinkedQueue<>();

        final Queue<String> removed = new ConcurrentLinkedQueue<>();

        final Queue<String> batches = new ConcurrentLinkedQueue<>();

        @Override
        public void consumerAdded(String id, Consumer<Object, Object> consumer) {
            added.add(id);
        }

        @Override
        public void consumerRemoved(String id, Consumer<Object, Object> consumer) {
            removed.add(id);
        }

        @Override
        public void batchFinished(BatchResult result) {
            batches.add(result.ranges().get(0).range().toString());
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Import(RecordList.class)
    static class Observed {

        @Bean
        StreamObserver broken() {
            return new StreamObserver() {
                @Override
                public void batchFinished(BatchResult result) {
                    throw new IllegalStateException("broken");
                }
            };
        }

        @Bean
        Watch watch() {
            return new Watch();
        }
    }

    record Order(String product, int amount) {}
}
