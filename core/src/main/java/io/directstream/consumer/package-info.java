/*
 * Copyright 2026 the Direct Stream authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Reading: the consumer cache with its partition readers, and the few Kafka consumers (fetchers) that fill them.
 */
@NullMarked
package io.directstream.consumer;

import org.jspecify.annotations.NullMarked;
