/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
/** The database: streams that store their offsets with their output, beside streams that only write their output. */
@NullMarked
package io.directstream.benchmarks.jdbc;

import org.jspecify.annotations.NullMarked;
