/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */

/** Spark's direct stream and bounded reads as contenders. Compiled with {@code -Pbench} only, on a class path of its own. */
@NullMarked
package io.directstream.benchmarks.spark;

import org.jspecify.annotations.NullMarked;
