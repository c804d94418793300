/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

/**
 * What the log of a partition holds.
 *
 * @param begin the first offset that it still holds
 * @param end the offset after its last record, as the isolation level sees it
 */
public record LogBounds(long begin, long end) {

    boolean hold(long offset) {
        return begin <= offset && offset <= end;
    }
}
