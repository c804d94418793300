/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.benchmarks;

import io.directstream.benchmarks.child.Figures;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Has the contenders take turns, so that what changes on the machine hits all of them; each round another one begins.
 *
 * @param name what is measured
 * @param contenders their names
 * @param count how many rounds there are
 */
public record Rounds(String name, List<String> contenders, int count) {

    /** The figures of each contender, one for each round. */
    public Map<String, List<Figures>> run(Run run) throws Exception {
        Map<String, List<Figures>> results = new LinkedHashMap<>();
        contenders.forEach(contender -> results.put(contender, new ArrayList<>()));
        for (int round = 1; round <= count; round++) {
            for (String contender : order(round)) {
                Figures figures = run.measure(contender, round);
                System.out.printf("%s, round %d of %d: %s %s%n", name, round, count, contender, figures.values());
                results.computeIfAbsent(contender, key -> new ArrayList<>()).add(figures);
            }
        }
        return results;
    }

    List<String> order(int round) {
        List<String> order = new ArrayList<>(contenders);
        Collections.rotate(order, 1 - round);
        return order;
    }

    /** One run of one contender. */
    @FunctionalInterface
    public interface Run {

        Figures measure(String contender, int round) throws Exception;
    }
}
