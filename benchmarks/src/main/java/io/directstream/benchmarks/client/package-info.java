/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */

/** What runs in a contender's JVM: the contenders, and the listeners that measure them. */
@NullMarked
package io.directstream.benchmarks.client;

import org.jspecify.annotations.NullMarked;
