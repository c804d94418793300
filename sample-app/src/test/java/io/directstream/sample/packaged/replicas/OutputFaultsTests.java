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
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever may happen to replicas that copy orders to another topic in the Kafka transaction of their offsets, and to brokers,
 * one fault after the other. {@code chaos.output-faults} says how many, {@code chaos.seed} in which order; each kind comes once
 * before any comes again.
 */
@Tag("chaos")
class OutputFaultsTests {
    private static final String INPUT = "orders-output";
    private static final String OUTPUT = "copies";
    private static final String BEHIND_PROXIES = "c";

    /** What the application is told; a transaction of a dead replica is over soon after its session. */
    private static final List<String> SETTINGS = Stream.concat(
                    ReplicaGroup.NO_LEDGER.stream(),
                    Stream.of(
                            "--copies.topic=" + OUTPUT,
                            "--direct-stream.streams.orders.offsets.store=kafka-transaction",
                            "--direct-stream.streams.orders.batch.interval=100ms",
                            "--spring.kafka.consumer.value-deserializer=" + StringDeserializer.class.getName(),
                            "--spring.kafka.producer.value-serializer=" + StringSerializer.class.getName(),
                            "--spring.kafka.producer.properties.transaction.timeout.ms=8000"))
            .toList();

    /** What replicas said stays there if something was not as it should be. */
    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private static Path directory;

    private final int faults = Integer.getInteger("chaos.output-faults", 5);
    private final long seed = Long.getLong("chaos.seed", System.nanoTime());

    @Test
    @DisplayName("I3: readers of committed records see each order's copy once and in order, whatever fails")
    void nothingIsLostAndNothingSeenTwice() {
        System.out.printf("replicas: %d faults with chaos.seed=%d%n", faults, seed);
        try (BrokerCluster brokers = new BrokerCluster(directory);
                ReplicaGroup group = new ReplicaGroup(
                        brokers,
                        directory.resolve("replicas"),
                        INPUT,
                        Replica.ofClass(CopyingApplication.class),
                        name -> SETTINGS)) {
            run(brokers, group);
        } catch (RuntimeException | AssertionError failure) {
            throw new AssertionError("seed %d, output in %s".formatted(seed, directory), failure);
        }
    }

    private void run(BrokerCluster brokers, ReplicaGroup group) {
        Random random = new Random(seed);
        OutputCopies copies = new OutputCopies(brokers, INPUT, OUTPUT);
        group.start("a", "b");
        group.startBehindProxies(BEHIND_PROXIES);
        FaultSeries<OutputFault> series = new FaultSeries<>(OutputFault.class, group, random);
        OutputFaults happening = new OutputFaults(random, brokers, group, copies, BEHIND_PROXIES);
        for (int i = 0; i < faults; i++) {
            group.awaitShared();
            series.act(fault -> {
                happening.act(fault);
                copies.awaitProgress();
            });
        }
        finish(group, copies, series);
    }

    private void finish(ReplicaGroup group, OutputCopies copies, FaultSeries<OutputFault> series) {
        series.report(OutputFault::text);
        Map<Integer, Long> ends = group.endLoad();
        copies.awaitOffsets(ends);
        CopyComparison comparison = copies.compare();
        System.out.printf(
                "replicas: %,d records, %d faults, seed %d, %,d without a copy, %d findings%n",
                comparison.records(),
                faults,
                seed,
                comparison.lost(),
                comparison.findings().size());

        assertThat(comparison.findings()).isEmpty();
        assertThat(comparison.lost()).isZero();
        assertThat(comparison.records())
                .isEqualTo(ends.values().stream().mapToLong(Long::longValue).sum());
        assertThat(group.running())
                .allSatisfy(name ->
                        assertThat(group.replica(name).isAlive()).as(name).isTrue());
    }
}
