/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.benchmarks;

import io.directstream.benchmarks.child.Figures;
import io.directstream.benchmarks.client.Contenders;
import io.directstream.benchmarks.work.Work;
import java.util.List;
import java.util.Map;

/** The results of draining a topic. */
final class DrainReport {

    /** What a contender that empties a topic is measured by. */
    static final List<Column> COLUMNS = List.of(
            Column.median("krec/s", "%.0f", Derived::kiloPerSecond),
            Column.ratio("speed to loop", Derived::kiloPerSecond),
            Column.ratio("CPU to loop", Derived::cpuSecondsPerMillion),
            Column.median("CPU s/M", "%.3f", Derived::cpuSecondsPerMillion),
            Column.median("B/record", "%.0f", Derived::bytesPerRecord),
            Column.median("GCs", "%.0f", Derived.number("collections")),
            Column.median("kept MB", "%.0f", Derived.mega("keptBytes")),
            Column.most("peak RSS MB", "%.0f", Derived.mega("peakRssBytes")),
            Column.over("RSS over loop MB", "%+.0f", Derived.mega("peakRssBytes")));

    private DrainReport() {}

    static String text(Scenario scenario, Work work, Map<String, List<Figures>> results) {
        return Report.section(
                "Drain %s: %s, %s".formatted(scenario.name(), scenario.workload(), work),
                results,
                Column.table(results, results.get(Contenders.BASELINE), COLUMNS));
    }
}
