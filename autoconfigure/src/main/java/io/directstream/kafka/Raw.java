/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.kafka;

import org.jspecify.annotations.Nullable;

/**
 * Bytes that are sent as they are, whatever serializers a producer has.
 *
 * @param bytes the bytes; null for a tombstone or a record without a key
 */
record Raw(byte @Nullable [] bytes) {}
