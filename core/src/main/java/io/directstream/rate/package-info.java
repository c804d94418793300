/*
 * Copyright 2026 the Direct Stream authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */

/** How fast a stream may read: the arithmetic of limits, shares and backpressure, without clocks, threads or Kafka. */
@NullMarked
package io.directstream.rate;

import org.jspecify.annotations.NullMarked;
