/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.sample.packaged.replicas;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** Replicas that come and go, die and stand still, beside three brokers that do too: all in JVMs of their own. */
@Tag("chaos")
class ReplicasTests {
    private static final AtomicInteger TOPICS = new AtomicInteger();

    @TempDir
    private static Path directory;

    private static BrokerCluster brokers;

    private ReplicaGroup group;
    private String event;

    @BeforeAll
    static void startBrokers() {
        brokers = new BrokerCluster(directory);
    }

    @AfterAll
    static void stopBrokers() {
        brokers.close();
    }

    @BeforeEach
    void beginLoad(TestInfo test) {
        String topic = "orders-" + TOPICS.incrementAndGet();
        group = new ReplicaGroup(brokers, directory.resolve(topic), topic, ReplicaGroup.OFFSETS_IN_KAFKA);
        event = test.getDisplayName();
    }

    @AfterEach
    void stopReplicas() {
        group.close();
    }

    @Test
    @DisplayName("scale 1, 3, 5, 2")
    void scalingUpAndDownLosesAndRepeatsNothing() {
        List<Duration> moves = new ArrayList<>();
        group.start("a");
        group.awaitShared();
        moves.addAll(after(() -> group.start("b", "c")));
        moves.addAll(after(() -> group.start("d", "e")));
        moves.addAll(after(() -> group.stop("a", "c", "e")));

        assertGraceful(moves);
    }

    @Test
    @DisplayName("rolling restart of 3")
    void aRollingRestartLosesAndRepeatsNothing() {
        group.start("a", "b", "c");
        group.awaitShared();
        List<Duration> moves = new ArrayList<>();
        for (String each : List.of("a", "b", "c")) {
            moves.addAll(after(() -> {
                group.stop(each);
                group.start(each);
            }));
        }

        assertGraceful(moves);
    }

    @Test
    @DisplayName("SIGKILL of a replica")
    void aKilledReplicaLosesNothingAndRepeatsWhatWasNotStored() {
        group.start("a", "b", "c");
        group.awaitShared();

        List<Duration> moves = after(() -> group.kill("b"));

        assertCrash(moves, 1);
    }

    @Test
    @DisplayName("SIGKILL and restart of each broker")
    void killedBrokersLoseAndRepeatNothing() {
        group.start("a", "b");
        group.awaitShared();

        List<Duration> moves = new ArrayList<>();
        for (int broker = 0; broker < BrokerCluster.BROKERS; broker++) {
            int killed = broker;
            moves.addAll(after(() -> brokers.kill(killed)));
            brokers.restart(killed, group.topic());
        }

        assertCrash(moves, BrokerCluster.BROKERS);
    }

    @Test
    @DisplayName("SIGSTOP beyond the session timeout, then SIGCONT")
    void aReplicaThatStoodStillStoresNothingAfterItLostItsPartitions() {
        group.start("a", "b", "c");
        group.awaitShared();

        group.replica("b").suspend();
        Instant suspended = Instant.now();
        group.awaitShared(2);
        List<Duration> moves = group.moves(suspended);
        group.replica("b").goOn();
        group.awaitShared(3);

        assertCrash(moves, 1);
    }

    @Test
    @DisplayName("connections of a replica stall, then heal")
    void aReplicaThatIsCutOffGoesOnWhenItIsNotAnyMore() {
        group.start("a", "b");
        group.startBehindProxies("c");
        group.awaitShared();

        brokers.stallProxies();
        Instant stalled = Instant.now();
        group.awaitShared(2);
        List<Duration> moves = group.moves(stalled);
        brokers.healProxies();
        group.awaitShared(3);

        assertCrash(moves, 1);
    }

    private List<Duration> after(Runnable what) {
        Instant begin = Instant.now();
        what.run();
        group.awaitShared();
        return group.moves(begin);
    }

    /** I1, I8: what a replica has read is stored before another one goes on, or before it ends. */
    private void assertGraceful(List<Duration> moves) {
        Coverage coverage = group.finish();
        ChaosReport.row(event, coverage, moves);
        assertThat(coverage).as(group::output).isEqualTo(new Coverage(coverage.records(), 0, 0, 0));
        assertThat(coverage.records()).isPositive();
    }

    /** I1, I2: a crash repeats at most the range that runs and one that is not acknowledged yet, of each partition. */
    private void assertCrash(List<Duration> moves, int crashes) {
        Coverage coverage = group.finish();
        ChaosReport.row(event, coverage, moves);
        assertThat(coverage.lost()).as(group::output).isZero();
        assertThat(coverage.repeatedRanges()).as(group::output).isLessThanOrEqualTo(2 * crashes);
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> group.running().stream()
                        .allMatch(name -> group.replica(name).isAlive()));
    }
}
