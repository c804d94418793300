/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.read;

/**
 * What the log of a partition holds.
 *
 * @param begin the first offset that it still holds
 * @param end the offset after its last record, as the isolation level sees it
 */
public record PartitionBounds(long begin, long end) {

    @Override
    public String toString() {
        return "[" + begin + ',' + end + ')';
    }
}
