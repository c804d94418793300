/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.benchmarks.child;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;

class FiguresTests {

    private final Figures figures = new Figures(Map.of("records", 5L, "wallNanos", -1L));

    @Test
    void aLineTellsTheSameFigures() {
        assertThat(Figures.parse(figures.toLine())).contains(figures);
    }

    @Test
    void anyOtherLineTellsNone() {
        assertThat(Figures.parse("ready")).isEmpty();
    }

    @Test
    void anUnknownFigureIsNotZero() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> figures.get("record"))
                .withMessageContaining("'record'");
    }
}
