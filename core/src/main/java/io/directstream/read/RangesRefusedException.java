/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.read;

import java.util.List;

/** Says why given ranges cannot be read, one line for each reason. Nothing was read. */
public class RangesRefusedException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    RangesRefusedException(List<String> problems) {
        super("the ranges are refused, nothing was read:\n- " + String.join("\n- ", problems));
        this.problems = List.copyOf(problems);
    }

    /** The reasons, each of which names its range and what its log holds. */
    public List<String> problems() {
        return problems;
    }
}
