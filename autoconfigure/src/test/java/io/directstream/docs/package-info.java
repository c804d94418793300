/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
/** Holds the pages of docs/ against the code: what they show compiles, and what they list exists. */
@NullMarked
package io.directstream.docs;

import org.jspecify.annotations.NullMarked;
