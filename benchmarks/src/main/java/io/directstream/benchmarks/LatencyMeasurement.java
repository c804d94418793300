/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.benchmarks;

import io.directstream.benchmarks.child.ChildJvm;
import io.directstream.benchmarks.child.Figures;
import io.directstream.benchmarks.client.ContenderMain;
import io.directstream.benchmarks.client.Contenders;
import io.directstream.benchmarks.client.Job;
import io.directstream.benchmarks.client.Run;
import java.time.Duration;
import java.util.List;

/** How long a record takes to its listener at a moderate, steady rate. A topic of its own for each run. */
final class LatencyMeasurement {

    static final int RECORDS_PER_SECOND = 5_000;

    private static final int WARM_SECONDS = 5;

    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    private final Workload workload;

    private final Topics topics;

    private final ContenderJvms jvms;

    private boolean warm;

    /** All rounds. */
    static List<Section> run(Bench bench) throws Exception {
        Workload workload = Workload.STANDARD.withRecords(bench.settings().secondsOr(5, 15) * RECORDS_PER_SECOND);
        LatencyMeasurement latency = new LatencyMeasurement(workload, bench.topics(), bench.jvms());
        Rounds rounds = new Rounds(
                Measures.LATENCY,
                Contenders.at(Job.LATENCY, bench.settings().contenders()),
                bench.settings().roundsOr(1, 3));
        return List.of(new Section(Measures.LATENCY, Report.latency(workload, rounds.run(latency::measure))));
    }

    private LatencyMeasurement(Workload workload, Topics topics, ContenderJvms jvms) {
        this.workload = workload;
        this.topics = topics;
        this.jvms = jvms;
    }

    Figures measure(String contender, int round) throws InterruptedException {
        if (!warm) {
            warmUp();
            warm = true;
        }
        String topic = "latency-%s-%d".formatted(contender, round);
        topics.create(topic, workload.partitions());
        ChildJvm jvm = jvms.start(new Run(Job.LATENCY, contender, topics.target(topic, topic), workload.records()));
        try (PacedLoad load = new PacedLoad(topics.bootstrapServers(), topic, workload, RECORDS_PER_SECOND)) {
            load.warmUp(workload.partitions());
            jvm.await(ContenderMain::ready, TIMEOUT);
            load.warmUp(WARM_SECONDS * RECORDS_PER_SECOND);
            load.measure();
            return jvm.await(Figures::parse, TIMEOUT);
        } finally {
            jvms.end(jvm);
            topics.delete(topic);
        }
    }

    /** Or the first contender would pay for compiling what sends the load, here and in the broker. */
    private void warmUp() {
        String topic = "latency-warm-up";
        topics.create(topic, workload.partitions());
        try (PacedLoad load = new PacedLoad(topics.bootstrapServers(), topic, workload, RECORDS_PER_SECOND)) {
            load.warmUp(WARM_SECONDS * RECORDS_PER_SECOND);
        } finally {
            topics.delete(topic);
        }
    }
}
