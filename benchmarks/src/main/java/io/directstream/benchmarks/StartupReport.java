/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.benchmarks;

import io.directstream.benchmarks.child.Figures;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** The section of the report about the start of applications. */
final class StartupReport {

    private static final String BASELINE = "spring-kafka";

    private StartupReport() {}

    static Section section(String name, String groups, Map<String, List<Figures>> results) {
        return new Section(
                name,
                text(
                        "### Start-up: %s%n%n%s%n%n"
                                + "An application with three streams, or three batch listeners, of 12 partitions each. Seconds "
                                + "from the start of the JVM until the application is ready, and until each listener had its "
                                + "first record; processor seconds until then. Medians; compared with %s within each round, "
                                + "median [min-max], below 1 is sooner. The class path is the same for all, so that "
                                + "spring-kafka has our auto-configuration beside it; spring-kafka-only excludes it. The broker "
                                + "does not let new groups wait for more members.%n",
                        groups, table(results), BASELINE));
    }

    private static Table table(Map<String, List<Figures>> results) {
        Table table = new Table("application", "ready s", "to baseline", "all records s", "to baseline", "CPU s");
        List<Figures> baseline = results.get(BASELINE);
        results.forEach((variant, rounds) -> table.row(
                variant,
                seconds(rounds, StartupReport::ready),
                ratio(rounds, baseline, StartupReport::ready),
                seconds(rounds, StartupReport::allRecords),
                ratio(rounds, baseline, StartupReport::allRecords),
                seconds(rounds, figures -> figures.get("cpuNanos") / 1e9)));
        return table;
    }

    private static double ready(Figures figures) {
        return figures.get("readyMillis") / 1e3;
    }

    private static double allRecords(Figures figures) {
        return figures.get("firstMillis") / 1e3;
    }

    private static String seconds(List<Figures> rounds, ToDoubleFunction<Figures> figure) {
        return text("%.2f", Spread.of(values(rounds, figure)).median());
    }

    private static String ratio(
            List<Figures> rounds, @Nullable List<Figures> baseline, ToDoubleFunction<Figures> figure) {
        if (baseline == null) {
            return "-";
        }
        Spread spread = Spread.ofRatios(values(rounds, figure), values(baseline, figure));
        return text("%.2f [%.2f-%.2f]", spread.median(), spread.min(), spread.max());
    }

    private static double[] values(List<Figures> rounds, ToDoubleFunction<Figures> figure) {
        return rounds.stream().mapToDouble(figure).toArray();
    }

    private static String text(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments);
    }
}
