/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.autoconfigure;

import static io.directstream.autoconfigure.StreamContexts.container;
import static io.directstream.autoconfigure.StreamContexts.orders;
import static io.directstream.autoconfigure.StreamContexts.shop;
import static org.assertj.core.api.Assertions.assertThat;

import io.directstream.BatchRevokedException;
import io.directstream.StreamBatch;
import io.directstream.consumer.CacheOptions;
import io.directstream.listener.DirectStreamContainer;
import io.directstream.listener.DirectStreamListener;
import io.directstream.listener.DirectStreams;
import io.directstream.listener.ListenerDeclaration;
import io.directstream.listener.ListenerDeclaration.Kind;
import io.directstream.listener.MissingTopics;
import io.directstream.listener.StreamPlan;
import io.directstream.rate.PidRateEstimator.Gains;
import io.directstream.strategy.BrokerLocator;
import io.directstream.strategy.Location;
import io.directstream.strategy.LocationStrategies;
import io.directstream.strategy.StartingPosition;
import io.directstream.stream.Backoff;
import io.directstream.stream.BackpressureOptions;
import io.directstream.stream.BatchOptions;
import io.directstream.stream.CommitMode;
import io.directstream.stream.FailurePolicy;
import io.directstream.stream.OffsetOptions;
import io.directstream.stream.PositionPolicy;
import io.directstream.stream.PrefetchOptions;
import io.directstream.stream.RateOptions;
import io.directstream.stream.RateOptions.PartitionMaximum;
import io.directstream.stream.StreamOptions;
import io.directstream.stream.Timeouts;
import io.directstream.stream.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.RangeAssignor;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** From keys to the options of a stream. */
class StreamSettingsTests {

    private static final String ORDERS = "direct-stream.streams.orders.";

    private static final String[] EVERY_KEY = {
        "direct-stream.consumer-cache.enabled=false",
        "direct-stream.consumer-cache.max-capacity=80",
        "direct-stream.consumer-cache.idle-timeout=2m",
        ORDERS + "batch.interval=5s",
        ORDERS + "batch.on-empty=skip",
        ORDERS + "batch.max-records=500",
        ORDERS + "batch.max-bytes=2MB",
        ORDERS + "batch.history=7",
        ORDERS + "prefetch.max-bytes=64MB",
        ORDERS + "prefetch.fetchers=3",
        ORDERS + "concurrency=5",
        ORDERS + "offsets.store=checkpoint",
        ORDERS + "offsets.checkpoint.directory=target/checkpoints",
        ORDERS + "offsets.commit=manual",
        ORDERS + "offsets.max-uncommitted-ranges=7",
        ORDERS + "offsets.when-none-stored=latest",
        ORDERS + "offsets.when-out-of-range=earliest",
        ORDERS + "offsets.when-partition-added=fail",
        ORDERS + "offsets.when-topic-recreated=earliest",
        ORDERS + "offsets.mirror-to-kafka=false",
        ORDERS + "failure.max-attempts=9",
        ORDERS + "failure.backoff.delay=100ms",
        ORDERS + "failure.backoff.multiplier=1.5",
        ORDERS + "failure.backoff.max-delay=3s",
        ORDERS + "failure.not-retryable=java.lang.NumberFormatException,io.directstream.BatchRevokedException",
        ORDERS + "failure.when-exhausted=skip",
        ORDERS + "failure.isolate-record=true",
        ORDERS + "handover-timeout=1s",
        ORDERS + "shutdown-timeout=2s",
        ORDERS + "rate.max-records-per-second-per-partition=100",
        ORDERS + "rate.min-records-per-second-per-partition=2",
        ORDERS + "rate.partitions[0].topic=orders",
        ORDERS + "rate.partitions[0].partitions=0-1",
        ORDERS + "rate.partitions[0].max-records-per-second=50",
        ORDERS + "rate.partitions[1].topic=orders",
        ORDERS + "rate.partitions[1].partitions=2",
        ORDERS + "rate.backpressure.enabled=true",
        ORDERS + "rate.backpressure.initial-records-per-second=20",
        ORDERS + "rate.backpressure.proportional=0.5",
        ORDERS + "rate.backpressure.integral=0.1",
        ORDERS + "rate.backpressure.derivative=0.3",
        ORDERS + "rate.backpressure.min-records-per-second=5",
        ORDERS + "read-timeout=3s"
    };

    @Test
    void anEmptyStreamHasTheEnginesDefaults() {
        plan(plan -> assertThat(plan.options()).isEqualTo(StreamOptions.of("orders", "shop-orders")));
    }

    @Test
    void everyKeyArrives() {
        plan(
                plan -> assertThat(plan.options())
                        .isEqualTo(StreamOptions.of("orders", "shop-orders")
                                .withTrigger(new Trigger.Interval(Duration.ofSeconds(5)))
                                .withBatch(new BatchOptions(500, 2 << 20, 7))
                                .withPrefetch(new PrefetchOptions(64 << 20, 3))
                                .withCache(new CacheOptions(false, 80, Duration.ofMinutes(2)))
                                .withConcurrency(5)
                                .withOffsets(new OffsetOptions(
                                                PositionPolicy.LATEST, PositionPolicy.EARLIEST, PositionPolicy.FAIL)
                                        .withCommit(new CommitMode.Manual(7))
                                        .withWhenTopicRecreated(PositionPolicy.EARLIEST)
                                        .withMirrored(false))
                                .withFailure(new FailurePolicy(
                                        9,
                                        new Backoff(Duration.ofMillis(100), 1.5, Duration.ofSeconds(3)),
                                        new FailurePolicy.WhenExhausted.Skip(true),
                                        List.of(NumberFormatException.class, BatchRevokedException.class)))
                                .withRate(new RateOptions(
                                        100L,
                                        2,
                                        List.of(
                                                new PartitionMaximum(new TopicPartition("orders", 0), 50L),
                                                new PartitionMaximum(new TopicPartition("orders", 1), 50L),
                                                new PartitionMaximum(new TopicPartition("orders", 2), null)),
                                        new BackpressureOptions(20, new Gains(0.5, 0.1, 0.3), 5)))
                                .withTimeouts(new Timeouts(
                                        Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(3)))),
                EVERY_KEY);
    }

    @Test
    void blankCountsAsUnset() {
        plan(
                plan -> {
                    assertThat(plan.options()).isEqualTo(StreamOptions.of("orders", "shop-orders"));
                    assertThat(plan.location().host()).isNotBlank();
                    assertThat(plan.autoStartup()).isFalse();
                },
                "direct-stream.consumer-cache.enabled=",
                "direct-stream.consumer-cache.max-capacity=",
                ORDERS + "topic-pattern=",
                ORDERS + "topic-partitions=",
                ORDERS + "consumer-strategy=",
                ORDERS + "batch.interval=",
                ORDERS + "batch.on-empty=",
                ORDERS + "offsets.commit=",
                ORDERS + "offsets.when-topic-recreated=",
                ORDERS + "offsets.mirror-to-kafka=",
                ORDERS + "offsets.max-uncommitted-ranges=",
                ORDERS + "offsets.checkpoint.directory=",
                ORDERS + "missing-topics=",
                ORDERS + "bootstrap-servers=",
                ORDERS + "ssl.bundle=",
                ORDERS + "group-id=",
                ORDERS + "topics=orders, ,",
                ORDERS + "batch.max-records=",
                ORDERS + "batch.max-bytes=",
                ORDERS + "failure.backoff.multiplier=",
                ORDERS + "concurrency=",
                ORDERS + "auto-startup=",
                ORDERS + "offsets.when-none-stored=",
                ORDERS + "handover-timeout=",
                ORDERS + "prefetch=",
                ORDERS + "starting-offsets=",
                ORDERS + "properties=",
                ORDERS + "location.strategy=",
                ORDERS + "location.host=",
                ORDERS + "location.rack=",
                ORDERS + "health.no-progress-after=",
                ORDERS + "metrics.per-partition=");
    }

    @Test
    void environmentVariablesReachAKeyAndMakeNoOtherStream() {
        orders().withInitializer(context -> context.getEnvironment()
                        .getPropertySources()
                        .addFirst(new SystemEnvironmentPropertySource(
                                "test-systemEnvironment", Map.of("DIRECTSTREAM_STREAMS_ORDERS_BATCH_MAXRECORDS", "7"))))
                .run(context -> {
                    DirectStreamProperties properties = context.getBean(DirectStreamProperties.class);
                    assertThat(properties.streams()).containsOnlyKeys("orders");
                    assertThat(properties.stream("orders").batch().maxRecords()).isEqualTo(7);
                    assertThat(properties.stream("orders").topics()).containsExactly("orders");
                });
    }

    @Test
    void startingOffsetsAreRangesOfPartitions() {
        Set<TopicPartition> unstored = Set.of(partition(0), partition(1), partition(2), partition(3), partition(7));
        plan(
                plan -> assertThat(plan.consumerStrategy().startingPositions(unstored))
                        .isEqualTo(Map.of(
                                partition(0),
                                StartingPosition.offset(42),
                                partition(1),
                                StartingPosition.offset(42),
                                partition(3),
                                StartingPosition.offset(42),
                                partition(7),
                                StartingPosition.timestamp(Instant.parse("2026-11-01T00:00:00Z")))),
                ORDERS + "starting-offsets[0].topic=orders",
                ORDERS + "starting-offsets[0].partitions=0-1,3",
                ORDERS + "starting-offsets[0].offset=42",
                ORDERS + "starting-offsets[1].topic=orders",
                ORDERS + "starting-offsets[1].partitions[0]=7",
                ORDERS + "starting-offsets[1].timestamp=2026-11-01T00:00:00Z");
    }

    @Test
    void emptyBatchesAreDeliveredToAListenerOfStreamBatches() {
        shop().withBean(AllPartitions.class)
                .withPropertyValues(
                        ORDERS + "topics=orders", ORDERS + "batch.interval=5s", ORDERS + "batch.on-empty=deliver")
                .run(context -> assertThat(container(context).options().trigger())
                        .isEqualTo(new Trigger.Interval(Duration.ofSeconds(5), Trigger.OnEmpty.DELIVER)));
    }

    @Test
    void anIntervalSkipsEmptyBatchesByDefault() {
        plan(
                plan -> assertThat(plan.options().trigger())
                        .isEqualTo(new Trigger.Interval(Duration.ofSeconds(5), Trigger.OnEmpty.SKIP)),
                ORDERS + "batch.interval=5s");
    }

    @Test
    void manualCommitsHaveTheEnginesLimitByDefault() {
        plan(
                plan -> assertThat(plan.options().offsets().commit()).isEqualTo(new CommitMode.Manual()),
                ORDERS + "offsets.commit=manual");
    }

    @Test
    void missingTopicsAreWaitedForUnlessListenersFailWithoutThem() {
        plan(plan -> assertThat(plan.missingTopics()).isEqualTo(MissingTopics.WAIT));
        plan(
                plan -> assertThat(plan.missingTopics()).isEqualTo(MissingTopics.FAIL),
                "spring.kafka.listener.missing-topics-fatal=true");
        plan(
                plan -> assertThat(plan.missingTopics()).isEqualTo(MissingTopics.WAIT),
                "spring.kafka.listener.missing-topics-fatal=true",
                ORDERS + "missing-topics=wait");
    }

    @Test
    void placeAndPropertiesAreTakenOver() {
        plan(
                plan -> {
                    assertThat(plan.location()).isEqualTo(new Location("node-a", "zone-1"));
                    assertThat(plan.consumerStrategy().consumerProperties()).isEqualTo(Map.of("fetch.min.bytes", "10"));
                },
                ORDERS + "location.strategy=prefer-consistent",
                ORDERS + "location.host=node-a",
                ORDERS + "location.rack=zone-1",
                ORDERS + "properties.fetch.min.bytes=10");
    }

    @Test
    void locationStrategiesAreTakenOver() {
        plan(
                plan -> assertThat(plan.locationStrategy())
                        .isEqualTo(LocationStrategies.preferFixed(Map.of(
                                new TopicPartition("orders", 0), "node-a",
                                new TopicPartition("orders", 1), "node-a",
                                new TopicPartition("orders", 7), "node-b"))),
                ORDERS + "location.strategy=prefer-fixed",
                ORDERS + "location.hosts[0].topic=orders",
                ORDERS + "location.hosts[0].partitions=0-1",
                ORDERS + "location.hosts[0].host=node-a",
                ORDERS + "location.hosts[1].topic=orders",
                ORDERS + "location.hosts[1].partitions=7",
                ORDERS + "location.hosts[1].host=node-b");
        plan(
                plan -> assertThat(plan.locationStrategy()).isEqualTo(LocationStrategies.preferBrokers()),
                ORDERS + "location.strategy=prefer-brokers");
        plan(
                plan -> assertThat(plan.locationStrategy()).isEqualTo(LocationStrategies.preferBrokers(3)),
                ORDERS + "location.strategy=prefer-brokers",
                ORDERS + "location.max-imbalance=3");
    }

    @Test
    void theApplicationMaySayWhereBrokersAre() {
        BrokerLocator locator = broker -> new Location("node-" + broker.id(), null);
        orders().withBean(BrokerLocator.class, () -> locator)
                .withPropertyValues(ORDERS + "location.strategy=prefer-brokers")
                .run(context -> assertThat(context.getBean(DirectStreams.class).stream("orders")
                                .locationStrategy())
                        .isEqualTo(LocationStrategies.preferBrokers(1, locator)));
    }

    @Test
    void otherAssignorsAreKnownByNameAndByClass() {
        plan(
                plan -> assertThat(plan.options().upgradeFrom())
                        .containsExactly(RangeAssignor.class.getName(), CooperativeStickyAssignor.class.getName()),
                ORDERS + "upgrade-from=range," + CooperativeStickyAssignor.class.getName());
    }

    @Test
    void theRackIsTheConsumersByDefault() {
        plan(
                plan -> assertThat(plan.location().rack()).isEqualTo("zone-2"),
                "spring.kafka.consumer.properties[client.rack]=zone-2");
    }

    @ParameterizedTest
    @CsvSource({"earliest, EARLIEST", "latest, LATEST", "none, FAIL"})
    void whereNothingIsStoredAutoOffsetResetDecides(String reset, PositionPolicy policy) {
        plan(
                plan -> assertThat(plan.options().offsets().whenNoneStored()).isEqualTo(policy),
                "spring.kafka.consumer.auto-offset-reset=" + reset);
    }

    @Test
    void theStreamsOwnWordIsAboveAutoOffsetReset() {
        plan(
                plan -> assertThat(plan.options().offsets().whenNoneStored()).isEqualTo(PositionPolicy.FAIL),
                "spring.kafka.consumer.auto-offset-reset=by_duration:PT1H",
                ORDERS + "offsets.when-none-stored=fail");
    }

    @Test
    void healthAndMetersHaveDefaultsForStreamsThatAreNotConfigured() {
        orders().run(context -> {
            DirectStreamProperties properties = context.getBean(DirectStreamProperties.class);
            for (String stream : List.of("orders", "unknown")) {
                assertThat(properties.stream(stream).health().noProgressAfter()).isEqualTo(Duration.ofMinutes(5));
                assertThat(properties.stream(stream).metrics().perPartition()).isTrue();
            }
        });
    }

    @Test
    void aStreamStartsByItselfUnlessItsKeySaysOtherwise() {
        orders().run(context -> assertThat(container(context).isAutoStartup()).isFalse());
        orders().withPropertyValues("spring.kafka.listener.auto-startup=true", ORDERS + "auto-startup=false")
                .run(context -> {
                    DirectStreamContainer container = container(context);
                    assertThat(container.isAutoStartup()).isFalse();
                    assertThat(container.isRunning()).isFalse();
                });
    }

    private static TopicPartition partition(int number) {
        return new TopicPartition("orders", number);
    }

    private static void plan(Consumer<StreamPlan> assertions, String... settings) {
        orders().withPropertyValues(settings).run(context -> {
            assertThat(context).hasNotFailed();
            assertions.accept(context.getBean(ConfiguredStreams.class)
                    .plan(new ListenerDeclaration(
                            "orders", Kind.DIRECT_STREAM_LISTENER, "each", null, null, null, null, Map.of())));
        });
    }

    static class AllPartitions {

        @DirectStreamListener("orders")
        public void all(StreamBatch<String, String> batch) {}
    }
}
