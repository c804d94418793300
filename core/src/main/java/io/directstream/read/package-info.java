/*
 * Copyright 2026 the Direct Stream authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Bounded reads of given ranges, outside any stream: no group, nothing stored. The path of a read: {@code RangeReads#read},
 * {@code RangeChecks#problems}, {@code ReadJob#start}, {@code ReadWorker#run}, {@code RangePull#next}.
 */
@NullMarked
package io.directstream.read;

import org.jspecify.annotations.NullMarked;
