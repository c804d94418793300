/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Measures contenders side by side: one broker, one data set, each contender in a fresh JVM, rounds interleaved. This
 * package is the process that conducts the measurement; what runs in the other JVMs is in the packages below.
 */
@NullMarked
package io.directstream.benchmarks;

import org.jspecify.annotations.NullMarked;
