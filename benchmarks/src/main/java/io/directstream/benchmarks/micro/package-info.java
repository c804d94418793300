/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */

/** What single parts cost, measured with JMH. Each benchmark stands in the package of what it measures. */
@NullMarked
package io.directstream.benchmarks.micro;

import org.jspecify.annotations.NullMarked;
