/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
/** What streams tell the application's event listeners. */
@NullMarked
package io.directstream.event;

import org.jspecify.annotations.NullMarked;
