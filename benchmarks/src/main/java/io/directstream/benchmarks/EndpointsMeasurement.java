/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.benchmarks;

import io.directstream.benchmarks.child.ChildJvm;
import io.directstream.benchmarks.child.ChildJvm.Program;
import io.directstream.benchmarks.child.Figures;
import io.directstream.benchmarks.endpoints.EndpointsMain;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** What the answers of endpoints cost when a stream has very many partitions, all of which get records meanwhile. */
final class EndpointsMeasurement {

    private static final String TOPIC = Measures.ENDPOINTS;

    private static final Workload WORKLOAD = new Workload(2_000, 20_000, 100);

    private static final Pace PACE = Pace.thrifty(4_000);

    private static final Duration TIMEOUT = Duration.ofMinutes(5);

    private final Topics topics;

    private final Settings settings;

    private final int reads;

    private final Cleanup cleanup;

    private EndpointsMeasurement(Bench bench) {
        this.topics = bench.topics();
        this.settings = bench.settings();
        this.reads = bench.settings().form() == Form.SHORT ? 20 : 100;
        this.cleanup = bench.cleanup();
    }

    /** All variants of the application, all of which read the same topic. */
    static void run(Bench bench) throws Exception {
        Topics topics = bench.topics();
        topics.create(TOPIC, WORKLOAD.partitions());
        topics.fill(TOPIC, WORKLOAD);
        try (PacedLoad load = new PacedLoad(topics.bootstrapServers(), TOPIC, WORKLOAD, PACE);
                Repeated sending = new Repeated(() -> load.warmUp(PACE.perSecond()))) {
            sending.start();
            EndpointsMeasurement endpoints = new EndpointsMeasurement(bench);
            Rounds rounds = new Rounds(
                    Measures.ENDPOINTS,
                    EndpointsMain.variants(),
                    bench.settings().roundsOr(1, 3));
            bench.publish(EndpointsReport.section(WORKLOAD, PACE, rounds.run(endpoints::measure)));
        } finally {
            topics.delete(TOPIC);
        }
    }

    private Figures measure(String variant, int round) throws InterruptedException {
        String group = "endpoints-%s-%d".formatted(variant, round);
        Program program = new Program(
                variant,
                settings.jvm().shared(),
                EndpointsMain.class,
                EndpointsMain.arguments(
                        variant, topics.bootstrapServers(), TOPIC, group, WORKLOAD.partitions(), reads));
        Path log = settings.output().resolve("logs").resolve(group + ".log");
        ChildJvm jvm = cleanup.add(ChildJvm.start(program, log));
        try {
            return jvm.await(Figures::parse, TIMEOUT);
        } finally {
            cleanup.close(jvm);
        }
    }

    /** Does the same again and again, on a thread of its own, until it is closed. */
    private static final class Repeated implements AutoCloseable {

        private final ExecutorService thread = Executors.newSingleThreadExecutor();

        private final Runnable step;

        private volatile boolean closed;

        Repeated(Runnable step) {
            this.step = step;
        }

        void start() {
            thread.execute(() -> {
                while (!closed) {
                    step.run();
                }
            });
        }

        @Override
        public void close() {
            closed = true;
            thread.shutdown();
            try {
                if (!thread.awaitTermination(10, TimeUnit.SECONDS)) {
                    System.err.println("the load does not end");
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
