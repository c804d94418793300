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
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlockedWorkerTests extends BrokerTest {

    private static final int PARTITIONS = 4;

    private final Deliveries deliveries = new Deliveries();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    @DisplayName("A listener that takes its time holds up its own partition only, whoever reads the others")
    void aSlowListenerHoldsUpItsOwnPartitionOnly(int slow) {
        String topic = topics.create(PARTITIONS);
        CountDownLatch release = new CountDownLatch(1);
        try (var stream = streams.start(options(group), ConsumerStrategies.subscribe(List.of(topic)), batch -> {
            deliveries.onBatch(batch);
            if (batch.offsetRange().partition() == slow) {
                assertThat(release.await(60, TimeUnit.SECONDS)).isTrue();
            }
        })) {
            await().until(() -> topics.committed(group).size() == PARTITIONS);
            topics.send(topic, slow, "slow");
            await().until(() -> deliveries.count() == 1);

            for (int round = 1; round <= 3; round++) {
                for (int partition = 0; partition < PARTITIONS; partition++) {
                    topics.send(topic, partition, "later");
                }
                long expected = 1 + (PARTITIONS - 1L) * round;
                await().atMost(Duration.ofSeconds(10)).until(() -> deliveries.count() == expected);
            }
            assertThat(stream.assignment()).hasSize(PARTITIONS);
            release.countDown();
        }
    }
}
