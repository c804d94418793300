/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */

/** What runs in the JVM whose start is measured: the same application with streams or with plain listeners. */
@NullMarked
package io.directstream.benchmarks.startup;

import org.jspecify.annotations.NullMarked;
