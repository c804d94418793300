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
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Puts figures into words and tables. */
final class Report {

    private Report() {}

    static String machine(List<String> jvmOptions) {
        return text(
                "%n%d processors, Java %s, contenders with %s, one broker in its own JVM.%n",
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("java.version"),
                String.join(" ", jvmOptions));
    }

    static String drain(Workload workload, Map<String, List<Figures>> results) {
        Table table = new Table("contender", "krec/s", "speed to " + Contenders.BASELINE, "CPU s/M", "peak RSS MB");
        results.forEach((contender, rounds) -> table.row(
                contender,
                text("%.0f", spread(rounds, Report::kiloPerSecond).median()),
                ratio(rounds, results.get(Contenders.BASELINE)),
                text("%.3f", spread(rounds, Report::cpuSecondsPerMillion).median()),
                text(
                        "%.0f",
                        spread(rounds, figures -> figures.get("peakRssBytes") / 1e6)
                                .max())));
        return text(
                "%nDrain: %s, %d rounds. Medians (RSS: the most); speed is compared within each round, median [min-max], "
                        + "above 1 is faster.%n%n%s%n",
                workload, roundsOf(results), table);
    }

    static String latency(Workload workload, Map<String, List<Figures>> results) {
        Table table = new Table("contender", "p50 ms", "p99 ms", "p99.9 ms", "max ms", "CPU %");
        results.forEach((contender, rounds) -> table.row(
                contender,
                millis(rounds, "p50Micros"),
                millis(rounds, "p99Micros"),
                millis(rounds, "p999Micros"),
                millis(rounds, "maxMicros"),
                text("%.1f", spread(rounds, Report::cpuPercent).median())));
        return text(
                "%nLatency: %s at %,d per second, %d rounds, from due to be sent until with the listener. Medians; "
                        + "100 %% is one processor.%n%n%s%n",
                workload, LatencyMeasurement.RECORDS_PER_SECOND, roundsOf(results), table);
    }

    private static String ratio(List<Figures> rounds, @Nullable List<Figures> baseline) {
        if (baseline == null) {
            return "-";
        }
        Spread spread = Spread.ofRatios(values(rounds, Report::kiloPerSecond), values(baseline, Report::kiloPerSecond));
        return text("%.2f [%.2f-%.2f]", spread.median(), spread.min(), spread.max());
    }

    private static int roundsOf(Map<String, List<Figures>> results) {
        return results.values().stream().mapToInt(List::size).max().orElse(0);
    }

    private static String millis(List<Figures> rounds, String micros) {
        return text("%.2f", spread(rounds, figures -> figures.get(micros) / 1e3).median());
    }

    private static double kiloPerSecond(Figures figures) {
        return figures.get("records") * 1e6 / figures.get("wallNanos");
    }

    private static double cpuSecondsPerMillion(Figures figures) {
        return figures.get("cpuNanos") / 1e3 / figures.get("records");
    }

    private static double cpuPercent(Figures figures) {
        return figures.get("cpuNanos") * 100.0 / figures.get("wallNanos");
    }

    private static Spread spread(List<Figures> rounds, ToDoubleFunction<Figures> figure) {
        return Spread.of(values(rounds, figure));
    }

    private static double[] values(List<Figures> rounds, ToDoubleFunction<Figures> figure) {
        return rounds.stream().mapToDouble(figure).toArray();
    }

    private static String text(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments);
    }
}
