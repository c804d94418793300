/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
/** Auto-configuration of observations and spans. */
@NullMarked
package io.directstream.autoconfigure.observation;

import org.jspecify.annotations.NullMarked;
