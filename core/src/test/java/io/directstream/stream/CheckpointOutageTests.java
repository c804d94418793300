/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import static io.directstream.testing.StreamHarness.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.directstream.offset.CheckpointOffsetStore;
import io.directstream.strategy.ConsumerStrategies;
import io.directstream.testing.Deliveries;
import io.directstream.testing.StreamHarness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checkpoints that cannot be written or read; the system's device that is always full stands for a disk without room. */
class CheckpointOutageTests extends BrokerTest {

    private static final Path FULL = Path.of("/dev/full");

    @TempDir
    private Path directory;

    private final Deliveries deliveries = new Deliveries();

    @Test
    @DisplayName(
            "I2, I9: while the disk of the checkpoints is full nothing begins, and it goes on by itself when there is room")
    void aFullDiskIsWaitedFor() throws IOException {
        assumeThat(FULL).exists();
        String topic = topics.create(2);
        try (var stream = start(topic)) {
            topics.fill(topic, 2, 10);
            await().until(() -> deliveries.count() == 20);
            Path written = directory.resolve("orders").resolve(topic + "-0.checkpoint.tmp");
            await().until(() -> stream.snapshot().totals().records() == 20 && !Files.exists(written));
            Files.createSymbolicLink(written, FULL);

            topics.fill(topic, 2, 10);
            await().until(() -> stream.snapshot().reason() != null
                    && deliveries.offsets(topic, 1).size() == 20);
            assertThat(stream.snapshot().reason())
                    .contains(topic + "-0", "checkpoints cannot be written to", "No space left on device");
            assertThat(stream.snapshot().state()).isEqualTo(StreamState.RUNNING);
            assertThat(deliveries.offsets(topic, 0)).as("not begun").hasSize(10);

            Files.delete(written);
            await().until(() -> deliveries.count() == 40);
            await().until(() -> stream.snapshot().reason() == null);
        }

        assertThat(deliveries.faults()).isEmpty();
    }

    @Test
    @DisplayName("I1, I9: a damaged checkpoint holds up its partition alone, which goes on when the file is restored")
    void aDamagedCheckpointHoldsUpItsPartitionAlone() throws IOException {
        String topic = topics.create(2);
        topics.fill(topic, 2, 10);
        try (var stream = start(topic)) {
            await().until(() -> stream.snapshot().totals().records() == 20);
        }
        Path file = directory.resolve("orders").resolve(topic + "-0.checkpoint");
        byte[] whole = Files.readAllBytes(file);
        Files.writeString(file, "damaged");
        topics.fill(topic, 2, 10);

        try (var stream = start(topic)) {
            await().until(() -> stream.snapshot().reason() != null
                    && deliveries.offsets(topic, 1).size() == 20);
            assertThat(stream.snapshot().reason()).contains(file.toString());
            assertThat(deliveries.offsets(topic, 0)).hasSize(10);

            Files.write(file, whole);
            await().until(() -> deliveries.count() == 40);
            await().until(() -> stream.snapshot().reason() == null);
        }

        assertThat(deliveries.faults()).isEmpty();
    }

    private DirectStream<String, String> start(String topic) {
        StreamOptions options = options(group);
        DirectStream<String, String> stream = DirectStream.create(
                options,
                StreamHarness.definition(ConsumerStrategies.subscribe(List.of(topic)), deliveries),
                streams.services(options, Map.of())
                        .withOffsetStore(context -> new CheckpointOffsetStore(directory, context)));
        stream.start();
        return stream;
    }
}
