/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */

/** What makes the sample run with nothing installed. A service with a broker of its own needs none of it. */
@NullMarked
package io.directstream.sample.local;

import org.jspecify.annotations.NullMarked;
