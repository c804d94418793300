/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.directstream.benchmarks.child.Figures;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RoundsTests {

    private final Rounds rounds = new Rounds("drain", List.of("a", "b", "c"), 2);

    @Test
    void eachRoundAnotherContenderBegins() {
        assertThat(rounds.order(1)).containsExactly("a", "b", "c");
        assertThat(rounds.order(2)).containsExactly("b", "c", "a");
        assertThat(rounds.order(4)).containsExactly("a", "b", "c");
    }

    @Test
    void resultsStandInTheOrderOfTheRounds() throws Exception {
        Map<String, List<Figures>> results =
                rounds.run((contender, round) -> new Figures(Map.of("round", (long) round)));

        assertThat(results.keySet()).containsExactly("a", "b", "c");
        assertThat(results.get("b"))
                .containsExactly(new Figures(Map.of("round", 1L)), new Figures(Map.of("round", 2L)));
    }
}
