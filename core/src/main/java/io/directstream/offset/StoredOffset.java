/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.offset;

import org.jspecify.annotations.Nullable;

/**
 * What a store knows of one partition.
 *
 * @param offset the {@code until} of the last stored range, which is the next offset to read
 * @param leaderEpoch the leader epoch of the last record before it, if known
 * @param shape what there was to read when a position of this partition was first chosen; null if the store does not know
 */
public record StoredOffset(
        long offset,
        @Nullable Integer leaderEpoch,
        @Nullable TopicShape shape) {}
