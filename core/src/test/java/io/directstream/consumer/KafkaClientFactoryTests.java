/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import io.directstream.testing.FakeFetchConsumer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;

class KafkaClientFactoryTests {

    private static final FetchTally TALLY = new FetchTally();

    private static final FetchLimits LIMITS = new FetchLimits(2_000_000, 1_000_000);

    private final Map<String, Object> application = new HashMap<>(Map.of("bootstrap.servers", "broker:9092"));

    @Test
    void theGroupConsumerJoinsTheGroupAndNeverCommitsOrResetsByItself() {
        Map<String, Object> config = groupConfig(Map.of());

        assertThat(config)
                .containsEntry("bootstrap.servers", "broker:9092")
                .containsEntry("group.id", "billing")
                .containsEntry("client.id", "app-orders-member")
                .containsEntry("group.protocol", "classic")
                .containsEntry("enable.auto.commit", false)
                .containsEntry("auto.offset.reset", "none")
                .containsEntry("allow.auto.create.topics", false)
                .containsEntry("key.deserializer", ByteArrayDeserializer.class)
                .containsEntry("value.deserializer", ByteArrayDeserializer.class)
                .containsEntry("metadata.max.age.ms", 60_000);
    }

    @Test
    void anAdminClientConnectsAsTheConsumersDo() {
        application.put("bootstrap.servers", "localhost:9092");
        application.put("group.id", "billing");
        application.put("isolation.level", "read_committed");

        try (Admin admin = new KafkaClientFactory(application, "app-orders")
                .admin(Map.of("max.poll.records", 5, "request.timeout.ms", 1_000))) {
            assertThat(admin.metrics().keySet())
                    .extracting(metric -> metric.tags().get("client-id"))
                    .contains("app-orders-admin");
            admin.close(Duration.ZERO);
        }
    }

    @Test
    void whatTheEngineDependsOnCannotBeChanged() {
        application.put("enable.auto.commit", "true");
        application.put("auto.offset.reset", "latest");
        application.put("group.id", "other");
        application.put("interceptor.classes", "com.example.Interceptor");

        assertThat(groupConfig(Map.of("enable.auto.commit", true, "group.protocol", "consumer")))
                .containsEntry("enable.auto.commit", false)
                .containsEntry("auto.offset.reset", "none")
                .containsEntry("group.id", "billing")
                .containsEntry("group.protocol", "classic")
                .doesNotContainKey("interceptor.classes");
    }

    @Test
    void propertiesOfTheStrategyWinOverThoseOfTheApplication() {
        application.put("session.timeout.ms", 45_000);
        application.put("security.protocol", "SSL");

        assertThat(groupConfig(Map.of("session.timeout.ms", 6_000)))
                .containsEntry("session.timeout.ms", 6_000)
                .containsEntry("security.protocol", "SSL");
    }

    @Test
    void aFetcherHasNoGroup() {
        application.put("group.id", "other");
        application.put("group.instance.id", "pod-0");
        application.put("session.timeout.ms", 6_000);
        application.put("max.poll.interval.ms", 10_000);
        application.put("max.poll.records", 500);

        assertThat(fetcherConfig(1))
                .containsEntry("client.id", "app-orders-fetcher-1")
                .containsEntry("max.poll.records", 10_000)
                .containsEntry("value.deserializer", CountingDeserializer.class)
                .containsEntry(CountingDeserializer.TALLY, TALLY)
                .containsEntry("auto.offset.reset", "none")
                .containsEntry("enable.auto.commit", false)
                .doesNotContainKeys(
                        "group.id",
                        "group.instance.id",
                        "session.timeout.ms",
                        "max.poll.interval.ms",
                        "partition.assignment.strategy");
    }

    @Test
    void aFetcherTakesItsLimitsFromTheBudgetUnlessTheApplicationSaysOtherwise() {
        assertThat(fetcherConfig(0))
                .containsEntry("fetch.max.bytes", 2_000_000)
                .containsEntry("max.partition.fetch.bytes", 1_000_000)
                .containsEntry("fetch.max.wait.ms", 100);

        application.put("fetch.max.wait.ms", 500);
        application.put("max.partition.fetch.bytes", 4_000);
        assertThat(fetcherConfig(0))
                .containsEntry("fetch.max.wait.ms", 500)
                .containsEntry("max.partition.fetch.bytes", 4_000);
    }

    @Test
    void theMemberHearsOfRebalancesEverySecondUnlessToldOtherwise() {
        assertThat(groupConfig(Map.of())).containsEntry("heartbeat.interval.ms", 1_000);
        assertThat(groupConfig(Map.of("session.timeout.ms", "1500"))).containsEntry("heartbeat.interval.ms", 500);

        application.put("heartbeat.interval.ms", 3_000);
        assertThat(groupConfig(Map.of())).containsEntry("heartbeat.interval.ms", 3_000);
        assertThat(fetcherConfig(0)).doesNotContainKey("heartbeat.interval.ms");
    }

    @Test
    void theRackIsForFetchingOnly() {
        application.put("client.rack", "a");

        assertThat(groupConfig(Map.of())).doesNotContainKey("client.rack");
        assertThat(fetcherConfig(0)).containsEntry("client.rack", "a");
    }

    @Test
    void knowsTheLongestTimeBetweenTwoPolls() {
        assertThat(new Capturing().maxPollIntervalMs(Map.of())).isEqualTo(300_000);
        assertThat(new Capturing().sessionTimeoutMs(Map.of())).isEqualTo(45_000);
        assertThat(new Capturing().sessionTimeoutMs(Map.of("session.timeout.ms", "6000")))
                .isEqualTo(6_000);

        application.put("max.poll.interval.ms", " 10000 ");
        assertThat(new Capturing().maxPollIntervalMs(Map.of())).isEqualTo(10_000);
        assertThat(new Capturing().maxPollIntervalMs(Map.of("max.poll.interval.ms", 5_000)))
                .isEqualTo(5_000);
    }

    @Test
    void aPropertyWithoutAValueIsNone() {
        application.put("client.rack", null);

        assertThat(fetcherConfig(0)).doesNotContainKey("client.rack");
        assertThat(new Capturing().bootstrapServers()).isEqualTo("broker:9092");
    }

    @Test
    void everyOwnedPropertySaysWhatToDoInstead() {
        assertThat(KafkaClientFactory.OWNED_PROPERTIES)
                .containsKeys(
                        "enable.auto.commit",
                        "auto.offset.reset",
                        "group.id",
                        "max.poll.records",
                        "bootstrap.servers",
                        "partition.assignment.strategy",
                        "group.protocol")
                .allSatisfy((key, instead) -> assertThat(instead).containsAnyOf("use ", "remove it"));
    }

    @Test
    void tellsWhichRecordsOfTransactionsItsConsumersSee() {
        assertThat(new Capturing().isolationLevel(Map.of())).isEqualTo(IsolationLevel.READ_UNCOMMITTED);
        application.put("isolation.level", "read_committed");
        assertThat(new Capturing().isolationLevel(Map.of())).isEqualTo(IsolationLevel.READ_COMMITTED);
        assertThat(new Capturing().isolationLevel(Map.of("isolation.level", "read_uncommitted")))
                .isEqualTo(IsolationLevel.READ_UNCOMMITTED);
    }

    private Map<String, Object> groupConfig(Map<String, Object> overrides) {
        Capturing factory = new Capturing();
        factory.groupConsumer("billing", overrides);
        return factory.config;
    }

    private Map<String, Object> fetcherConfig(int index) {
        Capturing factory = new Capturing();
        factory.fetcher(index, Map.of(), LIMITS, TALLY);
        return factory.config;
    }

    private final class Capturing extends KafkaClientFactory {

        private Map<String, Object> config = Map.of();

        private Capturing() {
            super(application, "app-orders");
        }

        @Override
        protected Consumer<byte[], byte[]> create(Map<String, Object> complete) {
            config = complete;
            return new FakeFetchConsumer();
        }
    }
}
