/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.sample.packaged.replicas;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever may happen to replicas that keep totals and offsets in one PostgreSQL, to the database and to brokers, one fault
 * after the other. {@code chaos.faults} says how many, {@code chaos.seed} in which order; each kind comes once before any
 * comes again.
 */
@Tag("chaos")
class DatabaseFaultsTests {
    private static final String SECOND_OWNER = "second";

    /** What replicas said stays there if something was not as it should be. */
    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private static Path directory;

    private final int faults = Integer.getInteger("chaos.faults", DatabaseFault.values().length);
    private final long seed = Long.getLong("chaos.seed", System.nanoTime());
    private final Random random = new Random(seed);

    @Test
    @DisplayName("I3: totals in the transaction of the offsets are those of a recount, whatever fails")
    void nothingIsLostAndNothingCountedTwice() {
        System.out.printf("replicas: %d faults with chaos.seed=%d%n", faults, seed);
        try (BrokerCluster brokers = new BrokerCluster(directory);
                DatabaseProcess database = new DatabaseProcess(directory);
                ReplicaGroup group = new ReplicaGroup(
                        brokers,
                        directory.resolve("replicas"),
                        "orders-database",
                        name -> List.of("--spring.datasource.url=" + database.url(name)))) {
            run(brokers, database, group);
        }
    }

    private void run(BrokerCluster brokers, DatabaseProcess database, ReplicaGroup group) {
        DatabaseTotals totals = new DatabaseTotals(database, group.topic());
        try {
            start(group);
            SharedOffsets.prepare(database, group.topic(), SECOND_OWNER);
            group.startBeside(SECOND_OWNER, SECOND_OWNER, SharedOffsets.settings(database, SECOND_OWNER));
            DatabaseFaults happening = new DatabaseFaults(random, brokers, database, group, SECOND_OWNER);
            FaultSeries<DatabaseFault> series = new FaultSeries<>(DatabaseFault.class, group, random);
            for (int i = 0; i < faults; i++) {
                series.act(fault -> {
                    group.startAgainWhatDidNotStart();
                    happening.act(fault);
                    totals.awaitProgress();
                    totals.assertAsManyOrdersAsOffsets();
                });
            }
            series.report(DatabaseFault::text);
            finish(group, totals, brokers);
        } catch (RuntimeException | AssertionError failure) {
            throw new AssertionError("seed %d, output in %s".formatted(seed, directory), failure);
        }
    }

    /** The first one makes the tables, alone. */
    private static void start(ReplicaGroup group) {
        group.start("a");
        group.awaitShared();
        group.start("b", "c");
        group.awaitShared();
    }

    private void finish(ReplicaGroup group, DatabaseTotals totals, BrokerCluster brokers) {
        group.startAgainWhatDidNotStart();
        Map<Integer, Long> ends = group.endLoad();
        totals.awaitOffsets(ends);
        List<PartitionTotal> recount = Recount.of(brokers.bootstrapServers(), group.topic(), ReplicaGroup.PARTITIONS);
        long records = recount.stream().mapToLong(PartitionTotal::orders).sum();
        System.out.printf("replicas: %,d records, %d faults, seed %d%n", records, faults, seed);

        assertThat(totals.all()).isEqualTo(recount);
        totals.assertLedgerWithoutFindings();
        assertThat(records)
                .isEqualTo(ends.values().stream().mapToLong(Long::longValue).sum());
        assertThat(group.running())
                .allSatisfy(name ->
                        assertThat(group.replica(name).isAlive()).as(name).isTrue());
    }
}
