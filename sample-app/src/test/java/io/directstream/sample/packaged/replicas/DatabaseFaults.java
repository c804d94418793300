/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.sample.packaged.replicas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.directstream.sample.packaged.replicas.DatabaseGates.ClosedGate;
import io.directstream.sample.packaged.replicas.DatabaseGates.Gate;
import io.directstream.sample.packaged.replicas.DatabaseGates.Standing;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Makes faults happen, each at the moment that its name says. */
final class DatabaseFaults {
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    /** More than the ranges that a second owner began before it stood still. */
    private static final int REFUSALS = 5;

    private final Random random;
    private final BrokerCluster brokers;
    private final DatabaseProcess database;
    private final DatabaseGates gates;
    private final DatabaseTotals totals;
    private final ReplicaGroup group;
    private final String secondOwner;

    /**
     * Has everything happen to this group.
     *
     * @param secondOwner a replica of another group that shares the offsets of this one; it works, and stands still between faults
     */
    DatabaseFaults(
            Random random, BrokerCluster brokers, DatabaseProcess database, ReplicaGroup group, String secondOwner) {
        this.random = random;
        this.brokers = brokers;
        this.database = database;
        this.gates = new DatabaseGates(database);
        this.totals = new DatabaseTotals(database, group.topic());
        this.group = group;
        this.secondOwner = secondOwner;
        suspendAfterRefusals(0);
    }

    void act(DatabaseFault fault) {
        switch (fault) {
            case KILL_OUTSIDE -> killAndStart(suspendBetweenTransactions(running()));
            case KILL_IN_OUTPUT -> killAt(Gate.OUTPUT);
            case KILL_AT_OFFSET -> killAt(Gate.OFFSET);
            case KILL_IN_COMMIT -> killAt(Gate.COMMIT);
            case KILL_AFTER_COMMIT -> killAndStart(suspendAfterCommit());
            case ZOMBIE_OUTSIDE -> goOnWhenOthersDid(suspendBetweenTransactions(running()));
            case ZOMBIE_IN_TRANSACTION -> suspendWithLocks();
            case ZOMBIE_CUT_OFF -> suspendAndCutOff();
            case ZOMBIE_AFTER_COMMIT -> {
                String zombie = suspendAfterCommit();
                group.awaitWithout(zombie);
                group.replica(zombie).goOn();
            }
            case TWO_OWNERS -> haveTwoOwners();
            case RESTART_DATABASE -> database.restart();
            case CRASH_DATABASE -> database.crash();
            case KILL_BROKER -> {
                int broker = random.nextInt(BrokerCluster.BROKERS);
                brokers.kill(broker);
                totals.awaitProgress();
                brokers.restart(broker, group.topic());
            }
        }
    }

    /** Also makes sure that the database kept what was in the commit, and nothing else. */
    private void killAt(Gate at) {
        int partition = anyPartition();
        Standing victim;
        long before;
        try (ClosedGate gate = gates.close(at, partition)) {
            victim = gate.awaitStanding();
            before = totals.offset(partition);
            group.kill(victim.replica());
        }
        gates.awaitEnd(victim);
        long after = totals.offset(partition);
        assertThat(after > before)
                .as("%s, killed at %s, was committed", victim, at)
                .isEqualTo(at == Gate.COMMIT);
        group.start(victim.replica());
    }

    private void killAndStart(String replica) {
        group.kill(replica);
        group.start(replica);
    }

    /** Only for one that holds no locks: no partition waits for it. */
    private void goOnWhenOthersDid(String replica) {
        group.awaitWithout(replica);
        totals.awaitProgress();
        group.replica(replica).goOn();
    }

    /** It has written everything and keeps the locks, so that the new owner waits, for what will be committed after all. */
    private void suspendWithLocks() {
        Standing zombie = suspendAt(Gate.OFFSET, anyPartition());
        group.awaitWithout(zombie.replica());
        gates.awaitSomebodyBehind(zombie);
        group.replica(zombie.replica()).goOn();
    }

    private void suspendAndCutOff() {
        Standing zombie = suspendAt(Gate.OFFSET, anyPartition());
        gates.cut(zombie);
        goOnWhenOthersDid(zombie.replica());
    }

    private String suspendAfterCommit() {
        int partition = anyPartition();
        long before = totals.offset(partition);
        Standing zombie = suspendAt(Gate.COMMIT, partition);
        await().atMost(PATIENCE).until(() -> totals.offset(partition) > before);
        return zombie.replica();
    }

    private Standing suspendAt(Gate at, int partition) {
        try (ClosedGate gate = gates.close(at, partition)) {
            Standing standing = gate.awaitStanding();
            group.replica(standing.replica()).suspend();
            return standing;
        }
    }

    private void haveTwoOwners() {
        long before = group.refusals();
        group.replica(secondOwner).goOn();
        suspendAfterRefusals(before);
    }

    private void suspendAfterRefusals(long before) {
        await().atMost(PATIENCE).until(() -> group.refusals() >= before + REFUSALS);
        suspendBetweenTransactions(List.of(secondOwner));
    }

    /** Suspends one of them until it is at a moment at which it works and has no transaction. */
    private String suspendBetweenTransactions(List<String> names) {
        return await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(
                        () -> {
                            group.startAgainWhatDidNotStart();
                            String name = names.get(random.nextInt(names.size()));
                            group.replica(name).suspend();
                            // Twice: what it had sent before it stood still may just begin.
                            if (IntStream.range(0, 2).allMatch(look -> gates.isBetweenTransactions(name))) {
                                return name;
                            }
                            group.replica(name).goOn();
                            return "";
                        },
                        name -> !name.isEmpty());
    }

    private List<String> running() {
        return List.copyOf(new TreeSet<>(group.running()));
    }

    private int anyPartition() {
        return random.nextInt(ReplicaGroup.PARTITIONS);
    }
}
