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
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // Streams run while their block does; not every block has a question for its stream.
class RestartTests extends BrokerTest {

    private static final int PARTITIONS = 4;

    private static final int RESTARTS = 50;

    @Test
    @DisplayName("I1, I8: fifty stops and starts under load lose nothing, repeat nothing and commit what was processed")
    void fiftyRestartsUnderLoadLoseAndRepeatNothing() throws InterruptedException {
        String topic = topics.create(PARTITIONS);
        Deliveries deliveries = new Deliveries();
        AtomicBoolean producing = new AtomicBoolean(true);
        Thread producer = new Thread(() -> produce(topic, producing));
        producer.start();

        for (int i = 0; i < RESTARTS; i++) {
            long before = deliveries.count();
            try (var stream = streams.start(options(group), subscribe(topic), deliveries)) {
                await().until(() -> deliveries.count() > before + 100);
            }
            for (int partition = 0; partition < PARTITIONS; partition++) {
                assertThat(topics.committed(group).getOrDefault(new TopicPartition(topic, partition), 0L))
                        .as("committed after stop %d", i)
                        .isEqualTo(deliveries.offsets(topic, partition).size());
            }
        }
        producing.set(false);
        producer.join();
        topics.flush();

        assertThat(deliveries.faults()).isEmpty();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            List<Long> read = deliveries.offsets(topic, partition);
            assertThat(read).isEqualTo(LongStream.range(0, read.size()).boxed().toList());
        }
    }

    private void produce(String topic, AtomicBoolean producing) {
        for (int i = 0; producing.get(); i++) {
            topics.send(topic, i % PARTITIONS, "v" + i);
            if (i % 20 == 0) {
                LockSupport.parkNanos(5_000_000);
            }
        }
    }

    private static io.directstream.strategy.ConsumerStrategy subscribe(String topic) {
        return ConsumerStrategies.subscribe(List.of(topic));
    }
}
