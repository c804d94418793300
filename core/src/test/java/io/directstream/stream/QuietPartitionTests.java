/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.directstream.strategy.ConsumerStrategies;
import io.directstream.testing.Deliveries;
import io.directstream.testing.JumpingClock;
import io.directstream.testing.StreamHarness;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class QuietPartitionTests extends BrokerTest {

    private final JumpingClock clock = new JumpingClock();

    private final Deliveries deliveries = new Deliveries();

    @Test
    @DisplayName("I9: a partition that was quiet for an hour delivers its next record at once")
    void aQuietPartitionWakes() {
        String topic = topics.create(2);
        topics.fill(topic, 1, 10);
        StreamAssembly<String, String> assembly = assemble(topic);
        try (DirectStream<String, String> stream = new DirectStream<>(assembly, assembly.member())) {
            stream.start();
            await().until(() -> deliveries.count() == 10);
            await().until(() -> stream.assignment().size() == 2);
            letAnHourPass(assembly, new TopicPartition(topic, 1_000));

            topics.send(topic, 1, "after an hour");
            topics.send(topic, 0, "after an hour");
            topics.flush();

            await().atMost(Duration.ofSeconds(10)).until(() -> deliveries.count() == 12);
            assertThat(deliveries.offsets(topic, 1)).containsExactly(0L);
            assertThat(deliveries.faults()).isEmpty();
            await().until(() -> topics.committed(group)
                    .equals(Map.of(new TopicPartition(topic, 0), 11L, new TopicPartition(topic, 1), 1L)));
            assertThat(stream.snapshot().assigned())
                    .extracting(PartitionSnapshot::state)
                    .containsOnly(PartitionState.IDLE);
        }
    }

    /** Waits until what ends after an hour has ended, for which an idle reader of another partition stands. */
    private void letAnHourPass(StreamAssembly<String, String> assembly, TopicPartition other) {
        var cache = assembly.reading().cache();
        await().until(() -> cache.snapshot().size() == 2);
        cache.lease(other, 0).orElseThrow().close();
        cache.detach(other);

        clock.jump(Duration.ofHours(1));

        await().until(() -> cache.snapshot().size() == 2);
        assertThat(cache.snapshot().evictions()).isEqualTo(1);
    }

    private StreamAssembly<String, String> assemble(String topic) {
        StreamOptions options = StreamHarness.options(group);
        StreamServices services = streams.services(options, Map.of());
        return new StreamAssembly<>(
                options,
                StreamHarness.definition(ConsumerStrategies.subscribe(List.of(topic)), deliveries),
                new StreamServices(services.clients(), services.offsetStore(), StreamObserver.NONE, clock),
                Purpose.FOLLOW);
    }
}
