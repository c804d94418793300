/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.benchmarks;

import io.directstream.benchmarks.child.ChildJvm;
import io.directstream.benchmarks.child.Figures;
import io.directstream.benchmarks.client.Contenders;
import io.directstream.benchmarks.client.Job;
import io.directstream.benchmarks.client.Run;
import java.time.Duration;
import java.util.List;

/**
 * How fast a full topic is consumed, the same for all contenders. It holds twice the records that count: while the first
 * half is consumed the contender joins its group, and its JVM compiles.
 */
final class DrainMeasurement {

    private static final String TOPIC = "drain";

    private static final Duration TIMEOUT = Duration.ofMinutes(5);

    private final Workload workload;

    private final Workload inTopic;

    private final Topics topics;

    private final ContenderJvms jvms;

    private boolean filled;

    /** All rounds. */
    static List<Section> run(Bench bench) throws Exception {
        Workload workload = Workload.STANDARD.withRecords(bench.settings().recordsOr(3_000_000, 6_000_000));
        DrainMeasurement drain = new DrainMeasurement(workload, bench.topics(), bench.jvms());
        Rounds rounds = new Rounds(
                Measures.DRAIN,
                Contenders.at(Job.DRAIN, bench.settings().contenders()),
                bench.settings().roundsOr(2, 5));
        return List.of(new Section(Measures.DRAIN, Report.drain(workload, rounds.run(drain::measure))));
    }

    private DrainMeasurement(Workload workload, Topics topics, ContenderJvms jvms) {
        this.workload = workload;
        this.inTopic = workload.withRecords(2 * workload.records());
        this.topics = topics;
        this.jvms = jvms;
    }

    /**
     * One run.
     *
     * @throws IllegalStateException if the contender did not commit all that it was given
     */
    Figures measure(String contender, int round) throws InterruptedException {
        if (!filled) {
            filled = true;
            topics.create(TOPIC, inTopic.partitions());
            topics.fill(TOPIC, inTopic);
            // Or the first contender would pay for what the broker has still to compile.
            measure(contender, 0);
        }
        String group = "%s-%s-%d".formatted(TOPIC, contender, round);
        ChildJvm jvm = jvms.start(new Run(Job.DRAIN, contender, topics.target(TOPIC, group), workload.records()));
        try {
            Figures figures = jvm.await(Figures::parse, TIMEOUT);
            long committed = topics.committed(group);
            if (committed != inTopic.records()) {
                throw new IllegalStateException(
                        "%s committed %d of %d records".formatted(contender, committed, inTopic.records()));
            }
            return figures;
        } finally {
            jvms.end(jvm);
        }
    }
}
