/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.directstream.benchmarks.child.Figures;
import io.directstream.benchmarks.jdbc.JdbcMain;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JdbcReportTests {

    @Test
    void lapsAreComparedWithTheirNeighbours() {
        Map<String, Long> figures = new HashMap<>();
        lap(figures, "inserts", 0, 1_000_000_000);
        lap(figures, "jdbc", 0, 1_100_000_000);
        lap(figures, "inserts", 1, 2_000_000_000);
        lap(figures, "jdbc", 1, 2_000_000_000);
        lap(figures, "inserts", 2, 1_000_000_000);
        lap(figures, "jdbc", 2, 1_020_000_000);
        for (int lap = 0; lap < 3; lap++) {
            lap(figures, "jdbc-ledger", lap, 2_000_000_000);
        }

        assertThat(JdbcReport.section(new Workload(4, 50_000, 100), 3, Map.of(500, new Figures(figures)))
                        .text())
                .contains(
                        "| 500             |     inserts |    50,000 |            20.00 | 1.000 [1.000-1.000] |     0.00 |")
                .contains(
                        "| 500             |        jdbc |    45,455 |            22.00 | 1.020 [1.000-1.100] |     0.40 |");
    }

    private static void lap(Map<String, Long> figures, String way, int lap, long nanos) {
        figures.put(JdbcMain.nanos(way, lap), nanos);
        figures.put(JdbcMain.batches(way, lap), 100L);
    }
}
