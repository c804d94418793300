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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * A replica that keeps its offsets in Kafka is stopped again and again, as Kubernetes does it, and never lets the load pause.
 * {@code chaos.sigterms} says how often, {@code chaos.seed} when.
 */
@Tag("chaos")
class SigtermTests {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final String TOPIC = "orders-sigterm";
    private static final String NAME = "a";

    /** What a JVM ends with whose shutdown hooks ran because of the signal: 128 and its number. */
    private static final int TERMINATED = 143;

    /** In one life of several the signal comes at a moment of its start. */
    private static final int STOPS_PER_START = 5;

    /** Warnings and errors carry their level. */
    private static final String PATTERN =
            "--logging.pattern.console=%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %replace(%p ){'(INFO|DEBUG|TRACE) ', ''}%m%n%ex";

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private static Path directory;

    private final int sigterms = Integer.getInteger("chaos.sigterms", 5);
    private final long seed = Long.getLong("chaos.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final List<Duration> stops = new ArrayList<>();

    @Test
    @DisplayName("I8: each SIGTERM stores all that was finished: nothing is lost, and nothing is repeated")
    void nothingIsLostAndNothingRepeated() {
        System.out.printf("replicas: %d times SIGTERM with chaos.seed=%d%n", sigterms, seed);
        try (BrokerCluster brokers = new BrokerCluster(directory);
                ReplicaGroup group =
                        new ReplicaGroup(brokers, directory.resolve("replicas"), TOPIC, SigtermTests::settings)) {
            run(brokers, group);
        } catch (RuntimeException | AssertionError failure) {
            throw new AssertionError("seed %d, output in %s".formatted(seed, directory), failure);
        }
    }

    private void run(BrokerCluster brokers, ReplicaGroup group) {
        for (int stop = 0; stop < sigterms; stop++) {
            int said = stop == 0 ? 0 : group.replica(NAME).output().length();
            boolean isInStart = stop % STOPS_PER_START == STOPS_PER_START - 1;
            group.start(NAME);
            awaitMoment(group, isInStart);
            stop(group);
            assertThat(committed(brokers)).containsAllEntriesOf(finished(group));
            if (!isInStart) {
                assertThat(group.replica(NAME).output().substring(said))
                        .doesNotContainPattern("(?m)^\\S+ (WARN|ERROR) ")
                        .doesNotContain("Exception");
            }
        }
        group.start(NAME);
        group.awaitShared();
        Coverage coverage = group.finish();
        ChaosReport.row("SIGTERM, %d times, seed %d".formatted(sigterms, seed), coverage, stops);

        assertThat(coverage.lost()).as(group::output).isZero();
        assertThat(coverage.repeated()).as(group::output).isZero();
        assertThat(group.replica(NAME).isAlive()).isTrue();
    }

    private void awaitMoment(ReplicaGroup group, boolean isInStart) {
        if (!isInStart) {
            group.awaitShared();
        }
        Duration moment = Duration.ofMillis(random.nextInt(isInStart ? 8_000 : 1_500));
        await().pollDelay(moment).atMost(moment.plus(PATIENCE)).until(() -> true);
    }

    private void stop(ReplicaGroup group) {
        long begin = System.nanoTime();
        group.stop(NAME);
        stops.add(Duration.ofNanos(System.nanoTime() - begin));
        assertThat(group.replica(NAME).exitCode()).isEqualTo(TERMINATED);
    }

    /** Where the ranges end that the listener has finished, by partition. */
    private static Map<Integer, Long> finished(ReplicaGroup group) {
        Map<Integer, Long> finished = new HashMap<>();
        group.read().forEach(range -> finished.merge(range.partition(), range.until(), Math::max));
        return finished;
    }

    private static Map<Integer, Long> committed(BrokerCluster brokers) {
        Map<Integer, Long> committed = new HashMap<>();
        try {
            brokers.admin()
                    .listConsumerGroupOffsets(TOPIC)
                    .partitionsToOffsetAndMetadata()
                    .get(60, TimeUnit.SECONDS)
                    .forEach((partition, offset) -> committed.put(partition.partition(), offset.offset()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the offsets of " + TOPIC + " are not known", e);
        }
        return committed;
    }

    private static List<String> settings(String name) {
        return Stream.concat(ReplicaGroup.OFFSETS_IN_KAFKA.apply(name).stream(), Stream.of(PATTERN))
                .toList();
    }
}
