/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.autoconfigure;

import static io.directstream.autoconfigure.Refusals.failure;
import static io.directstream.autoconfigure.Refusals.refusal;
import static io.directstream.autoconfigure.StreamContexts.orders;
import static io.directstream.autoconfigure.StreamContexts.shop;
import static org.assertj.core.api.Assertions.assertThat;

import io.directstream.consumer.KafkaClientFactory;
import io.directstream.listener.DirectStreamListener;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.util.StringUtils;

/** A bad value stops the start, with the key, the value, the reason and the way out. */
class RefusedSettingsTests {

    private static final String ORDERS = "direct-stream.streams.orders.";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            batch.max-records=0            | 0       | at least 1                  | default
            batch.history=-1               | -1      | at least 0                  | default
            batch.max-bytes=16             | 16B     | 16 was read as 16 bytes     | write 16MB
            prefetch.max-bytes=128         | 128B    | 128 was read as 128 bytes   | write 128MB
            prefetch.fetchers=0            | 0       | at least 1                  | default
            concurrency=0                  | 0       | at least 1                  | default
            failure.max-attempts=0         | 0       | at least 1                  | default
            failure.backoff.delay=1        | 1ms     | 1 was read as 1 ms          | write 1s
            failure.backoff.max-delay=10   | 10ms    | 10 was read as 10 ms        | write 10s
            failure.backoff.max-delay=500ms| 500ms   | failure.backoff.delay, which is 1s | raise
            failure.backoff.multiplier=0.5 | 0.5     | at least 1.0                | equal pauses
            failure.not-retryable[0]=java.lang.NoSuch | java.lang.NoSuch | there is no such class | full name
            failure.not-retryable[0]=java.lang.String | java.lang.String | it is no Throwable | name an exception class
            failure.dead-letter.topic=broken | broken | direct-stream.streams.orders.failure.when-exhausted | set that too or remove this
            failure.isolate-record=true    | true    | direct-stream.streams.orders.failure.when-exhausted | to dead-letter or skip, or remove this
            handover-timeout=20            | 20ms    | 20 was read as 20 ms        | write 20s
            shutdown-timeout=25            | 25ms    | 25 was read as 25 ms        | write 25s
            shutdown-timeout=30s           | 30s     | waits 30s for it            | spring.lifecycle.timeout-per-shutdown-phase
            batch.interval=5               | 5ms     | 5 was read as 5 ms          | write 5s
            batch.on-empty=deliver         | deliver | direct-stream.streams.orders.batch.interval | set that too or remove this
            offsets.max-uncommitted-ranges=5 | 5     | direct-stream.streams.orders.offsets.commit | to manual or remove this
            offsets.checkpoint.directory=/data | /data | direct-stream.streams.orders.offsets.store | to checkpoint or remove this
            rate.max-records-per-second-per-partition=0 | 0 | at least 1         | remove it for no limit
            rate.min-records-per-second-per-partition=0 | 0 | at least 1         | default
            rate.backpressure.enabled=true | true    | direct-stream.streams.orders.batch.interval | set that too or remove this
            read-timeout=30                | 30ms    | 30 was read as 30 ms        | write 30s
            health.no-progress-after=5     | 5ms     | 5 was read as 5 ms          | write 5s
            location.max-imbalance=2       | 2       | prefer-brokers, which is not set | remove it
            upgrade-from=ranged            | ranged  | there is no such assignor   | [cooperative-sticky, range, roundrobin, sticky]
            upgrade-from=java.lang.String  | java.lang.String | no ConsumerPartitionAssignor | a class on the class path
            """)
    void isRefused(String setting, String value, String reason, String wayOut) {
        InvalidConfigurationPropertyValueException refused = refusal(orders().withPropertyValues(ORDERS + setting));

        assertThat(refused.getName()).isEqualTo(ORDERS + StringUtils.split(setting, "=")[0]);
        assertThat(refused.getValue()).hasToString(value);
        assertThat(refused.getReason()).contains(reason, wayOut);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            consumer-cache.max-capacity=0 | at least 1
            consumer-cache.idle-timeout=5 | write 5s
            consumer-cache.enabled=false  | direct-stream.streams.orders.batch.interval
            """)
    void whatAllStreamsShareIsRefused(String setting, String wayOut) {
        InvalidConfigurationPropertyValueException refused =
                refusal(orders().withPropertyValues("direct-stream." + setting));

        assertThat(refused.getName()).isEqualTo("direct-stream." + StringUtils.split(setting, "=")[0]);
        assertThat(refused.getReason()).contains(wayOut);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            topic=payments partitions=0 offset=1      | topic      | [orders]
            partitions=0 offset=1                     | topic      | missing
            topic=orders offset=1                     | partitions | names no partition
            topic=orders partitions=x offset=1        | partitions | neither a partition
            topic=orders partitions=3-1 offset=1      | partitions | write 1-3
            topic=orders partitions=0-2,1 offset=1    | partitions | partition 1 twice
            topic=orders partitions=0                 | offset     | or a timestamp
            topic=orders partitions=0 offset=-1       | offset     | from 0
            """)
    void aStartingOffsetIsRefused(String entry, String key, String reason) {
        String[] settings = Arrays.stream(entry.split(" "))
                .map(setting -> ORDERS + "starting-offsets[0]." + setting)
                .toArray(String[]::new);

        InvalidConfigurationPropertyValueException refused = refusal(orders().withPropertyValues(settings));

        assertThat(refused.getName()).isEqualTo(ORDERS + "starting-offsets[0]." + key);
        assertThat(refused.getReason()).contains(reason);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            topic=payments partitions=0 max-records-per-second=5     | partitions             | [orders]
            partitions=0 max-records-per-second=5                    | topic                  | missing
            topic=orders max-records-per-second=5                    | partitions             | names no partition
            topic=orders partitions=0 max-records-per-second=0       | max-records-per-second | remove it for no limit
            """)
    void aRateOfPartitionsIsRefused(String entry, String key, String reason) {
        String[] settings = Arrays.stream(entry.split(" "))
                .map(setting -> ORDERS + "rate.partitions[0]." + setting)
                .toArray(String[]::new);

        InvalidConfigurationPropertyValueException refused = refusal(orders().withPropertyValues(settings));

        assertThat(refused.getName()).isEqualTo(ORDERS + "rate.partitions[0]." + key);
        assertThat(refused.getReason()).contains(reason);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            initial-records-per-second=0 | at least 1
            min-records-per-second=0     | at least 1
            proportional=-1              | not negative
            integral=NaN                 | not negative
            derivative=Infinity          | not negative
            """)
    void backpressureIsRefused(String setting, String reason) {
        InvalidConfigurationPropertyValueException refused = refusal(orders().withPropertyValues(
                        ORDERS + "batch.interval=1s",
                        ORDERS + "rate.backpressure.enabled=true",
                        ORDERS + "rate.backpressure." + setting));

        assertThat(refused.getName()).isEqualTo(ORDERS + "rate.backpressure." + StringUtils.split(setting, "=")[0]);
        assertThat(refused.getReason()).contains(reason);
    }

    @Test
    void aMaximumBelowTheMinimumIsRefused() {
        InvalidConfigurationPropertyValueException refused = refusal(orders().withPropertyValues(
                        ORDERS + "rate.max-records-per-second-per-partition=5",
                        ORDERS + "rate.min-records-per-second-per-partition=6"));

        assertThat(refused.getName()).isEqualTo(ORDERS + "rate.max-records-per-second-per-partition");
        assertThat(refused.getReason())
                .contains(ORDERS + "rate.min-records-per-second-per-partition, which is 6", "raise the one");
    }

    @Test
    void aPartitionWithTwoRatesIsRefused() {
        InvalidConfigurationPropertyValueException refused = refusal(orders().withPropertyValues(
                        ORDERS + "rate.partitions[0].topic=orders",
                        ORDERS + "rate.partitions[0].partitions=0-3",
                        ORDERS + "rate.partitions[1].topic=orders",
                        ORDERS + "rate.partitions[1].partitions=3"));

        assertThat(refused.getName()).isEqualTo(ORDERS + "rate.partitions[1].partitions");
        assertThat(refused.getReason()).contains("partition 3", "already");
    }

    @Test
    void anOffsetAndATimestampExcludeEachOther() {
        InvalidConfigurationPropertyValueException refused = refusal(orders().withPropertyValues(
                        ORDERS + "starting-offsets[0].topic=orders",
                        ORDERS + "starting-offsets[0].partitions=0",
                        ORDERS + "starting-offsets[0].offset=1",
                        ORDERS + "starting-offsets[0].timestamp=2026-11-01T00:00:00Z"));

        assertThat(refused.getName()).isEqualTo(ORDERS + "starting-offsets[0].timestamp");
        assertThat(refused.getReason()).contains(ORDERS + "starting-offsets[0].offset says 1", "keep one of them");
    }

    @Test
    void aPartitionThatTwoEntriesNameIsRefused() {
        InvalidConfigurationPropertyValueException refused = refusal(orders().withPropertyValues(
                        ORDERS + "starting-offsets[0].topic=orders",
                        ORDERS + "starting-offsets[0].partitions=0-3",
                        ORDERS + "starting-offsets[0].offset=1",
                        ORDERS + "starting-offsets[1].topic=orders",
                        ORDERS + "starting-offsets[1].partitions=3",
                        ORDERS + "starting-offsets[1].offset=2"));

        assertThat(refused.getReason()).contains("partition 3", "already");
    }

    @ParameterizedTest
    @MethodSource("ownedProperties")
    void aPropertyThatTheStreamDecidesIsRefusedWithTheKeyToUse(String property, String instead) {
        InvalidConfigurationPropertyValueException refused =
                refusal(orders().withPropertyValues(ORDERS + "properties." + property + "=x"));

        assertThat(refused.getName()).isEqualTo(ORDERS + "properties." + property);
        assertThat(refused.getReason()).contains(instead);
    }

    static List<Arguments> ownedProperties() {
        return KafkaClientFactory.OWNED_PROPERTIES.entrySet().stream()
                .map(Map.Entry::getKey)
                .map(property -> Arguments.of(property, KafkaClientFactory.OWNED_PROPERTIES.get(property)))
                .toList();
    }

    @Test
    void aResetThatStreamsDoNotKnowIsRefused() {
        InvalidConfigurationPropertyValueException refused =
                refusal(orders().withPropertyValues("spring.kafka.consumer.auto-offset-reset=by_duration:PT1H"));

        assertThat(refused.getName()).isEqualTo("spring.kafka.consumer.auto-offset-reset");
        assertThat(refused.getReason()).contains("earliest, latest and none", "offsets.when-none-stored");
    }

    @Test
    void hostsWithoutTheirStrategyAreRefused() {
        InvalidConfigurationPropertyValueException refused = refusal(orders().withPropertyValues(
                        ORDERS + "location.hosts[0].topic=orders",
                        ORDERS + "location.hosts[0].partitions=0",
                        ORDERS + "location.hosts[0].host=node-a"));

        assertThat(refused.getName()).isEqualTo(ORDERS + "location.hosts");
        assertThat(refused.getReason()).contains("prefer-fixed", "remove it");
    }

    @Test
    void preferFixedNeedsHosts() {
        InvalidConfigurationPropertyValueException refused =
                refusal(orders().withPropertyValues(ORDERS + "location.strategy=prefer-fixed"));

        assertThat(refused.getName()).isEqualTo(ORDERS + "location.hosts");
        assertThat(refused.getReason()).contains("needs it", "topic, partitions and host");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            hosts[0].topic=                           | hosts[0].topic      | it is missing
            hosts[0].host=                            | hosts[0].host       | it is missing
            hosts[0].partitions=3-1                   | hosts[0].partitions | reversed
            hosts[0].topic=returns                    | hosts[0].partitions | and not returns-0
            hosts[1].partitions=0                     | hosts[1].partitions | on host 'node-a' already; name it once
            """)
    void aMapOfHostsThatContradictsItselfIsRefused(String setting, String key, String reason) {
        InvalidConfigurationPropertyValueException refused = refusal(orders().withPropertyValues(
                        ORDERS + "location.strategy=prefer-fixed",
                        ORDERS + "location.hosts[0].topic=orders",
                        ORDERS + "location.hosts[0].partitions=0-3",
                        ORDERS + "location.hosts[0].host=node-a",
                        ORDERS + "location.hosts[1].topic=orders",
                        ORDERS + "location.hosts[1].partitions=4",
                        ORDERS + "location.hosts[1].host=node-b")
                .withPropertyValues(ORDERS + "location." + setting));

        assertThat(refused.getName()).isEqualTo(ORDERS + "location." + key);
        assertThat(refused.getReason()).contains(reason);
    }

    @Test
    void anImbalanceBelowOneIsRefused() {
        InvalidConfigurationPropertyValueException refused = refusal(orders().withPropertyValues(
                        ORDERS + "location.strategy=prefer-brokers", ORDERS + "location.max-imbalance=0"));

        assertThat(refused.getName()).isEqualTo(ORDERS + "location.max-imbalance");
    }

    @Test
    void aShutdownPhaseShorterThanTheDefaultIsRefusedToo() {
        InvalidConfigurationPropertyValueException refused =
                refusal(orders().withPropertyValues("spring.lifecycle.timeout-per-shutdown-phase=20s"));

        assertThat(refused.getMessage()).contains("shutdown-timeout", "25s", "20s");
    }

    @Test
    void aStreamNameThatEnvironmentVariablesCannotNameIsRefused() {
        Throwable failure = failure(shop().withPropertyValues("direct-stream.streams.new-orders.topics=orders"));

        assertThat(failure).isInstanceOfSatisfying(FailureAnalyzedException.class, refused -> {
            assertThat(refused).hasMessageContaining("new-orders");
            assertThat(refused.analysis().getAction()).contains("neworders");
        });
    }

    @Test
    void roomForNoUncommittedRangeIsRefused() {
        InvalidConfigurationPropertyValueException refused = refusal(orders().withPropertyValues(
                        ORDERS + "offsets.commit=manual", ORDERS + "offsets.max-uncommitted-ranges=0"));

        assertThat(refused.getName()).isEqualTo(ORDERS + "offsets.max-uncommitted-ranges");
        assertThat(refused.getReason()).contains("at least 1");
    }

    @Test
    void aGroupThatCannotBeMadeIsRefused() {
        InvalidConfigurationPropertyValueException refused =
                refusal(orders().withPropertyValues("spring.application.name="));

        assertThat(refused.getName()).isEqualTo(ORDERS + "group-id");
        assertThat(refused.getReason()).contains("spring.application.name");
    }

    @Test
    void oneGroupForTwoStreamsIsRefused() {
        InvalidConfigurationPropertyValueException refused = refusal(orders().withBean(Payments.class)
                .withPropertyValues(
                        ORDERS + "group-id=shop",
                        "direct-stream.streams.payments.topics=payments",
                        "direct-stream.streams.payments.group-id=shop"));

        assertThat(refused.getName()).endsWith(".group-id");
        assertThat(refused.getValue()).isEqualTo("shop");
        assertThat(refused.getReason()).contains("give each stream its own");
    }

    @Test
    void aDeserializerThatCannotBeMadeIsRefusedWhenTheStreamStarts() {
        InvalidConfigurationPropertyValueException refused = refusal(orders().withPropertyValues(
                        "spring.kafka.listener.auto-startup=true",
                        "spring.kafka.consumer.value-deserializer=java.util.List"));

        assertThat(refused.getName()).isEqualTo("spring.kafka.consumer.value-deserializer");
    }

    @Test
    void aHandoverThatKafkaWouldCutOffIsRefusedWhenTheStreamStarts() {
        Throwable failure = failure(orders().withPropertyValues(
                        "spring.kafka.listener.auto-startup=true", ORDERS + "handover-timeout=10m"));

        assertThat(failure)
                .isInstanceOf(FailureAnalyzedException.class)
                .hasMessageContainingAll("Stream 'orders'", "handover-timeout", "max.poll.interval.ms");
    }

    static class Payments {

        @DirectStreamListener("payments")
        public void each(List<String> payloads) {}
    }
}
