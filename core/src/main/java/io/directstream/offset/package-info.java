/*
 * Copyright 2026 the Direct Stream authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */

/** Where a stream keeps how far it got: the store interface, its typed outcomes, and the store inside Kafka. */
@NullMarked
package io.directstream.offset;

import org.jspecify.annotations.NullMarked;
