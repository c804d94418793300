/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.autoconfigure;

import static io.directstream.autoconfigure.StreamContexts.container;
import static io.directstream.autoconfigure.StreamContexts.shop;
import static org.assertj.core.api.Assertions.assertThat;

import io.directstream.listener.DirectStreamContainer;
import io.directstream.listener.DirectStreamContainers;
import io.directstream.listener.DirectStreamListener;
import io.directstream.listener.ListenerRefusedException;
import io.directstream.strategy.Assign;
import io.directstream.strategy.ConsumerStrategy;
import io.directstream.strategy.SubscribePattern;
import io.directstream.strategy.Subscription;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.kafka.annotation.KafkaHandler;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.annotation.PartitionOffset;
import org.springframework.kafka.annotation.RetryableTopic;
import org.springframework.kafka.annotation.TopicPartition;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;

/** A batch listener that exists becomes a stream with one attribute, or is refused with the reason. */
class ExistingListenerTests {

    @Test
    void itsIdIsTheStreamAndItsGroupStays() {
        shop().withBean(Existing.class).run(context -> {
            DirectStreamContainer container = container(context);
            assertThat(container.getGroupId()).isEqualTo("orders");
            assertThat(container.consumerStrategy().subscription())
                    .isEqualTo(new Subscription.Topics(Set.of("orders", "returns")));
            assertThat(container.consumerStrategy().consumerProperties()).containsEntry("fetch.min.bytes", "10");
            assertThat(context.getBean(KafkaListenerEndpointRegistry.class).getListenerContainer("orders"))
                    .isSameAs(container);
        });
    }

    @Test
    void itsAttributesAreOverruledByTheStreamsKeys() {
        shop().withBean(Existing.class)
                .withPropertyValues("spring.kafka.listener.auto-startup=true")
                .run(context -> assertThat(container(context).isAutoStartup()).isFalse());
        shop().withBean(Existing.class)
                .withPropertyValues(
                        "direct-stream.streams.orders.auto-startup=true", "spring.kafka.bootstrap-servers=localhost:1")
                .run(context -> assertThat(container(context).isAutoStartup()).isTrue());
    }

    @Test
    void itsGroupIdAttributeIsItsGroup() {
        shop().withBean(OwnGroup.class)
                .run(context -> assertThat(container(context).getGroupId()).isEqualTo("of-old"));
    }

    @Test
    void itsTopicsMayStandInTheConfiguration() {
        shop().withBean(WithoutTopics.class)
                .withPropertyValues("direct-stream.streams.orders.topics=orders")
                .run(context -> assertThat(container(context).consumerStrategy().subscription())
                        .isEqualTo(new Subscription.Topics(Set.of("orders"))));
    }

    @Test
    void aConfiguredGroupThatContradictsItIsRefused() {
        shop().withBean(Existing.class)
                .withPropertyValues("direct-stream.streams.orders.group-id=other")
                .run(context -> assertThat(NestedExceptionUtils.getMostSpecificCause(context.getStartupFailure()))
                        .isInstanceOf(InvalidConfigurationPropertyValueException.class)
                        .hasMessageContainingAll("group-id", "Existing.each", "remove one of them"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            topics=payments                                              | the topics [payments]
            topic-pattern=orders                                         | the topics that match 'orders'
            topic-partitions[0].topic=orders topic-partitions[0].partitions=0 | the partitions [orders-0]
            """)
    void aConfigurationThatReadsSomethingElseIsRefused(String settings, String configured) {
        ListenerRefusedException refused = refusal(shop().withBean(Existing.class)
                .withPropertyValues(Arrays.stream(settings.split(" "))
                        .map("direct-stream.streams.orders."::concat)
                        .toArray(String[]::new)));

        assertThat(refused).hasMessageContainingAll("Existing.each", "the topics [orders, returns]", configured);
        assertThat(refused.analysis().getAction()).contains("remove one of them");
    }

    @Test
    void aBlankTopicCountsAsUnset() {
        shop().withBean(BlankTopic.class)
                .withPropertyValues("direct-stream.streams.orders.topic-pattern=o.*")
                .run(context ->
                        assertThat(container(context).consumerStrategy()).isInstanceOf(SubscribePattern.class));
    }

    @Test
    void itsPatternStays() {
        shop().withBean(WithPattern.class).run(context -> {
            ConsumerStrategy strategy = container(context).consumerStrategy();
            assertThat(strategy).isInstanceOf(SubscribePattern.class);
            assertThat(strategy.subscription()).isInstanceOfSatisfying(Subscription.Matching.class, matching -> {
                assertThat(matching.matches("orders.eu")).isTrue();
                assertThat(matching.matches("returns")).isFalse();
            });
        });
    }

    @Test
    void itsPartitionsStay() {
        shop().withBean(WithPartitions.class)
                .run(context -> assertThat(container(context).consumerStrategy())
                        .isInstanceOfSatisfying(
                                Assign.class,
                                assign -> assertThat(assign.partitions())
                                        .containsExactlyInAnyOrder(
                                                partition("orders", 0),
                                                partition("orders", 1),
                                                partition("orders", 2),
                                                partition("orders", 3),
                                                partition("orders", 7),
                                                partition("returns", 0))));
    }

    private static org.apache.kafka.common.TopicPartition partition(String topic, int number) {
        return new org.apache.kafka.common.TopicPartition(topic, number);
    }

    @Test
    void aStreamThatNobodyConfiguredIsRefusedWithTheNearestName() {
        ListenerRefusedException refused = refusal(shop().withBean(Misspelled.class)
                .withPropertyValues(
                        "direct-stream.streams.orders.topics=orders",
                        "direct-stream.streams.payments.topics=payments"));

        assertThat(refused).hasMessageContainingAll("Misspelled.each", "'oders'", "[orders, payments]");
        assertThat(refused.analysis().getAction()).contains("Did you mean 'orders'?");
    }

    @Test
    void aGroupThatOnlyTheConsumerFactoryNamesIsRefused() {
        ListenerRefusedException refused =
                refusal(shop().withBean(NoGroup.class).withPropertyValues("spring.kafka.consumer.group-id=shop"));

        assertThat(refused).hasMessageContaining("spring.kafka.consumer.group-id");
        assertThat(refused.analysis().getAction()).contains("direct-stream.streams.orders.group-id");
    }

    @Test
    void anIdThatCannotNameAStreamIsRefusedAndItsGroupRemembered() {
        ListenerRefusedException refused = refusal(shop().withBean(DashedId.class));

        assertThat(refused).hasMessageContaining("'order-listener'");
        assertThat(refused.analysis().getAction()).contains("groupId = \"order-listener\"");
    }

    @Test
    void aListenerWithoutIdIsRefused() {
        assertThat(refusal(shop().withBean(WithoutId.class))).hasMessageContaining("id");
    }

    static List<Arguments> refused() {
        return List.of(
                Arguments.of(WithOffsets.class, "@PartitionOffset for orders-0", "starting-offsets of the stream"),
                Arguments.of(Retried.class, "it has @RetryableTopic", "a failed range is delivered again"),
                Arguments.of(ForTheClass.class, "the whole class is annotated", "Annotate one method"),
                Arguments.of(
                        Filtered.class, "filter = \"someFilter\", which has no effect", "skip records in the listener"),
                Arguments.of(PostProcessed.class, "containerPostProcessor = \"some\"", "settings of the stream"),
                Arguments.of(Acknowledging.class, "ackMode = \"MANUAL\"", "offsets.commit"),
                Arguments.of(RecordByRecord.class, "batch = \"false\"", "take a List"),
                Arguments.of(OwnedProperty.class, "max.poll.records", "batch.max-records"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void whatAStreamCannotDoIsRefused(Class<?> listener, String reason, String wayOut) {
        ListenerRefusedException refused = refusal(shop().withBean(listener));

        assertThat(refused).hasMessageContainingAll(listener.getSimpleName(), reason);
        assertThat(refused.analysis().getAction()).contains(wayOut);
    }

    @Test
    void retryTopicsForAllListenersWouldTakeTheStreamAway() {
        ListenerRefusedException refused =
                refusal(StreamContexts.orders().withPropertyValues("spring.kafka.retry.topic.enabled=true"));

        assertThat(refused).hasMessageContaining("retry topics");
        assertThat(refused.analysis().getAction()).contains("spring.kafka.retry.topic.enabled");
    }

    @Test
    void retryTopicsOfAnOrdinaryListenerAreNoneOfOurBusiness() {
        StreamContexts.orders().withBean(OrdinaryRetried.class).run(context -> {
            assertThat(context).hasNotFailed();
            assertThat(context.getBean(DirectStreamContainers.class).all()).hasSize(1);
        });
    }

    private static ListenerRefusedException refusal(ApplicationContextRunner runner) {
        Throwable[] root = new Throwable[1];
        runner.run(context -> {
            assertThat(context).hasFailed();
            root[0] = NestedExceptionUtils.getMostSpecificCause(context.getStartupFailure());
        });
        assertThat(root[0]).isInstanceOf(ListenerRefusedException.class);
        return (ListenerRefusedException) root[0];
    }

    static class Existing {

        @KafkaListener(
                id = "orders",
                topics = {"orders", "returns"},
                containerFactory = "directStreamContainerFactory",
                batch = "true",
                autoStartup = "false",
                concurrency = "3",
                properties = "fetch.min.bytes=10")
        public void each(List<String> payloads) {}
    }

    static class OwnGroup {

        @KafkaListener(
                id = "orders",
                groupId = "of-old",
                topics = "orders",
                containerFactory = "directStreamContainerFactory")
        public void each(List<String> payloads) {}
    }

    static class WithoutTopics {

        @KafkaListener(id = "orders", containerFactory = "directStreamContainerFactory")
        public void each(List<String> payloads) {}
    }

    static class BlankTopic {

        @KafkaListener(id = "orders", topics = "${no.such.key:}", containerFactory = "directStreamContainerFactory")
        public void each(List<String> payloads) {}
    }

    static class NoGroup {

        @KafkaListener(
                id = "orders",
                idIsGroup = false,
                topics = "orders",
                containerFactory = "directStreamContainerFactory")
        public void each(List<String> payloads) {}
    }

    static class Misspelled {

        @DirectStreamListener("oders")
        public void each(List<String> payloads) {}
    }

    static class DashedId {

        @KafkaListener(id = "order-listener", topics = "orders", containerFactory = "directStreamContainerFactory")
        public void each(List<String> payloads) {}
    }

    static class WithoutId {

        @KafkaListener(topics = "orders", containerFactory = "directStreamContainerFactory")
        public void each(List<String> payloads) {}
    }

    static class WithPattern {

        @KafkaListener(id = "orders", topicPattern = "orders.*", containerFactory = "directStreamContainerFactory")
        public void each(List<String> payloads) {}
    }

    static class WithPartitions {

        @KafkaListener(
                id = "orders",
                topicPartitions = {
                    @TopicPartition(topic = "orders", partitions = "0-3, 7"),
                    @TopicPartition(topic = "returns", partitions = "0")
                },
                containerFactory = "directStreamContainerFactory")
        public void each(List<String> payloads) {}
    }

    static class WithOffsets {

        @KafkaListener(
                id = "orders",
                topicPartitions =
                        @TopicPartition(
                                topic = "orders",
                                partitionOffsets = @PartitionOffset(partition = "0", initialOffset = "42")),
                containerFactory = "directStreamContainerFactory")
        public void each(List<String> payloads) {}
    }

    static class PostProcessed {

        @KafkaListener(
                id = "orders",
                topics = "orders",
                containerFactory = "directStreamContainerFactory",
                containerPostProcessor = "some")
        public void each(List<String> payloads) {}
    }

    static class Acknowledging {

        @KafkaListener(
                id = "orders",
                topics = "orders",
                containerFactory = "directStreamContainerFactory",
                ackMode = "MANUAL")
        public void each(List<String> payloads) {}
    }

    static class Retried {

        @RetryableTopic
        @KafkaListener(id = "orders", topics = "orders", containerFactory = "directStreamContainerFactory")
        public void each(List<String> payloads) {}
    }

    static class RecordByRecord {

        @KafkaListener(
                id = "orders",
                topics = "orders",
                containerFactory = "directStreamContainerFactory",
                batch = "false")
        public void each(List<String> payloads) {}
    }

    static class OwnedProperty {

        @KafkaListener(
                id = "orders",
                topics = "orders",
                containerFactory = "directStreamContainerFactory",
                properties = "max.poll.records=5")
        public void each(List<String> payloads) {}
    }

    static class Filtered {

        @KafkaListener(
                id = "orders",
                topics = "orders",
                containerFactory = "${no.such.key:directStreamContainerFactory}",
                filter = "someFilter")
        public void each(List<String> payloads) {}
    }

    @KafkaListener(id = "orders", topics = "orders", containerFactory = "directStreamContainerFactory")
    static class ForTheClass {

        @KafkaHandler
        public void each(List<String> payloads) {}
    }

    static class OrdinaryRetried {

        @RetryableTopic(autoCreateTopics = "false")
        @KafkaListener(id = "retried", topics = "retried")
        public void each(String payload) {}
    }
}
