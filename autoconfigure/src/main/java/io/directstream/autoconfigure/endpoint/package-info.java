/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
/** Auto-configuration of the endpoints. */
@NullMarked
package io.directstream.autoconfigure.endpoint;

import org.jspecify.annotations.NullMarked;
