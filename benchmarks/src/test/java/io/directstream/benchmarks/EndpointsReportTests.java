/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.directstream.benchmarks.child.Figures;
import io.directstream.benchmarks.endpoints.EndpointsMain;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EndpointsReportTests {

    @Test
    void answersAreMeasuredAgainstTheLimitAndScrapesAgainstEachOther() {
        Map<String, List<Figures>> results = new LinkedHashMap<>();
        results.put("defaults", List.of(answers(150_000, 300), answers(250_000, 500), answers(199_900, 400)));
        results.put("no-stream-meters", List.of(answers(10_000, 100)));

        assertThat(EndpointsReport.section(new Workload(2_000, 1, 100), Pace.thrifty(4_000), results)
                        .text())
                .contains("| health                      |     199.9 |  251.0 |          2 |           400 |  yes |")
                .contains("| defaults         |     199.9 |          2 |           400 |")
                .contains("| no-stream-meters |      10.0 |          2 |           100 |");
    }

    private static Figures answers(long medianMicros, long allocatedKibibytes) {
        Map<String, Long> figures = new HashMap<>();
        for (String path : EndpointsMain.PATHS) {
            figures.put(path + "/medianMicros", medianMicros);
            figures.put(path + "/maxMicros", medianMicros + 1_000);
            figures.put(path + "/bytes", 2_048L);
            figures.put(path + "/allocatedBytes", 1_024 * allocatedKibibytes);
        }
        figures.put("metersBytesPerSecond", 10_240L);
        figures.put("metersCpuNanosPerSecond", 5_000_000L);
        return new Figures(figures);
    }
}
