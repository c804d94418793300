/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.benchmarks;

import io.directstream.benchmarks.child.ChildJvm;
import io.directstream.benchmarks.child.Figures;
import io.directstream.benchmarks.client.Amount;
import io.directstream.benchmarks.client.ContenderMain;
import io.directstream.benchmarks.client.Job;
import io.directstream.benchmarks.client.Run;
import java.time.Duration;

/** Has a contender consume while a steady load is sent. A topic of its own for each run. */
final class LoadMeasurement {

    private static final Duration TIMEOUT = Duration.ofMinutes(3);

    private final Job job;

    private final String name;

    private final Workload workload;

    private final Pace pace;

    private final Bench bench;

    private boolean warm;

    /**
     * Prepares runs.
     *
     * @param name what topics are named after
     * @param workload the records that count
     */
    LoadMeasurement(Job job, String name, Workload workload, Pace pace, Bench bench) {
        this.job = job;
        this.name = name;
        this.workload = workload;
        this.pace = pace;
        this.bench = bench;
    }

    Figures measure(String contender, int round) throws InterruptedException {
        if (!warm) {
            warmUp();
            warm = true;
        }
        String topic = "%s-%s-%d".formatted(name, contender, round);
        Topics topics = bench.topics();
        topics.create(topic, workload.partitions());
        ChildJvm jvm = bench.jvms()
                .start(new Run(job, contender, topics.target(topic, topic), Amount.ofRecords(0, workload.records())));
        try (PacedLoad load = new PacedLoad(topics.bootstrapServers(), topic, workload, pace)) {
            load.warmUp(workload.partitions());
            jvm.await(ContenderMain::ready, TIMEOUT);
            load.warmUp(bench.settings().warmUpSeconds() * pace.perSecond());
            load.measure();
            return jvm.await(Figures::parse, TIMEOUT);
        } finally {
            bench.jvms().end(jvm);
            topics.delete(topic);
        }
    }

    /** Or the first contender would pay for compiling what sends the load, here and in the broker. */
    private void warmUp() {
        String topic = name + "-warm-up";
        bench.topics().create(topic, workload.partitions());
        try (PacedLoad load = new PacedLoad(bench.topics().bootstrapServers(), topic, workload, pace)) {
            load.warmUp(bench.settings().warmUpSeconds() * pace.perSecond());
        } finally {
            bench.topics().delete(topic);
        }
    }
}
