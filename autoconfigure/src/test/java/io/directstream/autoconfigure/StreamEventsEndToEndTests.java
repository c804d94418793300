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
import io.directstream.event.DirectStreamEvent;
import io.directstream.listener.DirectStreamListener;
import io.directstream.listener.DirectStreams;
import io.directstream.stream.BatchOutcome;
import io.directstream.stream.StreamState;
import io.directstream.testing.TestTopics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.EventListener;

/** What the event listeners of an application are told of its streams. */
class StreamEventsEndToEndTests {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final TestTopics topics = new TestTopics(BrokerContexts.BROKER);

    private final String topic = topics.create(1);

    private final TopicPartition partition = new TopicPartition(topic, 0);

    @AfterEach
    void closeClients() {
        topics.close();
    }

    @Test
    void tellsStatesRebalancesAndPartitionsUpToTheEnd() {
        Orders orders;
        try (ConfigurableApplicationContext application = BrokerContexts.start(topic, Orders.class)) {
            orders = application.getBean(Orders.class);
            await().atMost(PATIENCE)
                    .until(() ->
                            !orders.of(DirectStreamEvent.PartitionsMoved.class).isEmpty());
            assertThat(orders.of(DirectStreamEvent.PartitionsMoved.class).get(0).assigned())
                    .containsExactly(partition);
            assertThat(orders.of(DirectStreamEvent.Rebalanced.class)).isNotEmpty();
            awaitState(orders, StreamState.RUNNING);
            application.getBean(DirectStreams.class).stream("orders").pause();
            awaitState(orders, StreamState.PAUSED);
        }

        assertThat(orders.of(DirectStreamEvent.StateChanged.class))
                .extracting(DirectStreamEvent.StateChanged::state)
                .containsExactly(
                        StreamState.STARTING,
                        StreamState.RUNNING,
                        StreamState.PAUSED,
                        StreamState.STOPPING,
                        StreamState.STOPPED);
        assertThat(orders.of(DirectStreamEvent.PartitionsMoved.class))
                .extracting(DirectStreamEvent.PartitionsMoved::removed)
                .last()
                .isEqualTo(Set.of(partition));
        assertThat(orders.events).extracting(DirectStreamEvent::stream).containsOnly("orders");
    }

    @Test
    void tellsWhichRangeWasGivenUp() {
        topics.fill(topic, 1, 10);

        try (ConfigurableApplicationContext application = BrokerContexts.start(
                topic,
                Failing.class,
                "direct-stream.streams.orders.failure.max-attempts=1",
                "direct-stream.streams.orders.failure.when-exhausted=skip")) {
            Orders orders = application.getBean(Orders.class);
            await().atMost(PATIENCE)
                    .until(() ->
                            !orders.of(DirectStreamEvent.RangeGivenUp.class).isEmpty());

            assertThat(orders.of(DirectStreamEvent.RangeGivenUp.class).get(0).result())
                    .satisfies(result -> {
                        assertThat(result.outcome()).isEqualTo(BatchOutcome.SKIPPED);
                        assertThat(result.ranges().get(0).range()).isEqualTo(OffsetRange.create(topic, 0, 0, 10));
                    });
        }
    }

    @Test
    void tellsHowManyRecordsRetentionTookBeforeTheyWereRead() throws Exception {
        topics.fill(topic, 1, 10);
        String group = "direct-stream.streams.orders.group-id=" + topic;
        try (ConfigurableApplicationContext application = BrokerContexts.start(topic, Orders.class, group)) {
            await().atMost(PATIENCE).until(() -> Map.of(partition, 10L).equals(topics.committed(topic)));
            assertThat(application.getBean(Orders.class).of(DirectStreamEvent.RecordsLost.class))
                    .isEmpty();
        }
        topics.fill(topic, 1, 10);
        topics.admin()
                .deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(15)))
                .all()
                .get();

        try (ConfigurableApplicationContext application = BrokerContexts.start(
                topic, Orders.class, group, "direct-stream.streams.orders.offsets.when-out-of-range=earliest")) {
            Orders orders = application.getBean(Orders.class);
            await().atMost(PATIENCE)
                    .until(() -> !orders.of(DirectStreamEvent.RecordsLost.class).isEmpty());

            assertThat(orders.of(DirectStreamEvent.RecordsLost.class))
                    .singleElement()
                    .satisfies(lost -> {
                        assertThat(lost.partition()).isEqualTo(partition);
                        assertThat(lost.records()).isEqualTo(5);
                    });
        }
    }

    private static void awaitState(Orders orders, StreamState state) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(orders.of(DirectStreamEvent.StateChanged.class))
                        .extracting(DirectStreamEvent.StateChanged::state)
                        .contains(state));
    }

    static class Orders {

        final Queue<DirectStreamEvent> events = new ConcurrentLinkedQueue<>();

        @DirectStreamListener("orders")
        void each(List<String> values) {}

        @EventListener
        void told(DirectStreamEvent event) {
            events.add(event);
        }

        <T extends DirectStreamEvent> List<T> of(Class<T> type) {
            return events.stream().filter(type::isInstance).map(type::cast).toList();
        }
    }

    static class Failing extends Orders {

        @Override
        void each(List<String> values) {
            throw new IllegalStateException("no room");
        }
    }
}
