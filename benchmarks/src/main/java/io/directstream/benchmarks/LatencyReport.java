/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.benchmarks;

import io.directstream.benchmarks.child.Figures;
import io.directstream.benchmarks.client.Contenders;
import java.util.List;
import java.util.Map;

/** The results of measuring latency. */
final class LatencyReport {

    private static final List<Column> COLUMNS = List.of(
            Column.median("p50 ms", "%.2f", Derived.millis("p50Micros")),
            Column.median("p99 ms", "%.2f", Derived.millis("p99Micros")),
            Column.median("p99.9 ms", "%.2f", Derived.millis("p999Micros")),
            Column.median("max ms", "%.2f", Derived.millis("maxMicros")),
            Column.ratio("p50 to loop", Derived.millis("p50Micros")),
            Column.ratio("p99 to loop", Derived.millis("p99Micros")),
            Column.median("CPU %", "%.1f", Derived::cpuPercent));

    private LatencyReport() {}

    static String text(Workload workload, Map<String, List<Figures>> results) {
        return Report.section(
                "Latency: %s at %,d per second".formatted(workload, LatencyMeasurement.RECORDS_PER_SECOND),
                results,
                Column.table(results, results.get(Contenders.BASELINE), COLUMNS));
    }
}
