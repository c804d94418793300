/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.benchmarks;

import io.directstream.benchmarks.client.Contenders;
import io.directstream.benchmarks.client.Job;
import java.util.List;

/** What it takes to keep up with a steady load over many partitions; for who has them, with one batch per second. */
final class LiveMeasurement {

    static final int RECORDS_PER_SECOND = 20_000;

    private static final List<Integer> PARTITIONS = List.of(64, 512, 2_000);

    private LiveMeasurement() {}

    /** All numbers of partitions, one after the other. */
    static void run(Bench bench) throws Exception {
        Settings settings = bench.settings();
        for (int partitions : PARTITIONS) {
            String name = Measures.LIVE + "-" + partitions;
            Workload workload = new Workload(partitions, settings.secondsOr(10, 20) * RECORDS_PER_SECOND, 200);
            LoadMeasurement live =
                    new LoadMeasurement(Job.LIVE, name, workload, Pace.thrifty(RECORDS_PER_SECOND), bench);
            Rounds rounds = new Rounds(name, Contenders.at(Job.LIVE, settings.contenders()), settings.roundsOr(1, 3));
            bench.publish(new Section(name, LiveReport.text(workload, rounds.run(live::measure))));
        }
    }
}
