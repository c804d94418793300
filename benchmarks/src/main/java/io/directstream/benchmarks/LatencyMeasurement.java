/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.benchmarks;

import io.directstream.benchmarks.client.Contenders;
import io.directstream.benchmarks.client.Job;

/** How long a record takes to its listener at a moderate, steady rate. */
final class LatencyMeasurement {

    static final int RECORDS_PER_SECOND = 5_000;

    private LatencyMeasurement() {}

    /** All rounds. */
    static void run(Bench bench) throws Exception {
        Settings settings = bench.settings();
        Workload workload = new Workload(12, settings.secondsOr(5, 15) * RECORDS_PER_SECOND, 100);
        LoadMeasurement latency =
                new LoadMeasurement(Job.LATENCY, Measures.LATENCY, workload, Pace.prompt(RECORDS_PER_SECOND), bench);
        Rounds rounds = new Rounds(
                Measures.LATENCY, Contenders.at(Job.LATENCY, settings.contenders()), settings.roundsOr(1, 3));
        bench.publish(new Section(Measures.LATENCY, LatencyReport.text(workload, rounds.run(latency::measure))));
    }
}
