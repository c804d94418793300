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
import io.directstream.benchmarks.startup.StartupMain;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * How long an application takes from the start of its JVM until it is ready, and until each of three listeners has its
 * first record. Every run is a group of its own, either one that was never there or one that goes on from where it was.
 */
final class StartupMeasurement {

    private static final String TOPICS = "startup-";

    /** 12 partitions with a few records each: no fewer, or the last partitions had none. */
    private static final Workload WORKLOAD = new Workload(12, 12 * Topics.IN_A_ROW, 100);

    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    private final Topics topics;

    private final List<String> jvmOptions;

    private final Path logs;

    private final Cleanup cleanup;

    private StartupMeasurement(Topics topics, Path logs, Bench bench) {
        this.topics = topics;
        this.jvmOptions = bench.settings().jvm().shared();
        this.logs = logs;
        this.cleanup = bench.cleanup();
    }

    /** Measures on a broker of its own, which lets groups begin as soon as somebody joined. */
    static void run(Bench bench) throws Exception {
        Path logs = bench.settings().output().resolve("logs").resolve(Measures.STARTUP);
        Topics topics = bench.cleanup().add(new Topics(BenchmarkBroker.start(logs, Duration.ZERO, bench.cleanup())));
        for (String listener : StartupMain.listeners()) {
            topics.create(TOPICS + listener, WORKLOAD.partitions());
            topics.fill(TOPICS + listener, WORKLOAD);
        }
        new StartupMeasurement(topics, logs, bench).run(bench, bench.settings().roundsOr(2, 7));
    }

    private void run(Bench bench, int rounds) throws Exception {
        List<String> variants = StartupMain.variants();
        // Or the first ones would pay for what the broker has still to compile, and for files that are not cached.
        for (String variant : variants) {
            measure(variant, variant + "-warm-up-");
        }
        String first = Measures.STARTUP + "-first";
        bench.publish(StartupReport.section(
                first,
                "new groups",
                new Rounds(first, variants, rounds)
                        .run((variant, round) -> measure(variant, "%s-first-%d-".formatted(variant, round)))));
        String again = Measures.STARTUP + "-again";
        bench.publish(StartupReport.section(
                again,
                "groups that go on from their committed offsets",
                new Rounds(again, variants, rounds)
                        .run((variant, round) -> again(variant, "%s-again-%d-".formatted(variant, round)))));
    }

    /** With offsets that are committed already. */
    private Figures again(String variant, String groups) throws InterruptedException {
        for (String listener : StartupMain.listeners()) {
            topics.commitOne(groups + listener, TOPICS + listener, WORKLOAD.partitions());
        }
        return measure(variant, groups);
    }

    private Figures measure(String variant, String groups) throws InterruptedException {
        Program program = new Program(
                variant,
                jvmOptions,
                StartupMain.class,
                StartupMain.arguments(variant, topics.bootstrapServers(), TOPICS, groups));
        ChildJvm jvm = cleanup.add(ChildJvm.start(program, logs.resolve(groups + "run.log")));
        try {
            return jvm.await(Figures::parse, TIMEOUT);
        } finally {
            cleanup.close(jvm);
        }
    }
}
