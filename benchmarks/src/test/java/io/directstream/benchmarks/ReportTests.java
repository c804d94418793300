/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.directstream.benchmarks.child.Figures;
import io.directstream.benchmarks.work.Work;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class ReportTests {

    private final Scenario scenario = Scenarios.named("p12", Settings.from(new Properties()));

    @Test
    void theDrainTableComparesWithTheLoopOfTheSameRound() {
        Map<String, List<Figures>> results = new LinkedHashMap<>();
        results.put("loop", List.of(drained(2_000, 500), drained(1_000, 500)));
        results.put("direct-stream", List.of(drained(1_000, 600), drained(1_000, 600)));

        assertThat(DrainReport.text(scenario, new Work.Nothing(), results))
                .startsWith("### Drain p12: 3,000,000 records of 100 B over 12 partitions, no work, 2 rounds")
                .contains("| loop          |    750 | 1.00 [1.00-1.00] | 1.00 [1.00-1.00] |   0.500 |      300 |   7 |")
                .contains("| direct-stream |   1000 | 1.50 [1.00-2.00] | 1.00 [1.00-1.00] |   0.500 |      300 |   7 |")
                .contains("|      40 |         600 |             +100 |");
    }

    @Test
    void theTableOfReadsComparesWithTheLoopThatReads() {
        Map<String, List<Figures>> results = new LinkedHashMap<>();
        results.put("loop-read", List.of(drained(1_000, 500)));
        results.put("direct-stream-read", List.of(drained(500, 500)));

        assertThat(ReadReport.text(new Workload(12, 3_000_000, 100), results))
                .startsWith(
                        "### Reads: 3,000,000 records of 100 B over 12 partitions, one range each, no work, 1 round")
                .contains("| direct-stream-read |   2000 | 2.00 [2.00-2.00] |");
    }

    @Test
    void withoutTheLoopThereIsNoRatio() {
        assertThat(DrainReport.text(
                        scenario, new Work.Nothing(), Map.of("direct-stream", List.of(drained(1_000, 600)))))
                .contains("| direct-stream |   1000 |             - |           - |");
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

        assertThat(LatencyReport.text(new Workload(12, 75_000, 100), Map.of("loop", List.of(figures))))
                .contains(
                        "| loop      |   1.50 |   4.25 |     9.00 |  12.35 | 1.00 [1.00-1.00] | 1.00 [1.00-1.00] |  12.5 |");
    }

    @Test
    void whoHasNoBatchesHasNoTimesOfThem() {
        Figures figures = new Figures(Map.of(
                "fetches", 200L,
                "connections", 4L,
                "keptBytes", 0L,
                "peakRssBytes", 512_000_000L,
                "wallNanos", 10_000_000_000L,
                "cpuNanos", 1_250_000_000L));

        assertThat(LiveReport.text(new Workload(64, 200_000, 200), Map.of("loop", List.of(figures))))
                .contains("| loop      |       - |            - |            - |              - |  12.5 |")
                .contains("|        20 |           4 |       0 |         512 |");
    }

    private static Figures drained(long millis, long megabytes) {
        return new Figures(Map.of(
                "records", 1_000_000L,
                "wallNanos", millis * 1_000_000,
                "cpuNanos", 500_000_000L,
                "allocatedBytes", 300_000_000L,
                "collections", 7L,
                "keptBytes", 40_000_000L,
                "peakRssBytes", megabytes * 1_000_000));
    }
}
