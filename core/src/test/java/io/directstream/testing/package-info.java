/*
 * Copyright 2026 the Direct Stream authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */

/** Real parts for tests: a Kafka broker in this JVM. Published as a test-jar for the project's other modules. */
@NullMarked
package io.directstream.testing;

import org.jspecify.annotations.NullMarked;
