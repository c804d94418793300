/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */

/** What runs in the JVM whose endpoints and meters are measured: a web application with one large stream. */
@NullMarked
package io.directstream.benchmarks.endpoints;

import org.jspecify.annotations.NullMarked;
