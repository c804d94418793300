/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.benchmarks;

import io.directstream.benchmarks.child.Figures;
import java.util.List;
import java.util.Map;

/** Puts results into Markdown. */
final class Report {

    private Report() {}

    /** A title with the number of rounds, and a table. */
    static String section(String title, Map<String, List<Figures>> results, Table table) {
        int rounds = results.values().stream().mapToInt(List::size).max().orElse(0);
        return "### %s, %s%n%n%s%n".formatted(title, rounds == 1 ? "1 round" : rounds + " rounds", table);
    }
}
