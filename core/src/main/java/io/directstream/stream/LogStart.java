/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import org.jspecify.annotations.Nullable;

/**
 * Where the log of a partition begins.
 *
 * @param offset the first offset that it still holds
 * @param timestamp that of its first record, in milliseconds since 1970; null if it was not asked for, or there is none
 */
record LogStart(long offset, @Nullable Long timestamp) {}
