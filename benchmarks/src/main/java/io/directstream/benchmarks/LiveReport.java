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

/** The results of keeping up with a load. */
final class LiveReport {

    private static final List<Column> COLUMNS = List.of(
            Column.median("batches", "%.0f", Derived.number("batches")),
            Column.median("batch p50 ms", "%.0f", Derived.millis("batchP50Micros")),
            Column.median("batch p95 ms", "%.0f", Derived.millis("batchP95Micros")),
            Column.most("longest gap ms", "%.0f", Derived.millis("longestGapMicros")),
            Column.median("CPU %", "%.1f", Derived::cpuPercent),
            Column.ratio("CPU to loop", Derived::cpuPercent),
            Column.median("fetches/s", "%.0f", Derived::fetchesPerSecond),
            Column.median("connections", "%.0f", Derived.number("connections")),
            Column.median("kept MB", "%.0f", Derived.mega("keptBytes")),
            Column.most("peak RSS MB", "%.0f", Derived.mega("peakRssBytes")));

    private LiveReport() {}

    static String text(Workload workload, Map<String, List<Figures>> results) {
        return Report.section(
                "Live: %s at %,d per second".formatted(workload, LiveMeasurement.RECORDS_PER_SECOND),
                results,
                Column.table(results, results.get(Contenders.BASELINE), COLUMNS));
    }
}
