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
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever may happen to replicas and brokers, one event after the other. {@code chaos.events} says how many,
 * {@code chaos.seed} which; both are said in the report.
 */
@Tag("chaos")
class RandomEventsTests {
    private static final List<String> NAMES = List.of("a", "b", "c", "d", "e");

    @TempDir
    private static Path directory;

    private final int events = Integer.getInteger("chaos.events", 6);
    private final long seed = Long.getLong("chaos.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final Map<Event, List<Outcome>> outcomes = new EnumMap<>(Event.class);

    @Test
    void nothingIsLostAndOnlyCrashesRepeat() {
        System.out.printf("replicas: %d random events with chaos.seed=%d%n", events, seed);
        try (BrokerCluster brokers = new BrokerCluster(directory);
                ReplicaGroup group = new ReplicaGroup(brokers, directory.resolve("replicas"), "orders-random")) {
            group.start("a", "b");
            group.startBehindProxies("e");
            group.awaitShared();
            for (int i = 0; i < events; i++) {
                Event event = next(group);
                Instant begin = Instant.now();
                System.out.printf("replicas: event %d, %s%n", i + 1, event);
                act(event, group, brokers);
                group.awaitShared();
                outcomes.computeIfAbsent(event, none -> new ArrayList<>())
                        .add(new Outcome(begin, Instant.now(), group.moves(begin)));
            }
            Coverage all = group.finish();
            Map<Event, Coverage> repeats = new EnumMap<>(Event.class);
            outcomes.forEach((event, several) -> repeats.put(event, repeats(several, group)));
            outcomes.forEach((event, several) -> report(event, several, repeats.get(event)));
            ChaosReport.row("all %d events, seed %d".formatted(events, seed), all, List.of());

            assertThat(all.lost()).as(group::output).isZero();
            outcomes.forEach((event, several) -> assertThat(repeats.get(event).repeatedRanges())
                    .as("ranges repeated after %s, seed %d", event, seed)
                    .isLessThanOrEqualTo(event.isCrash ? 2L * ReplicaGroup.PARTITIONS * several.size() : 0));
        }
    }

    private Event next(ReplicaGroup group) {
        List<Event> possible = Arrays.stream(Event.values())
                .filter(event -> switch (event) {
                    case START -> group.running().size() < NAMES.size();
                    case STOP, STALL -> group.running().size() > 2;
                    default -> true;
                })
                .toList();
        return possible.get(random.nextInt(possible.size()));
    }

    private void act(Event event, ReplicaGroup group, BrokerCluster brokers) {
        switch (event) {
            case START -> group.start(anyAbsent(group));
            case STOP -> group.stop(anyRunning(group));
            case RESTART -> {
                String name = anyRunning(group);
                group.stop(name);
                group.start(name);
            }
            case KILL -> {
                String name = anyRunning(group);
                group.kill(name);
                group.start(name);
            }
            case SUSPEND -> {
                Replica replica = group.replica(anyRunning(group));
                replica.suspend();
                group.awaitShared(group.running().size() - 1);
                replica.goOn();
            }
            case KILL_BROKER -> {
                int broker = random.nextInt(BrokerCluster.BROKERS);
                brokers.kill(broker);
                group.awaitShared();
                brokers.restart(broker, group.topic());
            }
            case STALL -> {
                brokers.stallProxies();
                group.awaitShared(group.running().size() - (group.running().contains("e") ? 1 : 0));
                brokers.healProxies();
            }
        }
    }

    private String anyRunning(ReplicaGroup group) {
        List<String> names = List.copyOf(new TreeSet<>(group.running()));
        return names.get(random.nextInt(names.size()));
    }

    private String anyAbsent(ReplicaGroup group) {
        List<String> names =
                NAMES.stream().filter(name -> !group.running().contains(name)).toList();
        return names.get(random.nextInt(names.size()));
    }

    private static void report(Event event, List<Outcome> several, Coverage repeats) {
        List<Duration> moves = new ArrayList<>();
        several.forEach(outcome -> moves.addAll(outcome.moves()));
        ChaosReport.row(event.name + ", " + several.size() + " times", repeats, moves);
    }

    /** What was repeated between the begin of an event and that of the next. */
    private static Coverage repeats(List<Outcome> several, ReplicaGroup group) {
        long records = 0;
        long ranges = 0;
        for (Outcome outcome : several) {
            Coverage before = group.coverageUntil(outcome.begin());
            Coverage after = group.coverageUntil(outcome.end());
            records += after.repeated() - before.repeated();
            ranges += after.repeatedRanges() - before.repeatedRanges();
        }
        return new Coverage(0, 0, records, ranges);
    }

    /**
     * What came of an event.
     *
     * @param begin when it began
     * @param end when all partitions went on, evenly shared
     * @param moves how long partitions that moved stood still
     */
    private record Outcome(Instant begin, Instant end, List<Duration> moves) {}

    private enum Event {
        START("one replica more", false),
        STOP("one replica less", false),
        RESTART("restart of a replica", false),
        KILL("SIGKILL of a replica, restart", true),
        SUSPEND("SIGSTOP, SIGCONT", true),
        KILL_BROKER("SIGKILL of a broker, restart", true),
        STALL("stalled connections", true);

        private final String name;
        private final boolean isCrash;

        Event(String name, boolean isCrash) {
            this.name = name;
            this.isCrash = isCrash;
        }
    }
}
