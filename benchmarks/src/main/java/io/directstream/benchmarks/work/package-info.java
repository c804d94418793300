/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */

/** What a listener does with each record, the same for all contenders. */
@NullMarked
package io.directstream.benchmarks.work;

import org.jspecify.annotations.NullMarked;
