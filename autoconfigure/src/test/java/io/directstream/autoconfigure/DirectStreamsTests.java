/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.autoconfigure;

import static io.directstream.autoconfigure.StreamContexts.orders;
import static io.directstream.autoconfigure.StreamContexts.shop;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.throwable;

import io.directstream.BatchListener;
import io.directstream.StreamBatch;
import io.directstream.consumer.CacheOptions;
import io.directstream.listener.DirectStreamContainer;
import io.directstream.listener.DirectStreamContainers;
import io.directstream.listener.DirectStreams;
import io.directstream.strategy.ConsumerStrategies;
import io.directstream.strategy.ConsumerStrategy;
import io.directstream.strategy.LocationStrategies;
import io.directstream.stream.StreamOptions;
import io.directstream.stream.Timeouts;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;

/** Streams in code. */
class DirectStreamsTests {

    private static final BatchListener<String, String> LISTENER = batch -> {};

    private static final ConsumerStrategy PAYMENTS = ConsumerStrategies.subscribe(List.of("payments"));

    @Test
    void aCreatedStreamIsAListenerContainerLikeTheOthers() {
        orders().run(context -> {
            DirectStreamContainer created = create(context, "payments", "shop-payments");

            assertThat(context.getBean(KafkaListenerEndpointRegistry.class).getListenerContainer("payments"))
                    .isSameAs(created);
            assertThat(context.getBean(DirectStreamContainers.class).all())
                    .extracting(DirectStreamContainer::getStreamName)
                    .containsExactly("orders", "payments");
            assertThat(created.getGroupId()).isEqualTo("shop-payments");
            assertThat(created.consumerStrategy()).isSameAs(PAYMENTS);
            assertThat(created.isRunning()).isFalse();
        });
    }

    @Test
    void streamsAreFoundByName() {
        orders().run(context -> {
            DirectStreams streams = context.getBean(DirectStreams.class);
            assertThat(streams.stream("orders").getStreamName()).isEqualTo("orders");
            assertThatThrownBy(() -> streams.stream("oders"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContainingAll("'oders'", "[orders]");
        });
    }

    @Test
    void createdWithTheApplicationItStartsWithIt() {
        shop().withUserConfiguration(Created.class)
                .withPropertyValues(
                        "spring.kafka.listener.auto-startup=true", "spring.kafka.bootstrap-servers=localhost:1")
                .run(context -> {
                    DirectStreamContainer created = context.getBean(DirectStreamContainer.class);
                    assertThat(created.isRunning()).isTrue();
                    context.close();
                    assertThat(created.isRunning()).isFalse();
                });
    }

    @Test
    void createdLaterItStartsAtOnceUnlessItsKeySaysOtherwise() {
        shop().withPropertyValues(
                        "spring.kafka.listener.auto-startup=true",
                        "spring.kafka.bootstrap-servers=localhost:1",
                        "direct-stream.streams.returns.auto-startup=false")
                .run(context -> {
                    assertThat(create(context, "payments", "shop-payments").isRunning())
                            .isTrue();
                    assertThat(create(context, "returns", "shop-returns").isRunning())
                            .isFalse();
                });
    }

    @Test
    void aListenerOfStreamBatchesIsTakenToo() {
        shop().run(context -> {
            DirectStreamContainer created = context.getBean(DirectStreams.class)
                    .create(
                            PAYMENTS,
                            LocationStrategies.preferConsistent(),
                            (StreamBatch<String, String> batch) -> batch.offsetRanges(),
                            StreamOptions.of("payments", "shop-payments"));
            assertThat(created.getStreamName()).isEqualTo("payments");
        });
    }

    @Test
    void aNameThatIsTakenIsRefused() {
        orders().run(context -> assertThatThrownBy(() -> create(context, "orders", "other"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("there is a listener 'orders' already"));
    }

    @Test
    void aGroupThatIsTakenIsRefused() {
        orders().run(context -> assertThatThrownBy(() -> create(context, "payments", "shop-orders"))
                .isInstanceOf(InvalidConfigurationPropertyValueException.class)
                .hasMessageContainingAll("group-id", "shop-orders", "the stream 'orders' has this group already"));
    }

    @Test
    void aStreamThatCannotStartLeavesNothingBehind() {
        StreamOptions broken = StreamOptions.of("payments", "shop-payments")
                .withCache(new CacheOptions(false, null, Duration.ofMinutes(5)));
        shop().withPropertyValues(
                        "spring.kafka.listener.auto-startup=true", "spring.kafka.bootstrap-servers=localhost:1")
                .run(context -> {
                    DirectStreams streams = context.getBean(DirectStreams.class);
                    assertThatThrownBy(() ->
                                    streams.create(PAYMENTS, LocationStrategies.preferConsistent(), LISTENER, broken))
                            .isInstanceOf(FailureAnalyzedException.class)
                            .hasMessageContainingAll("Stream 'payments' cannot run", "consumer-cache.enabled");
                    assertThat(context.getBean(DirectStreamContainers.class).all())
                            .isEmpty();

                    assertThat(create(context, "other", "shop-payments").isRunning())
                            .isTrue();
                });
    }

    @Test
    void keysThatSayWhatTheCodeSaysAreRefused() {
        shop().withPropertyValues(
                        "direct-stream.streams.payments.topics=payments",
                        "direct-stream.streams.payments.batch.max-records=5",
                        "direct-stream.streams.payments.location.host=node-a")
                .run(context -> assertThatThrownBy(() -> create(context, "payments", "shop-payments"))
                        .isInstanceOf(FailureAnalyzedException.class)
                        .hasMessageContaining(
                                "[direct-stream.streams.payments.batch, direct-stream.streams.payments.topics]")
                        .asInstanceOf(throwable(FailureAnalyzedException.class))
                        .satisfies(refused ->
                                assertThat(refused.analysis().getAction()).contains("bootstrap-servers")));
    }

    @Test
    void everyKeyEitherAppliesToACreatedStreamOrIsDecidedInCode() {
        Set<String> applying =
                Set.of("auto-startup", "missing-topics", "bootstrap-servers", "ssl", "health", "metrics", "properties");
        Set<String> decided = CreatedStreamKeys.DECIDED_IN_CODE.keySet().stream()
                .map(key -> key.split("\\.")[0])
                .collect(Collectors.toSet());

        assertThat(Arrays.stream(DirectStreamProperties.Stream.class.getRecordComponents())
                        .map(RecordComponent::getName)
                        .map(DataObjectPropertyName::toDashedForm))
                .allMatch(key -> applying.contains(key) != decided.contains(key));
    }

    @Test
    void aStrategyThatSetsWhatTheStreamDecidesIsRefused() {
        shop().run(context -> assertThatThrownBy(() -> context.getBean(DirectStreams.class)
                        .create(
                                ConsumerStrategies.subscribe(List.of("payments"), Map.of("group.id", "other")),
                                LocationStrategies.preferConsistent(),
                                LISTENER,
                                StreamOptions.of("payments", "shop-payments")))
                .isInstanceOf(FailureAnalyzedException.class)
                .hasMessageContainingAll("consumer strategy Subscribe of stream 'payments'", "group.id"));
    }

    @Test
    void aShutdownTheApplicationWouldCutOffIsRefused() {
        shop().run(context -> assertThatThrownBy(() -> context.getBean(DirectStreams.class)
                        .create(
                                PAYMENTS,
                                LocationStrategies.preferConsistent(),
                                LISTENER,
                                StreamOptions.of("payments", "shop-payments")
                                        .withTimeouts(
                                                new Timeouts(null, Duration.ofMinutes(1), Duration.ofSeconds(30)))))
                .isInstanceOf(InvalidConfigurationPropertyValueException.class)
                .hasMessageContaining("spring.lifecycle.timeout-per-shutdown-phase"));
    }

    private static DirectStreamContainer create(ApplicationContext context, String name, String group) {
        return context.getBean(DirectStreams.class)
                .create(PAYMENTS, LocationStrategies.preferConsistent(), LISTENER, StreamOptions.of(name, group));
    }

    @Configuration(proxyBeanMethods = false)
    static class Created {

        @Bean
        DirectStreamContainer payments(DirectStreams streams) {
            return streams.create(
                    PAYMENTS,
                    LocationStrategies.preferConsistent(),
                    LISTENER,
                    StreamOptions.of("payments", "shop-payments"));
        }
    }
}
