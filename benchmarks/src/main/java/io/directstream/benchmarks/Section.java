/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.benchmarks;

/**
 * A part of the results.
 *
 * @param name what was measured, as a file name without ending; the measure's name, or that, a hyphen and more
 * @param text Markdown that begins with a heading of level 3
 */
public record Section(String name, String text) {

    /** Checks the values. */
    public Section {
        if (!name.matches("[a-z0-9-]+")) {
            throw new IllegalArgumentException("section '" + name + "' is not lower-case letters, digits and hyphens");
        }
        if (!text.startsWith("### ")) {
            throw new IllegalArgumentException("section '" + name + "' does not begin with a heading of level 3");
        }
    }
}
