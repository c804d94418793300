/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
/** Actuator endpoints: what streams, their lag and their consumer caches look like on this instance. */
@NullMarked
package io.directstream.endpoint;

import org.jspecify.annotations.NullMarked;
