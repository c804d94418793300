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
import io.directstream.benchmarks.client.Contenders;
import io.directstream.benchmarks.client.Job;
import io.directstream.benchmarks.client.Run;
import java.time.Duration;

/** How fast a full topic is read as given ranges, one for each partition, without a group. */
final class ReadMeasurement {

    private static final String TOPIC = Measures.READS;

    private static final int PARTITIONS = 12;

    private static final int VALUE_BYTES = 100;

    private static final int MILLION = 1_000_000;

    private static final Duration TIMEOUT = Duration.ofMinutes(6);

    private final Bench bench;

    private final Amount amount;

    private ReadMeasurement(Bench bench, Amount amount) {
        this.bench = bench;
        this.amount = amount;
    }

    static void run(Bench bench) throws Exception {
        Settings settings = bench.settings();
        Workload workload = new Workload(PARTITIONS, settings.recordsOr(3 * MILLION, 18 * MILLION), VALUE_BYTES);
        Amount amount = Amount.ofRecords(0, workload.records()).rehearsed(settings.rehearsalsOr(0, 8));
        ReadMeasurement measurement = new ReadMeasurement(bench, amount);
        Rounds rounds = new Rounds(TOPIC, Contenders.at(Job.READ, settings.contenders()), settings.roundsOr(2, 5));
        bench.topics().create(TOPIC, workload.partitions());
        try {
            bench.topics().fill(TOPIC, workload);
            // Or the first contender would pay for what the broker has still to compile.
            measurement.measure(Contenders.READ_BASELINE, 0);
            bench.publish(new Section(TOPIC, ReadReport.text(workload, rounds.run(measurement::measure))));
        } finally {
            bench.topics().delete(TOPIC);
        }
    }

    private Figures measure(String contender, int round) throws InterruptedException {
        String name = "%s-%s-%d".formatted(TOPIC, contender, round);
        ChildJvm jvm =
                bench.jvms().start(new Run(Job.READ, contender, bench.topics().target(TOPIC, name), amount));
        try {
            return jvm.await(Figures::parse, TIMEOUT);
        } finally {
            bench.jvms().end(jvm);
        }
    }
}
