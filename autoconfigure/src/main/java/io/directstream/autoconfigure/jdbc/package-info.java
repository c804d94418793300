/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
/** Auto-configuration of offsets in the application's database. */
@NullMarked
package io.directstream.autoconfigure.jdbc;

import org.jspecify.annotations.NullMarked;
