/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */

/** What runs in the broker's JVM. */
@NullMarked
package io.directstream.benchmarks.broker;

import org.jspecify.annotations.NullMarked;
