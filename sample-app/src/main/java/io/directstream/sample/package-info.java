/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */

/** Order totals: a small service that reads a topic with Direct Stream, to look at and to copy from. */
@NullMarked
package io.directstream.sample;

import org.jspecify.annotations.NullMarked;
