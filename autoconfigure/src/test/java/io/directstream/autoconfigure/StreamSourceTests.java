/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.autoconfigure;

import static io.directstream.autoconfigure.Refusals.analyzed;
import static io.directstream.autoconfigure.Refusals.refusal;
import static io.directstream.autoconfigure.StreamContexts.container;
import static io.directstream.autoconfigure.StreamContexts.shop;
import static org.assertj.core.api.Assertions.assertThat;

import io.directstream.strategy.Assign;
import io.directstream.strategy.ConsumerStrategy;
import io.directstream.strategy.StartingPosition;
import io.directstream.strategy.SubscribePattern;
import io.directstream.strategy.Subscription;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Exactly one of four keys says what a stream reads. */
class StreamSourceTests {

    private static final String ORDERS = "direct-stream.streams.orders.";

    private final ApplicationContextRunner runner = shop().withBean(StreamContexts.Orders.class);

    @Test
    void aPatternReadsWhatMatchesWithStartingOffsetsForSuchTopics() {
        strategy(
                strategy -> {
                    assertThat(strategy).isInstanceOf(SubscribePattern.class);
                    assertThat(((Subscription.Matching) strategy.subscription()).matches("orders.eu"))
                            .isTrue();
                    assertThat(strategy.startingPositions(Set.of(new TopicPartition("orders.eu", 1))))
                            .isEqualTo(Map.of(new TopicPartition("orders.eu", 1), StartingPosition.offset(42)));
                },
                "topic-pattern=orders\\..*",
                "starting-offsets[0].topic=orders.eu",
                "starting-offsets[0].partitions=0-1",
                "starting-offsets[0].offset=42");
    }

    @Test
    void partitionsAreReadAndNoOthers() {
        strategy(
                strategy -> {
                    assertThat(((Assign) strategy).partitions())
                            .containsExactlyInAnyOrder(
                                    new TopicPartition("orders", 0),
                                    new TopicPartition("orders", 1),
                                    new TopicPartition("orders", 7),
                                    new TopicPartition("returns", 0));
                    assertThat(strategy.startingPositions(Set.of(new TopicPartition("orders", 7))))
                            .isEqualTo(Map.of(new TopicPartition("orders", 7), StartingPosition.offset(42)));
                },
                "topic-partitions[0].topic=orders",
                "topic-partitions[0].partitions=0-1,7",
                "topic-partitions[1].topic=returns",
                "topic-partitions[1].partitions[0]=0",
                "starting-offsets[0].topic=orders",
                "starting-offsets[0].partitions=7",
                "starting-offsets[0].offset=42");
    }

    @Test
    void aBeanSaysItself() {
        Own own = new Own(Map.of("fetch.min.bytes", "10"));
        runner.withBean("mine", Own.class, () -> own)
                .withPropertyValues(ORDERS + "consumer-strategy=mine")
                .run(context ->
                        assertThat(container(context).consumerStrategy()).isSameAs(own));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            topics=orders topic-pattern=orders              | topics topic-pattern
            topics=orders consumer-strategy=mine            | topics consumer-strategy
            topic-pattern=o topic-partitions[0].topic=orders topic-partitions[0].partitions=0 | topic-pattern topic-partitions
            """)
    void severalAreRefusedByName(String settings, String keys) {
        FailureAnalyzedException refused = analyzed(with(settings.split(" ")));

        assertThat(refused).hasMessageContaining("Stream 'orders' has several consumer strategies");
        for (String key : keys.split(" ")) {
            assertThat(refused).hasMessageContaining("'" + ORDERS + key + "'");
        }
        assertThat(refused.analysis().getAction()).contains("Keep exactly one of topics, topic-pattern");
    }

    @Test
    void noneIsRefusedWithTheKeysThereAre() {
        FailureAnalyzedException refused = analyzed(with("concurrency=1"));

        assertThat(refused).hasMessageContaining("Stream 'orders' has no consumer strategy");
        assertThat(refused.analysis().getAction())
                .contains(
                        "topics, topic-pattern, topic-partitions and consumer-strategy",
                        "direct-stream.streams.orders");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            topic-pattern=orders( | topic-pattern | not a regular expression: Unclosed group
            topic-partitions[0].partitions=0 | topic-partitions[0].topic | it is missing
            topic-partitions[0].topic=orders | topic-partitions[0].partitions | names no partition
            topic-partitions[0].topic=orders topic-partitions[0].partitions=a-b | topic-partitions[0].partitions | neither a partition nor a range
            topic-partitions[0].topic=o topic-partitions[0].partitions=1 topic-partitions[1].topic=o topic-partitions[1].partitions=0-1 | topic-partitions[1].partitions | partition 1 of topic 'o' already
            consumer-strategy=mine starting-offsets[0].topic=orders starting-offsets[0].partitions=0 starting-offsets[0].offset=1 | starting-offsets | startingPositions
            topic-pattern=orders.* starting-offsets[0].topic=returns starting-offsets[0].partitions=0 starting-offsets[0].offset=1 | starting-offsets[0].topic | the topics that match 'orders.*'
            topic-partitions[0].topic=orders topic-partitions[0].partitions=0-1 starting-offsets[0].topic=orders starting-offsets[0].partitions=1-2 starting-offsets[0].offset=1 | starting-offsets[0].partitions | the partitions [orders-0, orders-1] and not orders-2
            """)
    void aBadValueIsRefused(String settings, String key, String reason) {
        InvalidConfigurationPropertyValueException refused =
                refusal(with(settings.split(" ")).withBean("mine", Own.class, () -> new Own(Map.of())));

        assertThat(refused.getName()).isEqualTo(ORDERS + key);
        assertThat(refused.getReason()).contains(reason);
    }

    @Test
    void aBeanThatDoesNotExistIsRefusedWithThoseThereAre() {
        assertThat(refusal(with("consumer-strategy=mine")).getReason())
                .contains("there is no bean of this name", "declare a bean 'mine' that extends ConsumerStrategy");
        assertThat(refusal(with("consumer-strategy=mine").withBean("yours", Own.class, () -> new Own(Map.of())))
                        .getReason())
                .contains("there is no bean of this name", "the beans of type ConsumerStrategy are [yours]");
    }

    @Test
    void aBeanOfAnotherTypeIsRefused() {
        assertThat(refusal(with("consumer-strategy=mine").withBean("mine", String.class, () -> "mine"))
                        .getReason())
                .contains("the bean of this name is a java.lang.String and not a ConsumerStrategy");
    }

    @Test
    void aBeanThatSetsWhatTheStreamDecidesIsRefused() {
        FailureAnalyzedException refused = analyzed(with("consumer-strategy=mine")
                .withBean("mine", Own.class, () -> new Own(Map.of("bootstrap.servers", "elsewhere:9092"))));

        assertThat(refused).hasMessageContainingAll("consumer strategy Own of stream 'orders'", "bootstrap.servers");
        assertThat(refused.analysis().getAction()).contains("use bootstrap-servers");
    }

    private ApplicationContextRunner with(String... settings) {
        String[] keys = new String[settings.length];
        for (int index = 0; index < settings.length; index++) {
            keys[index] = ORDERS + settings[index];
        }
        return runner.withPropertyValues(keys);
    }

    private void strategy(Consumer<ConsumerStrategy> assertions, String... settings) {
        with(settings).run(context -> {
            assertThat(context).hasNotFailed();
            assertions.accept(container(context).consumerStrategy());
        });
    }

    static final class Own extends ConsumerStrategy {

        private final Map<String, Object> properties;

        Own(Map<String, Object> properties) {
            this.properties = properties;
        }

        @Override
        public Subscription subscription() {
            return new Subscription.Topics(Set.of("orders"));
        }

        @Override
        public Map<String, Object> consumerProperties() {
            return properties;
        }
    }
}
