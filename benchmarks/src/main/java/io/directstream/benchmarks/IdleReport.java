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

/** The results of waiting. */
final class IdleReport {

    private static final List<Column> COLUMNS = List.of(
            Column.median("CPU %", "%.2f", Derived::cpuPercent),
            Column.ratio("CPU to loop", Derived::cpuPercent),
            Column.median("threads' CPU %", "%.2f", Derived::threadCpuPercent),
            Column.median("fetches/s", "%.1f", Derived::fetchesPerSecond),
            Column.median("connections", "%.0f", Derived.number("connections")),
            Column.most("peak RSS MB", "%.0f", Derived.mega("peakRssBytes")));

    private IdleReport() {}

    static String text(int partitions, int seconds, Map<String, List<Figures>> results) {
        return Report.section(
                "Idle: %d s beside %,d silent partitions".formatted(seconds, partitions),
                results,
                Column.table(results, results.get(Contenders.BASELINE), COLUMNS));
    }
}
