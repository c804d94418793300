/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.benchmarks;

import io.directstream.benchmarks.child.Figures;
import io.directstream.benchmarks.endpoints.EndpointsMain;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The section of the report about endpoints and meters. */
final class EndpointsReport {

    private static final double LIMIT_MILLIS = 200;

    private EndpointsReport() {}

    static Section section(Workload workload, Pace pace, Map<String, List<Figures>> results) {
        return new Section(
                Measures.ENDPOINTS,
                text(
                        "### Endpoints and meters: %,d partitions%n%n%s%n%n"
                                + "A web application with one stream whose partitions get %,d records a second; over HTTP, warm. "
                                + "An answer should take less than %.0f ms. Medians, but for the slowest answer of all; allocated "
                                + "is what the serving thread allocates for one answer.%n%n%s%n%n"
                                + "A scrape with and without meters; the meters' thread brings the lag up to date once a second.%n",
                        workload.partitions(),
                        endpoints(results.values().iterator().next()),
                        pace.perSecond(),
                        LIMIT_MILLIS,
                        scrapes(results)));
    }

    private static Table endpoints(List<Figures> rounds) {
        Table table = new Table("endpoint", "median ms", "max ms", "answer KiB", "allocated KiB", "fast");
        for (String path : EndpointsMain.PATHS) {
            double median = median(rounds, path, "medianMicros") / 1e3;
            table.row(
                    path,
                    text("%.1f", median),
                    text(
                            "%.1f",
                            spread(rounds, figures -> figures.get(path + "/maxMicros") / 1e3)
                                    .max()),
                    text("%.0f", median(rounds, path, "bytes") / 1024),
                    text("%.0f", median(rounds, path, "allocatedBytes") / 1024),
                    median < LIMIT_MILLIS ? "yes" : "no");
        }
        return table;
    }

    private static Table scrapes(Map<String, List<Figures>> results) {
        Table table = new Table(
                "application", "median ms", "answer KiB", "allocated KiB", "meters' thread KiB/s", "CPU ms/s");
        results.forEach((variant, rounds) -> table.row(
                variant,
                text("%.1f", median(rounds, EndpointsMain.PROMETHEUS, "medianMicros") / 1e3),
                text("%.0f", median(rounds, EndpointsMain.PROMETHEUS, "bytes") / 1024),
                text("%.0f", median(rounds, EndpointsMain.PROMETHEUS, "allocatedBytes") / 1024),
                text(
                        "%.0f",
                        spread(rounds, figures -> figures.get("metersBytesPerSecond") / 1024.0)
                                .median()),
                text(
                        "%.1f",
                        spread(rounds, figures -> figures.get("metersCpuNanosPerSecond") / 1e6)
                                .median())));
        return table;
    }

    private static double median(List<Figures> rounds, String path, String figure) {
        return spread(rounds, figures -> figures.get(path + "/" + figure)).median();
    }

    private static Spread spread(List<Figures> rounds, ToDoubleFunction<Figures> figure) {
        return Spread.of(rounds.stream().mapToDouble(figure).toArray());
    }

    private static String text(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments);
    }
}
