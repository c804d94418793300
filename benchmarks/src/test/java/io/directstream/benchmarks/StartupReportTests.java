/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.directstream.benchmarks.child.Figures;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StartupReportTests {

    @Test
    void startsAreComparedWithSpringKafkaInTheSameRound() {
        Map<String, List<Figures>> first = new LinkedHashMap<>();
        first.put("direct-stream", List.of(started(2_000, 3_000), started(1_000, 1_500)));
        first.put("spring-kafka", List.of(started(2_500, 3_000), started(1_000, 2_000)));

        assertThat(StartupReport.section("startup-first", "new groups", first).text())
                .contains("| direct-stream |    1.50 | 0.90 [0.80-1.00] |          2.25 | 0.88 [0.75-1.00] |  5.00 |")
                .contains("| spring-kafka  |    1.75 | 1.00 [1.00-1.00] |          2.50 | 1.00 [1.00-1.00] |  5.00 |");
    }

    @Test
    void withoutAnythingToCompareWithThereIsNoRatio() {
        Map<String, List<Figures>> alone = Map.of("direct-stream", List.of(started(2_000, 2_500)));

        assertThat(StartupReport.section("startup-first", "new groups", alone).text())
                .contains("| direct-stream |    2.00 |           - |          2.50 |           - |  5.00 |");
    }

    private static Figures started(long readyMillis, long firstMillis) {
        return new Figures(Map.of("readyMillis", readyMillis, "firstMillis", firstMillis, "cpuNanos", 5_000_000_000L));
    }
}
