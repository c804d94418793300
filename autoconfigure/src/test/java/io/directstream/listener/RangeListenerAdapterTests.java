/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.directstream.BatchListener;
import io.directstream.FailedRecordException;
import io.directstream.OffsetRange;
import io.directstream.PartitionBatch;
import io.directstream.stream.StreamOptions;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordDeserializationException;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.core.MethodParameter;
import org.springframework.kafka.annotation.KafkaListenerAnnotationBeanPostProcessor;
import org.springframework.kafka.listener.BatchListenerFailedException;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.kafka.support.KafkaUtils;
import org.springframework.kafka.support.converter.BatchMessageConverter;
import org.springframework.kafka.support.converter.BatchMessagingMessageConverter;
import org.springframework.kafka.support.converter.JacksonJsonMessageConverter;
import org.springframework.kafka.support.serializer.SerializationUtils;
import org.springframework.messaging.Message;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.messaging.handler.annotation.Payload;
import org.springframework.messaging.handler.annotation.support.MethodArgumentNotValidException;
import org.springframework.messaging.handler.invocation.HandlerMethodArgumentResolver;
import org.springframework.validation.Errors;
import org.springframework.validation.Validator;
import org.springframework.validation.annotation.Validated;

/** How listener methods are called with a batch. */
class RangeListenerAdapterTests {

    private static final TopicPartition ORDERS_3 = new TopicPartition("orders", 3);

    private final KafkaListenerAnnotationBeanPostProcessor<Object, Object> processor =
            new KafkaListenerAnnotationBeanPostProcessor<>();

    private BatchMessageConverter converter = new BatchMessagingMessageConverter(null);

    private final Listener listener = new Listener();

    RangeListenerAdapterTests() {
        processor.setBeanFactory(new DefaultListableBeanFactory());
    }

    @Test
    void recordsAndTheirRangeArriveTogether() throws Exception {
        HandMadeBatch batch = HandMadeBatch.of("a", "b");

        deliver(batch, "recordsAndRange");

        assertThat(listener.received).containsExactly(batch.records(), batch.offsetRange());
    }

    @Test
    void aPartitionBatchArrivesAsItIs() throws Exception {
        HandMadeBatch batch = HandMadeBatch.of("a");

        deliver(batch, "partitionBatch");

        assertThat(listener.received).singleElement().isSameAs(batch);
    }

    @Test
    void rangesRecordsAndHeadersAreToldApartThoughAllAreLists() throws Exception {
        HandMadeBatch batch = HandMadeBatch.of("a", "b");

        deliver(batch, "rangesRecordsAndHeaders");

        assertThat(listener.received)
                .containsExactly(batch.offsetRanges(), batch.records(), List.of("orders", "orders"), List.of(0L, 1L));
    }

    @Test
    void payloadsComeWithTheHeadersOfBatchListeners() throws Exception {
        deliver(HandMadeBatch.of("a", "b"), "payloadsAndHeaders");

        assertThat(listener.received)
                .containsExactly(List.of("a", "b"), List.of("key0", "key1"), List.of(3, 3), "shop-orders");
        assertThat(KafkaUtils.getConsumerGroupId())
                .as("the group on this thread afterwards")
                .isNull();
    }

    @Test
    void payloadsAreConvertedByTheApplicationsRecordConverter() throws Exception {
        converter = new BatchMessagingMessageConverter(new JacksonJsonMessageConverter());

        deliver(HandMadeBatch.of("{\"product\":\"tea\"}"), "orders");

        assertThat(listener.received).containsExactly(new Order("tea"));
    }

    @Test
    void messagesAreConvertedOneByOne() throws Exception {
        converter = new BatchMessagingMessageConverter(new JacksonJsonMessageConverter());

        deliver(HandMadeBatch.of("{\"product\":\"tea\"}"), "messages");

        assertThat(listener.received).singleElement().isInstanceOfSatisfying(Message.class, message -> {
            assertThat(message.getPayload()).isEqualTo(new Order("tea"));
            assertThat(message.getHeaders()).containsEntry(KafkaHeaders.OFFSET, 0L);
        });
    }

    @Test
    void oneMessageMayHoldAllPayloads() throws Exception {
        deliver(HandMadeBatch.of("a", "b"), "message");

        assertThat(listener.received).containsExactly(List.of("a", "b"));
    }

    @Test
    void consumerRecordsKnowTheOffsetAfterTheRange() throws Exception {
        HandMadeBatch batch = HandMadeBatch.of("a", "b");

        deliver(batch, "consumerRecords");

        assertThat(listener.received).containsExactly(batch.records(), Map.of(ORDERS_3, new OffsetAndMetadata(2)));
    }

    @Test
    void tombstonesAreNullPayloads() throws Exception {
        deliver(HandMadeBatch.of("a", null), "strings");

        assertThat(listener.received).containsExactly("a", null);
    }

    @Test
    void whatTheListenerThrowsIsThrown() {
        assertThatIllegalStateException()
                .isThrownBy(() -> deliver(HandMadeBatch.of("a"), "throwing"))
                .withMessage("no stock for orders-3@[0,1)");
    }

    @Test
    void aPayloadThatCannotBeConvertedIsNamedAndNotSilentlyNull() {
        converter = new BatchMessagingMessageConverter(new JacksonJsonMessageConverter());

        assertThatThrownBy(() -> deliver(HandMadeBatch.of("{\"product\":\"tea\"}", "tea"), "unconvertible"))
                .isInstanceOfSatisfying(
                        RecordDeserializationException.class,
                        failure -> assertThat(failure.offset()).isEqualTo(1))
                .hasMessageContainingAll("orders-3@1", KafkaHeaders.CONVERSION_FAILURES)
                .hasCauseInstanceOf(Exception.class);
    }

    @Test
    void aMessageThatCannotBeConvertedIsNamed() {
        converter = new BatchMessagingMessageConverter(new JacksonJsonMessageConverter());

        assertThatThrownBy(() -> deliver(HandMadeBatch.of("{\"product\":\"tea\"}", "tea"), "messages"))
                .isInstanceOfSatisfying(
                        RecordDeserializationException.class,
                        failure -> assertThat(failure.offset()).isEqualTo(1))
                .hasMessageContaining("orders-3@1");
    }

    @Test
    void aListenerThatAsksForConversionFailuresGetsThem() throws Exception {
        converter = new BatchMessagingMessageConverter(new JacksonJsonMessageConverter());

        deliver(HandMadeBatch.of("{\"product\":\"tea\"}", "tea"), "failures");

        assertThat(listener.received).hasSize(3).startsWith(new Order("tea"), (Object) null);
        assertThat(listener.received.get(2)).isInstanceOf(Exception.class);
    }

    @Test
    void aRecordThatErrorHandlingDeserializerGaveUpIsNamed() {
        HandMadeBatch batch = HandMadeBatch.of("a", null);
        SerializationUtils.deserializationException(
                batch.records().get(1).headers(),
                "b".getBytes(StandardCharsets.UTF_8),
                new IllegalArgumentException("not an order"),
                false);

        assertThatThrownBy(() -> deliver(batch, "records"))
                .isInstanceOfSatisfying(
                        RecordDeserializationException.class,
                        failure -> assertThat(failure.offset()).isEqualTo(1))
                .hasMessageContainingAll("value", "orders-3@1");
    }

    @Test
    void theRegistrarsValidatorIsUsed() {
        processor.getEndpointRegistrar().setValidator(new Validator() {
            @Override
            public boolean supports(Class<?> type) {
                return List.class.isAssignableFrom(type);
            }

            @Override
            public void validate(Object target, Errors errors) {
                errors.reject("empty", "no good");
            }
        });

        assertThatThrownBy(() -> deliver(HandMadeBatch.of("a"), "validated"))
                .isInstanceOf(MethodArgumentNotValidException.class);
    }

    @Test
    void theRegistrarsResolversAreUsedAndKept() throws Exception {
        HandlerMethodArgumentResolver users = new HandlerMethodArgumentResolver() {
            @Override
            public boolean supportsParameter(MethodParameter parameter) {
                return parameter.getParameterType() == Order.class;
            }

            @Override
            public Object resolveArgument(MethodParameter parameter, Message<?> message) {
                return new Order("of the resolver");
            }
        };
        processor.getEndpointRegistrar().setCustomMethodArgumentResolvers(users);

        deliver(HandMadeBatch.of("a"), "resolved");

        assertThat(listener.received).containsExactly(new Order("of the resolver"));
        assertThat(processor.getEndpointRegistrar().getCustomMethodArgumentResolvers())
                .startsWith(users)
                .hasSize(2);
    }

    @Test
    void recordsThatSpringKafkasExceptionNamesAreKnownByTheirIndexOrOffset() {
        HandMadeBatch batch = HandMadeBatch.of("a", "bad", "c");

        assertThatThrownBy(() -> deliver(batch, "namingTheIndex"))
                .isInstanceOfSatisfying(FailedRecordException.class, failure -> {
                    assertThat(failure.indexAmong(batch.records())).hasValue(1);
                    assertThat(failure.reason()).hasMessage("bad");
                    assertThat(failure)
                            .as("what is not retryable may be said of it or of its causes")
                            .hasCauseInstanceOf(BatchListenerFailedException.class)
                            .hasRootCauseMessage("bad");
                });
        assertThatThrownBy(() -> deliver(batch, "namingTheRecord"))
                .isInstanceOfSatisfying(
                        FailedRecordException.class,
                        failure ->
                                assertThat(failure.indexAmong(batch.records())).hasValue(2));
    }

    @Test
    void aRecordOfAnotherPartitionIsNotKnown() {
        assertThatThrownBy(() -> deliver(HandMadeBatch.of("a"), "namingAStranger"))
                .isInstanceOf(BatchListenerFailedException.class);
    }

    private void deliver(HandMadeBatch batch, String name) throws Exception {
        ListenerMethods methods = new ListenerMethods(() -> processor, () -> converter);
        methods.configureKafkaListeners(processor.getEndpointRegistrar());
        Method method = Arrays.stream(Listener.class.getDeclaredMethods())
                .filter(each -> each.getName().equals(name))
                .findFirst()
                .orElseThrow();
        var adapter =
                methods.adapter(listener, method, StreamOptions.of("orders", "shop-orders"), new HandMadeCommits());
        ((BatchListener<Object, Object>) adapter).onBatch(batch);
    }

    /** One method per shape. */
    static class Listener {

        final List<Object> received = new ArrayList<>();

        void recordsAndRange(List<ConsumerRecord<String, String>> records, OffsetRange range) {
            received.addAll(List.of(records, range));
        }

        void partitionBatch(PartitionBatch<String, String> given) {
            received.add(given);
        }

        void rangesRecordsAndHeaders(
                List<OffsetRange> ranges,
                List<ConsumerRecord<String, String>> records,
                @Header(KafkaHeaders.RECEIVED_TOPIC) List<String> topics,
                @Header(KafkaHeaders.OFFSET) List<Long> offsets) {
            received.addAll(List.of(ranges, records, topics, offsets));
        }

        void payloadsAndHeaders(
                @Payload List<String> payloads,
                OffsetRange range,
                @Header(KafkaHeaders.RECEIVED_KEY) List<String> keys,
                @Header(KafkaHeaders.RECEIVED_PARTITION) List<Integer> partitions,
                @Header(KafkaHeaders.GROUP_ID) String group) {
            received.addAll(List.of(payloads, keys, partitions, group));
        }

        void orders(List<Order> orders) {
            received.addAll(orders);
        }

        void messages(List<Message<Order>> orders) {
            received.addAll(orders);
        }

        void message(Message<List<String>> all) {
            received.add(all.getPayload());
        }

        void consumerRecords(ConsumerRecords<String, String> records) {
            received.add(records.records(ORDERS_3));
            received.add(records.nextOffsets());
        }

        void strings(List<String> payloads) {
            received.addAll(payloads);
        }

        void throwing(OffsetRange range) {
            throw new IllegalStateException("no stock for " + range);
        }

        void namingTheIndex(List<String> payloads) {
            int index = payloads.indexOf("bad");
            throw new BatchListenerFailedException("at", new IllegalStateException("bad"), index);
        }

        void namingTheRecord(List<ConsumerRecord<String, String>> records) {
            throw new BatchListenerFailedException("this", records.get(2));
        }

        void namingAStranger(List<ConsumerRecord<String, String>> records) {
            throw new BatchListenerFailedException("this", new ConsumerRecord<>("orders", 2, 0, "key", "value"));
        }

        void unconvertible(List<Order> orders) {}

        void failures(List<Order> orders, @Header(KafkaHeaders.CONVERSION_FAILURES) List<Exception> failures) {
            received.addAll(orders);
            received.add(failures.get(1));
        }

        void records(List<ConsumerRecord<String, String>> records) {}

        void validated(@Validated @Payload List<String> payloads) {}

        void resolved(List<String> payloads, Order order) {
            received.add(order);
        }
    }

    record Order(String product) {}
}
