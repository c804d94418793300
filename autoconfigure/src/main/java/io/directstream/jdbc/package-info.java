/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
/** Offsets in the user's database, in the transaction of the listener's output. */
@NullMarked
package io.directstream.jdbc;

import org.jspecify.annotations.NullMarked;
