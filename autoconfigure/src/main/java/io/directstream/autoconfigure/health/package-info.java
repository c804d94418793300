/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
/** Auto-configuration of the health contributor. */
@NullMarked
package io.directstream.autoconfigure.health;

import org.jspecify.annotations.NullMarked;
