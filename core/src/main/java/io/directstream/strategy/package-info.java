/*
 * Copyright 2026 the Direct Stream authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */

/** What a stream reads (consumer strategies) and where (location strategies), as descriptions without behaviour. */
@NullMarked
package io.directstream.strategy;

import org.jspecify.annotations.NullMarked;
