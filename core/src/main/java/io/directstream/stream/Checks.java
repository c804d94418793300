/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import java.time.Duration;

/** Refuses values that cannot be meant; messages name the key as it stands in the configuration. */
final class Checks {

    static final Duration SHORTEST_DURATION = Duration.ofMillis(50);

    static final long SMALLEST_SIZE = 1024;

    private Checks() {}

    static void atLeast(String key, long value, long least) {
        if (value < least) {
            throw new IllegalArgumentException("%s is %d; it must be at least %d".formatted(key, value, least));
        }
    }

    static void atLeast(String key, Duration value, Duration least) {
        if (value.compareTo(least) < 0) {
            throw new IllegalArgumentException(
                    "%s is %d ms; it must be at least %d ms (a plain number is read as milliseconds)"
                            .formatted(key, value.toMillis(), least.toMillis()));
        }
    }
}
