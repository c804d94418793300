/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
/** Offsets in the Kafka transaction of the listener's output, on spring-kafka's types. */
@NullMarked
package io.directstream.kafka;

import org.jspecify.annotations.NullMarked;
