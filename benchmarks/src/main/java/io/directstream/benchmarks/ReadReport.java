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

/** The results of reading given ranges. */
final class ReadReport {

    private ReadReport() {}

    static String text(Workload workload, Map<String, List<Figures>> results) {
        return Report.section(
                "Reads: %s, one range each, no work".formatted(workload),
                results,
                Column.table(results, results.get(Contenders.READ_BASELINE), DrainReport.COLUMNS));
    }
}
