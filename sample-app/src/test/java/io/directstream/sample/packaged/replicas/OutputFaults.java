/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.sample.packaged.replicas;

import java.util.List;
import java.util.Random;
import java.util.TreeSet;

/** Makes faults happen, each at the moment that its name says. */
final class OutputFaults {
    private static final String FOURTH = "d";

    private final Random random;
    private final BrokerCluster brokers;
    private final ReplicaGroup group;
    private final OutputCopies copies;
    private final String behindProxies;

    /**
     * Has everything happen to this group.
     *
     * @param behindProxies the replica that can be cut off
     */
    OutputFaults(Random random, BrokerCluster brokers, ReplicaGroup group, OutputCopies copies, String behindProxies) {
        this.random = random;
        this.brokers = brokers;
        this.group = group;
        this.copies = copies;
        this.behindProxies = behindProxies;
    }

    void act(OutputFault fault) {
        String name = anyRunning();
        switch (fault) {
            case KILL -> killAndStart(name);
            case KILL_AT_HALF -> killAt(Gate.HALF, name);
            case KILL_AT_OFFSETS -> killAt(Gate.OFFSETS, name);
            case KILL_AT_COMMIT -> killAt(Gate.COMMIT, name);
            case KILL_AT_ANSWER -> killAt(Gate.ANSWER, name);
            case ZOMBIE -> {
                group.replica(name).suspend();
                goOnWhenOthersDid(name);
            }
            case ZOMBIE_AT_OFFSETS -> suspendAt(Gate.OFFSETS, name);
            case ZOMBIE_AT_COMMIT -> suspendAt(Gate.COMMIT, name);
            case ZOMBIE_EXPIRED -> {
                standAndSuspend(Gate.COMMIT, name);
                goOnWhenOthersDid(name);
            }
            case STALL_AT_COMMIT -> stallAtCommit();
            case RESTART -> {
                group.stop(name);
                group.start(name);
            }
            case MORE_AND_LESS -> {
                group.start(FOURTH);
                group.awaitShared();
                group.stop(FOURTH);
            }
            case KILL_BROKER -> restart(killBroker());
            case KILL_BROKER_AT_COMMIT -> {
                group.replica(name).close(Gate.COMMIT);
                int broker = killBroker();
                group.replica(name).open(Gate.COMMIT);
                restart(broker);
            }
        }
    }

    private void killAt(Gate gate, String name) {
        group.replica(name).close(gate);
        group.kill(name);
        group.replica(name).open(gate);
        group.start(name);
    }

    private void killAndStart(String name) {
        group.kill(name);
        group.start(name);
    }

    /** Goes on while its transaction may still be open. */
    private void suspendAt(Gate gate, String name) {
        standAndSuspend(gate, name);
        group.awaitWithout(name);
        group.replica(name).goOn();
    }

    private void standAndSuspend(Gate gate, String name) {
        Replica replica = group.replica(name);
        replica.close(gate);
        replica.suspend();
        replica.open(gate);
    }

    private void goOnWhenOthersDid(String name) {
        group.awaitWithout(name);
        copies.awaitProgress();
        group.replica(name).goOn();
    }

    /** What it sent while the connections stood still comes to the brokers when they go on. */
    private void stallAtCommit() {
        Replica replica = group.replica(behindProxies);
        replica.close(Gate.COMMIT);
        brokers.stallProxies();
        replica.open(Gate.COMMIT);
        group.awaitWithout(behindProxies);
        brokers.healProxies();
    }

    private int killBroker() {
        int broker = random.nextInt(BrokerCluster.BROKERS);
        brokers.kill(broker);
        return broker;
    }

    private void restart(int broker) {
        copies.awaitProgress();
        brokers.restart(broker, group.topic(), copies.topic(), "__transaction_state");
    }

    private String anyRunning() {
        List<String> names = List.copyOf(new TreeSet<>(group.running()));
        return names.get(random.nextInt(names.size()));
    }
}
