/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.benchmarks;

import java.io.IOException;

/**
 * What measures share.
 *
 * @param settings what is asked for
 * @param topics the broker's topics
 * @param jvms starts contenders
 * @param cleanup takes what has to be closed whatever happens
 * @param results takes what was measured
 */
public record Bench(Settings settings, Topics topics, ContenderJvms jvms, Cleanup cleanup, Results results) {

    /** Prints a part of the results and keeps it. */
    public void publish(Section section) throws IOException {
        results.add(section);
    }
}
