/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.autoconfigure;

import static io.directstream.autoconfigure.BrokerContexts.received;
import static io.directstream.autoconfigure.BrokerContexts.start;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.directstream.StreamBatch;
import io.directstream.autoconfigure.BrokerContexts.Received;
import io.directstream.listener.DirectStreamContainer;
import io.directstream.listener.DirectStreamContainers;
import io.directstream.listener.DirectStreamListener;
import io.directstream.stream.StreamState;
import io.directstream.testing.KafkaBroker;
import io.directstream.testing.TestTopics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** Several streams, several listeners and two clusters in one application. */
class TwoClustersEndToEndTests {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void eachStreamReadsItsOwnClusterWithItsOwnGroupAndListener() {
        String group = TestTopics.unique("group");
        try (KafkaBroker otherBroker = KafkaBroker.start();
                TestTopics here = new TestTopics(BrokerContexts.BROKER);
                TestTopics there = new TestTopics(otherBroker.bootstrapServers())) {
            String orders = here.create(2);
            String payments = here.create(1);
            there.create(orders, 1);
            send(here, orders, "order here");
            send(here, payments, "payment here");
            send(there, orders, "order there");

            try (ConfigurableApplicationContext context = start(
                    orders,
                    ThreeStreams.class,
                    "direct-stream.streams.orders.group-id=" + group,
                    "direct-stream.streams.payments.topics=" + payments,
                    "direct-stream.streams.payments.batch.interval=100ms",
                    "direct-stream.streams.remote.topics=" + orders,
                    "direct-stream.streams.remote.group-id=" + group,
                    "direct-stream.streams.remote.bootstrap-servers=" + otherBroker.bootstrapServers())) {
                await().atMost(PATIENCE).until(() -> received(context).values().size() == 3);
                assertThat(received(context).all())
                        .containsExactlyInAnyOrder(
                                "orders: order here", "payments: payment here", "remote: order there");
                assertThat(context.getBean(DirectStreamContainers.class).all())
                        .extracting(DirectStreamContainer::getStreamName)
                        .containsExactly("orders", "payments", "remote");
                assertThat(context.getBean(DirectStreamContainers.class).all())
                        .allMatch(container -> container.snapshot().state() == StreamState.RUNNING)
                        .extracting(DirectStreamContainer::getGroupId)
                        .contains(group);
            }

            assertThat(here.committed(group))
                    .containsEntry(new TopicPartition(orders, 0), 1L)
                    .containsEntry(new TopicPartition(orders, 1), 0L);
            assertThat(there.committed(group).keySet()).isEqualTo(Set.of(new TopicPartition(orders, 0)));
        }
    }

    @Test
    @DisplayName("I9: streams connect side by side; brokers that never answer hold up neither the start nor each other")
    void streamsDoNotWaitForEachOther() throws IOException {
        try (ServerSocket silent = silentBroker();
                ServerSocket alsoSilent = silentBroker();
                TestTopics here = new TestTopics(BrokerContexts.BROKER)) {
            String orders = here.create(1);
            send(here, orders, "order here");

            try (ConfigurableApplicationContext context = start(
                    orders,
                    ThreeStreams.class,
                    "direct-stream.streams.payments.topics=payments",
                    "direct-stream.streams.payments.batch.interval=100ms",
                    "direct-stream.streams.payments.bootstrap-servers=localhost:" + silent.getLocalPort(),
                    "direct-stream.streams.remote.topics=remote",
                    "direct-stream.streams.remote.bootstrap-servers=localhost:" + alsoSilent.getLocalPort())) {
                try (Socket unanswered = silent.accept();
                        Socket alsoUnanswered = alsoSilent.accept()) {
                    assertThat(List.of(unanswered, alsoUnanswered)).allMatch(Socket::isConnected);
                    await().atMost(PATIENCE)
                            .until(() -> received(context).values().size() == 1);
                }
            }
        }
    }

    /** Takes connections and says nothing. */
    private static ServerSocket silentBroker() throws IOException {
        ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        server.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
        return server;
    }

    private static void send(TestTopics topics, String topic, String value) {
        topics.send(topic, 0, value);
        topics.flush();
    }

    record ThreeStreams(Received received) {

        @DirectStreamListener("orders")
        public void orders(List<String> values) {
            values.forEach(value -> received.add("orders: " + value));
        }

        @DirectStreamListener("payments")
        public void payments(StreamBatch<String, String> batch) throws Exception {
            batch.forEachPartition(partition -> partition.forEach(each -> received.add("payments: " + each.value())));
        }

        @DirectStreamListener("remote")
        public void remote(List<String> values) {
            values.forEach(value -> received.add("remote: " + value));
        }
    }
}
