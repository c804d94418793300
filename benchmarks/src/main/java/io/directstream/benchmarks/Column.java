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

/**
 * A column of a table of contenders.
 *
 * @param title its title
 * @param cell makes a contender's cell
 */
record Column(String title, Cell cell) {

    private static final String NOTHING = "-";

    /** The median over the rounds. */
    static Column median(String title, String format, ToDoubleFunction<Figures> figure) {
        return new Column(
                title,
                (rounds, baseline) ->
                        text(format, Spread.of(values(rounds, figure)).median()));
    }

    /** The most of any round. */
    static Column most(String title, String format, ToDoubleFunction<Figures> figure) {
        return new Column(
                title,
                (rounds, baseline) ->
                        text(format, Spread.of(values(rounds, figure)).max()));
    }

    /** How many times as much it is as the baseline's of the same round: median [min-max]. */
    static Column ratio(String title, ToDoubleFunction<Figures> figure) {
        return new Column(title, (rounds, baseline) -> {
            if (baseline == null) {
                return NOTHING;
            }
            Spread spread = Spread.ofRatios(values(rounds, figure), values(baseline, figure));
            return Double.isNaN(spread.median())
                    ? NOTHING
                    : String.format(Locale.ROOT, "%.2f [%.2f-%.2f]", spread.median(), spread.min(), spread.max());
        });
    }

    /** How much more it is than the baseline's of the same round, in the median. */
    static Column over(String title, String format, ToDoubleFunction<Figures> figure) {
        return new Column(title, (rounds, baseline) -> {
            if (baseline == null) {
                return NOTHING;
            }
            return text(
                    format,
                    Spread.ofDifferences(values(rounds, figure), values(baseline, figure))
                            .median());
        });
    }

    /** A row for each contender. */
    static Table table(Map<String, List<Figures>> results, @Nullable List<Figures> baseline, List<Column> columns) {
        Table table = new Table("contender", columns.stream().map(Column::title).toList());
        results.forEach((contender, rounds) -> table.row(
                contender,
                columns.stream()
                        .map(column -> column.cell().of(rounds, baseline))
                        .toList()));
        return table;
    }

    private static double[] values(List<Figures> rounds, ToDoubleFunction<Figures> figure) {
        return rounds.stream().mapToDouble(figure).toArray();
    }

    private static String text(String format, double value) {
        return Double.isNaN(value) ? NOTHING : String.format(Locale.ROOT, format, value);
    }

    /** Makes one cell out of a contender's rounds and those of the baseline, if that took part. */
    @FunctionalInterface
    interface Cell {

        String of(List<Figures> rounds, @Nullable List<Figures> baseline);
    }
}
