/*
 * Copyright 2026 the Direct Stream authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * The words users hold: offset ranges, their addresses, batches and listeners. This package depends on nothing else of
 * the engine.
 */
@NullMarked
package io.directstream;

import org.jspecify.annotations.NullMarked;
