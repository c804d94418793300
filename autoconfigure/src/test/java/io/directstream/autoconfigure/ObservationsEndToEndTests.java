/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.directstream.OffsetRange;
import io.directstream.StreamBatch;
import io.directstream.autoconfigure.observation.DirectStreamObservationAutoConfiguration;
import io.directstream.autoconfigure.observation.DirectStreamTracingAutoConfiguration;
import io.directstream.listener.DirectStreamContainerFactory;
import io.directstream.listener.DirectStreamListener;
import io.directstream.listener.DirectStreams;
import io.directstream.observation.DefaultDirectStreamObservationConvention;
import io.directstream.observation.DirectStreamObservationContext;
import io.directstream.observation.DirectStreamTracingObservationHandler;
import io.directstream.testing.TestTopics;
import io.micrometer.common.KeyValues;
import io.micrometer.tracing.Tracer;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.micrometer.tracing.autoconfigure.MicrometerTracingAutoConfiguration;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.OpenTelemetryTracingAutoConfiguration;
import org.springframework.boot.opentelemetry.autoconfigure.OpenTelemetrySdkAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.kafka.annotation.KafkaListener;

/** The spans that a real tracer exports of streams. */
class ObservationsEndToEndTests {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final String FIRST = "0af7651916cd43dd8448eb211c80319c";

    private static final String SECOND = "4bf92f3577b34da6a3ce929d0e0e4736";

    private static final String THIRD = "80f198ee56343ba864fe8b2a57d3eff7";

    private static final String SPAN = "b7ad6b7169203331";

    private final TestTopics topics = new TestTopics(BrokerContexts.BROKER);

    private final String topic = topics.create(2);

    @AfterEach
    void closeClients() {
        topics.close();
    }

    @Test
    void aRangeIsOneSpanThatLinksToTheContextsOfItsRecordsAndIsCurrentInTheListener() {
        send(w3c(FIRST));
        send(w3c(SECOND));
        send();
        send(w3c(FIRST));
        send(header("b3", THIRD + '-' + SPAN + "-1"));
        send(header("traceparent", "garbage"));
        topics.flush();

        try (ConfigurableApplicationContext application = start(Orders.class)) {
            SpanData process = awaitSpans(application, "process " + topic, 1).get(0);

            assertThat(process.getKind()).isEqualTo(SpanKind.CONSUMER);
            assertThat(process.getParentSpanContext().isValid()).isFalse();
            assertThat(process.getLinks())
                    .extracting(link -> link.getSpanContext().getTraceId())
                    .containsExactly(FIRST, SECOND, THIRD);
            assertThat(process.getLinks())
                    .extracting(link -> link.getSpanContext().getSpanId())
                    .containsOnly(SPAN);
            assertThat(attributes(process))
                    .containsEntry("stream", "orders")
                    .containsEntry("messaging.system", "kafka")
                    .containsEntry("messaging.operation.name", "process")
                    .containsEntry("messaging.operation.type", "process")
                    .containsEntry("messaging.destination.name", topic)
                    .containsEntry("messaging.destination.partition.id", "0")
                    .containsEntry("messaging.consumer.group.name", group(application))
                    .containsEntry("messaging.batch.message_count", "6")
                    .containsEntry("direct.stream.range", "orders/" + topic + "-0@[0,6)")
                    .containsEntry("direct.stream.attempt", "1")
                    .containsEntry("direct.stream.replay", "false")
                    .doesNotContainKey("direct.stream.links.omitted");
            assertThat(awaitSpans(application, "in the listener", 1).get(0).getParentSpanContext())
                    .isEqualTo(process.getSpanContext());
        }
    }

    @Test
    void aReplayIsASpanThatSaysSo() {
        send(w3c(FIRST));
        send(w3c(SECOND));
        topics.flush();

        try (ConfigurableApplicationContext application = start(Orders.class)) {
            awaitSpans(application, "process " + topic, 1);
            exporter(application).reset();
            application.getBean(DirectStreams.class).replay("orders", List.of(OffsetRange.create(topic, 0, 1, 2)));

            SpanData replay = awaitSpans(application, "process " + topic, 1).get(0);
            assertThat(replay.getLinks())
                    .extracting(link -> link.getSpanContext().getTraceId())
                    .containsExactly(SECOND);
            assertThat(attributes(replay))
                    .containsEntry("direct.stream.replay", "true")
                    .containsEntry("direct.stream.range", "orders/" + topic + "-0@[1,2)")
                    .containsEntry("messaging.consumer.group.name", "none");
        }
    }

    @Test
    void eachAttemptIsASpanAndThatOfAFailedOneHasTheError() {
        send(w3c(FIRST));
        topics.flush();

        try (ConfigurableApplicationContext application = start(FailingOnce.class)) {
            List<SpanData> attempts = awaitSpans(application, "process " + topic, 2);

            assertThat(attempts)
                    .extracting(span -> attributes(span).get("direct.stream.attempt"))
                    .containsExactly("1", "2");
            assertThat(attempts)
                    .extracting(span -> span.getStatus().getStatusCode())
                    .containsExactly(StatusCode.ERROR, StatusCode.OK);
            assertThat(attempts.get(0).getEvents())
                    .singleElement()
                    .satisfies(
                            event -> assertThat(event.getAttributes().get(AttributeKey.stringKey("exception.message")))
                                    .isEqualTo("once"));
            assertThat(attempts)
                    .allSatisfy(span -> assertThat(span.getLinks())
                            .extracting(link -> link.getSpanContext().getTraceId())
                            .containsExactly(FIRST));
        }
    }

    @Test
    void aStreamBatchIsOneSpanAlsoOnTheThreadsThatComputeItsParts() {
        IntStream.range(0, 75)
                .forEach(i -> Stream.of(0, 1)
                        .forEach(partition ->
                                topics.send(record(partition, w3c("%032x".formatted(2 * i + partition + 1))))));
        topics.flush();

        try (ConfigurableApplicationContext application =
                start(Batches.class, "direct-stream.streams.orders.batch.interval=1s")) {
            SpanData process = awaitSpans(application, "renamed orders", 1).get(0);

            assertThat(attributes(process))
                    .containsEntry("messaging.batch.message_count", "150")
                    .containsEntry("messaging.destination.name", topic)
                    .containsEntry("direct.stream.links.omitted", "50")
                    .containsEntry("team", "billing")
                    .doesNotContainKey("messaging.destination.partition.id");
            assertThat(process.getLinks()).hasSize(DirectStreamTracingObservationHandler.MOST_LINKS);
            assertThat(awaitSpans(application, "in a part", 2))
                    .extracting(SpanData::getParentSpanContext)
                    .containsOnly(process.getSpanContext());
        }
    }

    @Test
    void withoutTheSwitchThereIsNoSpan() {
        send(w3c(FIRST));
        topics.flush();

        try (ConfigurableApplicationContext application =
                start(Orders.class, "spring.kafka.listener.observation-enabled=false")) {
            SpanData alone = awaitSpans(application, "in the listener", 1).get(0);

            assertThat(alone.getParentSpanContext().isValid()).isFalse();
            assertThat(exporter(application).getFinishedSpanItems()).containsExactly(alone);
            assertThat(application.getBeansOfType(DirectStreamTracingObservationHandler.class))
                    .isEmpty();
        }
    }

    private ConfigurableApplicationContext start(Class<?> listener, String... settings) {
        return BrokerContexts.start(
                topic,
                listener,
                Stream.concat(
                                Stream.of(
                                        "management.tracing.sampling.probability=1.0",
                                        "spring.kafka.listener.observation-enabled=true"),
                                Stream.of(settings))
                        .toArray(String[]::new));
    }

    private void send(Header... headers) {
        topics.send(record(0, headers));
    }

    private ProducerRecord<String, String> record(int partition, Header... headers) {
        return new ProducerRecord<>(topic, partition, null, null, "value", List.of(headers));
    }

    private static Header w3c(String trace) {
        return header("traceparent", "00-" + trace + '-' + SPAN + "-01");
    }

    private static Header header(String name, String value) {
        return new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8));
    }

    private static String group(ConfigurableApplicationContext application) {
        return application.getBean(DirectStreams.class).stream("orders").getGroupId();
    }

    private static InMemorySpanExporter exporter(ConfigurableApplicationContext application) {
        return application.getBean(InMemorySpanExporter.class);
    }

    private static List<SpanData> awaitSpans(ConfigurableApplicationContext application, String name, int count) {
        return await().atMost(PATIENCE)
                .until(
                        () -> exporter(application).getFinishedSpanItems().stream()
                                .filter(span -> span.getName().equals(name))
                                .toList(),
                        spans -> spans.size() == count);
    }

    private static Map<String, String> attributes(SpanData span) {
        Map<String, String> attributes = new HashMap<>();
        span.getAttributes().forEach((key, value) -> attributes.put(key.getKey(), String.valueOf(value)));
        return attributes;
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({
        ObservationAutoConfiguration.class,
        OpenTelemetrySdkAutoConfiguration.class,
        OpenTelemetryTracingAutoConfiguration.class,
        MicrometerTracingAutoConfiguration.class,
        DirectStreamObservationAutoConfiguration.class,
        DirectStreamTracingAutoConfiguration.class
    })
    static class Tracing {

        @Bean
        static InMemorySpanExporter spans() {
            return InMemorySpanExporter.create();
        }

        @Bean
        static SpanProcessor exportsAtOnce(InMemorySpanExporter spans) {
            return SimpleSpanProcessor.create(spans);
        }
    }

    @Import(Tracing.class)
    static class Orders {

        private final Tracer tracer;

        Orders(Tracer tracer) {
            this.tracer = tracer;
        }

        @DirectStreamListener("orders")
        void each(List<String> values) {
            tracer.nextSpan().name("in the listener").start().end();
        }
    }

    @Import(Tracing.class)
    static class FailingOnce {

        private boolean failed;

        @KafkaListener(
                id = "orders",
                containerFactory = DirectStreamContainerFactory.BEAN_NAME,
                topics = "${test.topic}")
        void each(List<String> values) {
            if (!failed) {
                failed = true;
                throw new IllegalStateException("once");
            }
        }
    }

    @Import({Tracing.class, Renaming.class})
    static class Batches {

        private final Tracer tracer;

        Batches(Tracer tracer) {
            this.tracer = tracer;
        }

        @DirectStreamListener("orders")
        void all(StreamBatch<String, String> batch) throws Exception {
            batch.mapPartitions(partition -> {
                tracer.nextSpan().name("in a part").start().end();
                return partition.recordCount();
            });
        }
    }

    static class Renaming extends DefaultDirectStreamObservationConvention {

        @Override
        public String getContextualName(DirectStreamObservationContext context) {
            return "renamed " + context.getAttempt().stream();
        }

        @Override
        public KeyValues getLowCardinalityKeyValues(DirectStreamObservationContext context) {
            return super.getLowCardinalityKeyValues(context).and("team", "billing");
        }
    }
}
