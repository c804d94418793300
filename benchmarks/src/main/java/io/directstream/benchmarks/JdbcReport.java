/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.benchmarks;

import io.directstream.benchmarks.child.Figures;
import io.directstream.benchmarks.jdbc.JdbcMain;
import io.directstream.benchmarks.jdbc.Way;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** The section of the report about offsets in the transaction of the output. */
final class JdbcReport {

    private JdbcReport() {}

    static Section section(Workload workload, int laps, Map<Integer, Figures> results) {
        return new Section(
                Measures.JDBC,
                text(
                        "### Offsets in the database: %s%n%n%s%n%n"
                                + "A stream with two workers writes a topic to a table of PostgreSQL, in batch inserts, a transaction "
                                + "for each range: with nothing else in the transaction (%s), and with its "
                                + "offsets in it. All in one JVM, in turn, %d laps each after some that do not count; time compared with "
                                + "the neighbouring lap of %s, median [min-max], above 1 is slower. What an offset adds is the "
                                + "difference for each transaction.%n",
                        workload, table(laps, results), Way.INSERTS.word(), laps, Way.INSERTS.word()));
    }

    private static Table table(int laps, Map<Integer, Figures> results) {
        Table table =
                new Table("records a batch", "offsets", "records/s", "ms a transaction", "time to inserts", "added ms");
        results.forEach((size, figures) -> {
            double[] base = values(laps, lap -> figures.get(JdbcMain.nanos(Way.INSERTS.word(), lap)));
            double[] baseMillis = values(laps, lap -> millis(figures, Way.INSERTS.word(), lap));
            for (String way : Way.words()) {
                double[] nanos = values(laps, lap -> figures.get(JdbcMain.nanos(way, lap)));
                double[] millis = values(laps, lap -> millis(figures, way, lap));
                double[] batches = values(laps, lap -> figures.get(JdbcMain.batches(way, lap)));
                Spread ratio = Spread.ofRatios(nanos, base);
                table.row(
                        text("%,d", size),
                        way,
                        text("%,.0f", perSecond(size, batches, nanos)),
                        text("%.2f", Spread.of(millis).median()),
                        text("%.3f [%.3f-%.3f]", ratio.median(), ratio.min(), ratio.max()),
                        text("%.2f", Spread.ofDifferences(millis, baseMillis).median()));
            }
        });
        return table;
    }

    /** Two workers write at once, so a transaction takes twice as long as one comes after the other. */
    private static double millis(Figures figures, String way, int lap) {
        return 2 * figures.get(JdbcMain.nanos(way, lap)) / 1e6 / figures.get(JdbcMain.batches(way, lap));
    }

    private static double perSecond(int size, double[] batches, double[] nanos) {
        double[] rates = new double[nanos.length];
        Arrays.setAll(rates, lap -> size * batches[lap] * 1e9 / nanos[lap]);
        return Spread.of(rates).median();
    }

    private static double[] values(int laps, IntToDoubleFunction figure) {
        return IntStream.range(0, laps).mapToDouble(figure).toArray();
    }

    private static String text(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments);
    }
}
