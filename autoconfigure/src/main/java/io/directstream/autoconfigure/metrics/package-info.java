/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
/** Auto-configuration of the meters. */
@NullMarked
package io.directstream.autoconfigure.metrics;

import org.jspecify.annotations.NullMarked;
