/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
/** Auto-configuration: from {@code direct-stream.*} and {@code spring.kafka.*} to running streams. */
@NullMarked
package io.directstream.autoconfigure;

import org.jspecify.annotations.NullMarked;
