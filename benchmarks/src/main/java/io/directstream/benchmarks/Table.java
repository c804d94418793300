/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/** A Markdown table that can also be read as it is: the first column to the left, all others to the right. */
public final class Table {

    private final List<List<String>> rows = new ArrayList<>();

    /** Begins with the titles of the columns. */
    public Table(String... header) {
        rows.add(List.of(header));
    }

    /** Adds a row. */
    public void row(String... cells) {
        if (cells.length != rows.get(0).size()) {
            throw new IllegalArgumentException(
                    "a row of %d cells does not fit under %s".formatted(cells.length, rows.get(0)));
        }
        rows.add(List.of(cells));
    }

    /** Begins with the titles of the columns. */
    public Table(String first, List<String> others) {
        this(cells(first, others));
    }

    /** Adds a row. */
    public void row(String first, List<String> others) {
        row(cells(first, others));
    }

    @Override
    public String toString() {
        StringJoiner lines = new StringJoiner(System.lineSeparator());
        for (int i = 0; i < rows.size(); i++) {
            lines.add(line(rows.get(i)));
            if (i == 0) {
                lines.add(rule());
            }
        }
        return lines.toString();
    }

    private String line(List<String> cells) {
        StringJoiner line = new StringJoiner(" | ", "| ", " |");
        for (int column = 0; column < cells.size(); column++) {
            String padding = " ".repeat(width(column) - cells.get(column).length());
            line.add(column == 0 ? cells.get(column) + padding : padding + cells.get(column));
        }
        return line.toString();
    }

    private String rule() {
        StringJoiner line = new StringJoiner(" | ", "| ", " |");
        for (int column = 0; column < rows.get(0).size(); column++) {
            line.add(column == 0 ? "-".repeat(width(column)) : "-".repeat(width(column) - 1) + ":");
        }
        return line.toString();
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }

    private static String[] cells(String first, List<String> others) {
        List<String> cells = new ArrayList<>(others);
        cells.add(0, first);
        return cells.toArray(String[]::new);
    }
}
