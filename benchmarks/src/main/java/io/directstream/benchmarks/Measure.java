/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.benchmarks;

import java.util.List;

/** Something that can be measured. */
@FunctionalInterface
interface Measure {

    /** Measures it. */
    List<Section> run(Bench bench) throws Exception;
}
