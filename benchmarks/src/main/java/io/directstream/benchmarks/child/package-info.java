/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */

/** Processes that are started for a measurement, and how they talk: lines on standard output, nothing to answer. */
@NullMarked
package io.directstream.benchmarks.child;

import org.jspecify.annotations.NullMarked;
