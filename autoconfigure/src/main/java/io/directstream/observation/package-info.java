/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
/** Observations of deliveries: times and, with a tracer, spans that link to the records' own. */
@NullMarked
package io.directstream.observation;

import org.jspecify.annotations.NullMarked;
