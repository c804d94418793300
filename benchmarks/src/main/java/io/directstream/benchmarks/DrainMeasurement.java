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
import io.directstream.benchmarks.work.Work;
import java.time.Duration;

/**
 * How fast a full topic is consumed, the same for all contenders. Besides the records that count it holds some that come
 * first: while they are consumed the contender joins its group, and its JVM compiles.
 */
final class DrainMeasurement {

    private static final Duration TIMEOUT = Duration.ofMinutes(6);

    private final Scenario scenario;

    private final Work work;

    private final String topic;

    private final Topics topics;

    private final ContenderJvms jvms;

    private DrainMeasurement(Scenario scenario, Topics topics, ContenderJvms jvms) {
        this.scenario = scenario;
        this.work = scenario.work().get();
        this.topic = Measures.DRAIN + "-" + scenario.name();
        this.topics = topics;
        this.jvms = jvms;
    }

    /** All scenarios, one after the other. */
    static void run(Bench bench) throws Exception {
        for (String name : bench.settings().scenarios()) {
            Scenario scenario = Scenarios.named(name, bench.settings());
            ContenderJvms jvms = scenario.heap().map(bench.jvms()::withHeap).orElse(bench.jvms());
            bench.publish(new DrainMeasurement(scenario, bench.topics(), jvms).run(bench.settings()));
        }
    }

    private Section run(Settings settings) throws Exception {
        Rounds rounds = new Rounds(topic, Contenders.at(Job.DRAIN, settings.contenders()), settings.roundsOr(2, 5));
        topics.create(topic, scenario.workload().partitions());
        try {
            topics.fill(topic, scenario.workload().withRecords((int)
                    scenario.amount().allRecords()));
            // Or the first contender would pay for what the broker has still to compile.
            measure(Contenders.BASELINE, 0);
            return new Section(topic, DrainReport.text(scenario, work, rounds.run(this::measure)));
        } finally {
            topics.delete(topic);
        }
    }

    /**
     * One run.
     *
     * @throws IllegalStateException if the contender did not commit all that it was given
     */
    private Figures measure(String contender, int round) throws InterruptedException {
        String group = "%s-%s-%d".formatted(topic, contender, round);
        ChildJvm jvm = jvms.start(new Run(Job.DRAIN, contender, topics.target(topic, group), scenario.amount(), work));
        try {
            Figures figures = jvm.await(Figures::parse, TIMEOUT);
            long committed = topics.committed(group);
            if (committed != scenario.amount().allRecords()) {
                throw new IllegalStateException("%s committed %d of %d records"
                        .formatted(contender, committed, scenario.amount().allRecords()));
            }
            return figures;
        } finally {
            jvms.end(jvm);
        }
    }
}
