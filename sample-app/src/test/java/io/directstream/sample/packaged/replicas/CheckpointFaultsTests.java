/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.sample.packaged.replicas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * A replica that keeps its offsets in files is killed again and again, and its files are left as a crash could leave them.
 * {@code chaos.checkpoint-kills} says how often, {@code chaos.seed} when.
 */
@Tag("chaos")
class CheckpointFaultsTests {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final String TOPIC = "orders-checkpoint";
    private static final String OFFSETS = "--direct-stream.streams.orders.offsets.";
    private static final String PROPERTIES = "--direct-stream.streams.orders.properties.";

    /** In one life of several it is killed at a moment of its start. */
    private static final int KILLS_PER_START = 4;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private static Path directory;

    private final int kills = Integer.getInteger("chaos.checkpoint-kills", 4);
    private final long seed = Long.getLong("chaos.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final Path checkpoints = directory.resolve("checkpoints");
    private final CheckpointFolder folder = new CheckpointFolder(checkpoints.resolve("orders"));
    private final CheckpointLives lives = new CheckpointLives();
    private int taken;

    @Test
    @DisplayName(
            "I1, I4: whenever it is killed, each partition goes on with the range that was planned, and repeats no other")
    void nothingIsLostAndOnlyThePlannedRangeIsRepeated() {
        System.out.printf("replicas: %d kills with chaos.seed=%d%n", kills, seed);
        try (BrokerCluster brokers = new BrokerCluster(directory);
                ReplicaGroup group = new ReplicaGroup(
                        brokers, directory.resolve("replicas"), TOPIC, name -> settings(checkpoints))) {
            run(group);
        } catch (RuntimeException | AssertionError failure) {
            throw new AssertionError("seed %d, output in %s".formatted(seed, directory), failure);
        }
    }

    private void run(ReplicaGroup group) {
        group.start("a");
        group.awaitShared();
        assertOthersAreRefused(group);
        for (int kill = 0; kill < kills; kill++) {
            awaitMoment(group, kill % KILLS_PER_START == KILLS_PER_START - 1);
            group.kill("a");
            endLife(group);
            folder.leaveHalfWritten(random);
            group.start("a");
        }
        Coverage coverage = group.finish();
        endLife(group);
        ChaosReport.row("checkpoint, %d kills, seed %d".formatted(kills, seed), coverage, List.of());
        System.out.printf(
                "replicas: %,d records, %d kills, %d planned ranges, %d of them delivered before, with %,d records%n",
                coverage.records(), kills, lives.planned(), lives.repeatedRanges(), lives.repeatedRecords());

        assertThat(coverage.lost()).isZero();
        assertThat(coverage.repeated()).isEqualTo(lives.repeatedRecords());
        assertThat(lives.planned()).as("kills left plans").isPositive();
        assertThat(group.replica("a").isAlive()).isTrue();
    }

    private void awaitMoment(ReplicaGroup group, boolean isInStart) {
        if (!isInStart) {
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> group.replica("a").read().size() > taken);
        }
        Duration moment = Duration.ofMillis(random.nextInt(isInStart ? 8_000 : 1_500));
        await().pollDelay(moment).atMost(moment.plus(PATIENCE)).until(() -> true);
    }

    private void endLife(ReplicaGroup group) {
        List<ReadRange> all = group.replica("a").read();
        lives.add(all.subList(taken, all.size()), folder.read());
        taken = all.size();
    }

    private void assertOthersAreRefused(ReplicaGroup group) {
        group.startBeside("same-directory", TOPIC, settings(checkpoints));
        group.startBeside("same-group", TOPIC, settings(directory.resolve("elsewhere")));

        assertThat(folder.holder()).startsWith("process ");
        assertRefused(group.replica("same-directory"), "it is in use by " + folder.holder());
        assertRefused(group.replica("same-group"), "its group " + TOPIC + " has another member already: a-");
    }

    private static void assertRefused(Replica replica, String reason) {
        await().atMost(PATIENCE).until(() -> !replica.isAlive());
        assertThat(replica.output()).contains("APPLICATION FAILED TO START", reason);
        assertThat(replica.read()).isEmpty();
    }

    /** The sample's own are for its database; the session is short, because each start waits for the death of the one before. */
    private static List<String> settings(Path directory) {
        return List.of(
                "--spring.datasource.url=jdbc:h2:mem:totals",
                OFFSETS + "store=checkpoint",
                OFFSETS + "jdbc.ledger=",
                OFFSETS + "jdbc.ledger-retention=",
                OFFSETS + "checkpoint.directory=" + directory,
                PROPERTIES + "session.timeout.ms=3000",
                PROPERTIES + "heartbeat.interval.ms=1000");
    }
}
