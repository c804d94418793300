/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import static io.directstream.testing.StreamHarness.options;
import static org.assertj.core.api.Assertions.assertThat;

import io.directstream.strategy.ConsumerStrategies;
import io.directstream.testing.Deliveries;
import io.directstream.testing.KafkaBroker;
import io.directstream.testing.StreamHarness;
import io.directstream.testing.TestTopics;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a stream does while its broker is away; with a broker of its own, because it is stopped. */
class OutageTests {

    private final KafkaBroker broker = KafkaBroker.start();

    private final Deliveries deliveries = new Deliveries();

    private final String group = TestTopics.unique("group");

    @AfterEach
    void closeBroker() {
        broker.close();
    }

    @Test
    @DisplayName("I9: a broker that is not there at start is a state with a reason; the stream begins when it comes")
    void aMissingBrokerIsWaitedFor() {
        String topic = TestTopics.unique("topic");
        broker.stop();

        try (var stream = start(topic)) {
            assertThat(stream.snapshot().state()).isEqualTo(StreamState.STARTING);
            BrokerTest.await().until(() -> stream.snapshot().reason() != null);
            assertThat(stream.snapshot().reason()).contains("no broker answers at " + broker.bootstrapServers());

            broker.restart();
            BrokerTest.await().until(() -> {
                String reason = stream.snapshot().reason();
                return reason != null && reason.contains("topics [" + topic + "] do not exist");
            });
            try (TestTopics topics = new TestTopics(broker.bootstrapServers())) {
                topics.create(topic, 2);
                topics.fill(topic, 2, 10);
                BrokerTest.await().until(() -> deliveries.count() == 20);
            }
            assertThat(stream.snapshot().state()).isEqualTo(StreamState.RUNNING);
            assertThat(stream.snapshot().reason()).isNull();
        }
    }

    @Test
    void anAddressThatCannotBeResolvedIsWaitedForToo() {
        Map<String, Object> unknown = Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, "kafka.invalid:9092");

        try (var stream = new StreamHarness("unused")
                .start(options(group), ConsumerStrategies.subscribe(List.of("orders")), deliveries, unknown)) {
            BrokerTest.await().until(() -> stream.snapshot().reason() != null);

            assertThat(stream.snapshot().state()).isEqualTo(StreamState.STARTING);
            assertThat(stream.snapshot().reason()).contains("kafka.invalid:9092");
        }
    }

    @Test
    @DisplayName("I1: a broker that goes away and comes back costs no record and repeats none")
    void aBrokerThatComesBackCostsNothing() {
        String topic = TestTopics.unique("topic");
        try (TestTopics topics = new TestTopics(broker.bootstrapServers())) {
            topics.create(topic, 2);
            topics.fill(topic, 2, 10);
        }
        try (var stream = start(topic)) {
            BrokerTest.await().until(() -> deliveries.count() == 20);
            broker.stop();
            BrokerTest.await().until(() -> stream.snapshot().reason() != null);
            broker.restart();
            try (TestTopics topics = new TestTopics(broker.bootstrapServers())) {
                topics.fill(topic, 2, 10);
                BrokerTest.await().until(() -> deliveries.count() >= 40);
                BrokerTest.await()
                        .until(() -> topics.committed(group)
                                .equals(Map.of(new TopicPartition(topic, 0), 20L, new TopicPartition(topic, 1), 20L)));
            }
            BrokerTest.await().until(() -> stream.snapshot().reason() == null);
        }

        assertThat(deliveries.faults()).isEmpty();
        assertThat(deliveries.offsets(topic, 0))
                .isEqualTo(LongStream.range(0, 20).boxed().toList());
    }

    private DirectStream<String, String> start(String topic) {
        return new StreamHarness(broker.bootstrapServers())
                .start(options(group), ConsumerStrategies.subscribe(List.of(topic)), deliveries);
    }
}
