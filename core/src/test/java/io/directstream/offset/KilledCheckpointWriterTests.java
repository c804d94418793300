/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.offset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that plans and stores is killed at random moments. */
@Tag("chaos")
class KilledCheckpointWriterTests {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final int KILLS = 6;

    @TempDir
    private Path directory;

    @Test
    @DisplayName(
            "I1, I4: after SIGKILL everything acknowledged is there, and a planned range runs again with its bounds")
    void acknowledgedIsKept() throws InterruptedException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Path output = directory.resolve("output");
        for (int kill = 0; kill < KILLS; kill++) {
            List<String> said = runAndKill(output, random.nextInt(150));
            assertThat(said).as("seed %d", seed).allMatch(line -> line.matches("(planned|stored) \\d \\d+ \\d+"));
            check(said, "seed " + seed + ", kill " + kill);
        }
    }

    private static List<String> runAndKill(Path output, int millis) throws InterruptedException {
        int before;
        try (ChildProcess writer = ChildProcess.start(
                output, CheckpointWriter.class, output.getParent().toString())) {
            before = writer.lines().size();
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> writer.lines().size() > before + 10);
            // A moment that nothing decides.
            assertThat(new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS))
                    .isFalse();
            assertThat(writer.isAlive()).isTrue();
            writer.kill();
            return writer.lines();
        }
    }

    private void check(List<String> said, String when) {
        Map<Integer, Map<Long, Long>> planned = new HashMap<>();
        Map<Integer, Long> stored = new HashMap<>();
        for (String line : said) {
            String[] words = line.split(" ");
            int partition = Integer.parseInt(words[1]);
            long from = Long.parseLong(words[2]);
            long until = Long.parseLong(words[3]);
            if (words[0].equals("planned")) {
                Long same = planned.computeIfAbsent(partition, none -> new HashMap<>())
                        .put(from, until);
                assertThat(same)
                        .as("%s: bounds of a range from %d of %d", when, from, partition)
                        .isIn(null, until);
            } else {
                stored.merge(partition, until, Math::max);
            }
        }
        Map<TopicPartition, StoredOffset> kept = kept();
        stored.forEach((partition, until) -> {
            StoredOffset there = kept.get(new TopicPartition("orders", partition));
            Map<Long, Long> plans = planned.get(partition);
            assertThat(there.offset()).as("%s: stored of %d", when, partition).isIn(until, plans.get(until));
            if (plans.containsKey(there.offset())) {
                assertThat(there.plannedUntil())
                        .as("%s: planned of %d at %d", when, partition, there.offset())
                        .isEqualTo(plans.get(there.offset()));
            }
        });
    }

    private Map<TopicPartition, StoredOffset> kept() {
        OffsetStoreContext context =
                new OffsetStoreContext(CheckpointWriter.STREAM, CheckpointWriter.GROUP, new FakeCommitter());
        try (CheckpointOffsetStore store = new CheckpointOffsetStore(directory, context)) {
            return store.load(CheckpointWriter.STREAM, CheckpointWriter.PARTITIONS)
                    .toCompletableFuture()
                    .join();
        }
    }
}
