/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.sample.packaged.replicas;

import org.jspecify.annotations.Nullable;

/**
 * What the file of a partition says.
 *
 * @param offset where the next range begins
 * @param plannedUntil where it ends, if that was planned
 */
record Checkpoint(long offset, @Nullable Long plannedUntil) {}
