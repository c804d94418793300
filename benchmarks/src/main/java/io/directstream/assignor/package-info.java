/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */

/** Measures what this package of the core does not show to others. */
@NullMarked
package io.directstream.assignor;

import org.jspecify.annotations.NullMarked;
