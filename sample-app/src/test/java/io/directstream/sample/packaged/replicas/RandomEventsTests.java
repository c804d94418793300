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
                ReplicaGroup group = new ReplicaGroup(
                        brokers, directory.resolve("replicas"), "orders-random", ReplicaGroup.OFFSETS_IN_KAFKA)) {
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
                        .add(new Outcome(group.repeats(begin, Instant.now()), group.moves(begin)));
            }
            Coverage all = group.finish();
            outcomes.forEach(RandomEventsTests::report);
            ChaosReport.row("all %d events, seed %d".formatted(events, seed), all, List.of());

            assertThat(all.lost()).as(group::output).isZero();
            outcomes.forEach((event, several) -> assertThat(several)
                    .as("%s, seed %d", event, seed)
                    .allSatisfy(outcome -> assertThat(outcome.repeats().repeatedRanges())
                            .as(group::output)
                            .isLessThanOrEqualTo(event.isCrash ? 2 : 0)));
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

    private static void report(Event event, List<Outcome> several) {
        List<Duration> moves = new ArrayList<>();
        several.forEach(outcome -> moves.addAll(outcome.moves()));
        long repeated = several.stream()
                .mapToLong(outcome -> outcome.repeats().repeated())
                .sum();
        ChaosReport.row(event.name + ", " + several.size() + " times", new Coverage(0, 0, repeated, 0), moves);
    }

    /**
     * What came of an event.
     *
     * @param repeats what was read again until all partitions went on, evenly shared
     * @param moves how long partitions that moved stood still
     */
    private record Outcome(Coverage repeats, List<Duration> moves) {}

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
