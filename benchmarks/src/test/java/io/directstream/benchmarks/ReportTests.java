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

class ReportTests {

    @Test
    void theDrainTableComparesWithTheLoopOfTheSameRound() {
        Map<String, List<Figures>> results = new LinkedHashMap<>();
        results.put("loop", List.of(drained(2_000), drained(1_000)));
        results.put("direct-stream", List.of(drained(1_000), drained(1_000)));

        assertThat(Report.drain(Workload.STANDARD, results))
                .contains("| loop          |    750 | 1.00 [1.00-1.00] |   0.500 |         512 |")
                .contains("| direct-stream |   1000 | 1.50 [1.00-2.00] |   0.500 |         512 |");
    }

    @Test
    void withoutTheLoopThereIsNoRatio() {
        assertThat(Report.drain(Workload.STANDARD, Map.of("direct-stream", List.of(drained(1_000)))))
                .contains("| direct-stream |   1000 |             - |");
    }

    @Test
    void latenciesAreInMilliseconds() {
        Figures figures = new Figures(Map.of(
                "p50Micros", 1_500L,
                "p99Micros", 4_250L,
                "p999Micros", 9_000L,
                "maxMicros", 12_345L,
                "wallNanos", 10_000_000_000L,
                "cpuNanos", 1_250_000_000L));

        assertThat(Report.latency(Workload.STANDARD, Map.of("loop", List.of(figures))))
                .contains("| loop      |   1.50 |   4.25 |     9.00 |  12.35 |  12.5 |");
    }

    private static Figures drained(long millis) {
        return new Figures(Map.of(
                "records", 1_000_000L,
                "wallNanos", millis * 1_000_000,
                "cpuNanos", 500_000_000L,
                "peakRssBytes", 512_000_000L));
    }
}
