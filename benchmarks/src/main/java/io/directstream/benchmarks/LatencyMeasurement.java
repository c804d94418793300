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
import io.directstream.benchmarks.client.ContenderMain.Job;
import java.time.Duration;

/** How long a record takes to its listener at a moderate, steady rate. A topic of its own for each run. */
final class LatencyMeasurement {

    static final int RECORDS_PER_SECOND = 5_000;

    private static final int WARM_SECONDS = 5;

    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    private final Workload workload;

    private final Topics topics;

    private final ContenderJvms jvms;

    private boolean warm;

    LatencyMeasurement(Workload workload, Topics topics, ContenderJvms jvms) {
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
        ChildJvm jvm = jvms.start(Job.LATENCY, contender, topic, topic, workload.records());
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
