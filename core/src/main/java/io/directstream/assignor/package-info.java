/*
 * Copyright 2026 the Direct Stream authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */

/** Which replica reads which partition: the assignor, and its pure placement function. */
@NullMarked
package io.directstream.assignor;

import org.jspecify.annotations.NullMarked;
