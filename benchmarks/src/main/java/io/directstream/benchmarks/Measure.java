/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.benchmarks;

/** Something that can be measured. */
@FunctionalInterface
interface Measure {

    /** Measures it, and publishes a section as soon as its figures are there. */
    void run(Bench bench) throws Exception;
}
