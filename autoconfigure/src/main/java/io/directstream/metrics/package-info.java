/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
/** Meters of streams. */
@NullMarked
package io.directstream.metrics;

import org.jspecify.annotations.NullMarked;
