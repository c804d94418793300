/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.benchmarks.client;

import io.directstream.benchmarks.child.Figures;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The time that is measured. Begins and ends once, on whatever thread. */
final class Window {

    private volatile @Nullable Usage begun;

    private volatile @Nullable Usage ended;

    void begin() {
        begun = Usage.now();
    }

    void end() {
        ended = Usage.now();
    }

    /**
     * What was used within it, beside the given figures.
     *
     * @throws IllegalStateException if it has not begun and ended
     */
    Figures figures(Map<String, Long> others) {
        Usage from = begun;
        Usage until = ended;
        if (from == null || until == null) {
            throw new IllegalStateException("there was no batch at which measuring could begin; take more records");
        }
        Map<String, Long> all = new HashMap<>(others);
        all.putAll(until.since(from));
        return new Figures(all);
    }
}
