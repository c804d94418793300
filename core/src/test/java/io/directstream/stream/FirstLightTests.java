/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.directstream.strategy.ConsumerStrategies;
import io.directstream.testing.Deliveries;
import io.directstream.testing.KafkaBroker;
import io.directstream.testing.StreamHarness;
import io.directstream.testing.TestTopics;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class FirstLightTests {

    @Test
    void aStreamDeliversEveryRecordOnce() {
        KafkaBroker broker = KafkaBroker.shared();
        try (TestTopics topics = new TestTopics(broker.bootstrapServers())) {
            String topic = topics.create(4);
            topics.fill(topic, 4, 5_000);
            Deliveries deliveries = new Deliveries();
            String group = TestTopics.unique("group");
            long begin = System.nanoTime();
            try (var stream = new StreamHarness(broker.bootstrapServers())
                    .start(StreamHarness.options(group), ConsumerStrategies.subscribe(List.of(topic)), deliveries)) {
                await().atMost(Duration.ofSeconds(60)).until(() -> deliveries.count() == 20_000);
                System.err.println("drained after ms " + (System.nanoTime() - begin) / 1_000_000);
                assertThat(deliveries.faults()).isEmpty();
                System.err.println(stream.snapshot());
                System.err.println(stream.consumerCache());
                begin = System.nanoTime();
            }
            System.err.println("closed after ms " + (System.nanoTime() - begin) / 1_000_000);
            assertThat(topics.committed(group).values()).containsOnly(5_000L);
        }
    }
}
