/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.read;

import io.directstream.OffsetRange;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is read, and how.
 *
 * @param given all ranges, which are checked
 * @param mine those that are read here
 * @param options how they are read
 * @param deadline how long it may take; null if that does not matter
 */
record ReadPlan(
        List<OffsetRange> given,
        List<OffsetRange> mine,
        RangeReadOptions options,
        @Nullable Duration deadline) {

    /** One range after the other, by fetches of the given size. */
    ReadPlan inTurn(int fetchBytes) {
        return new ReadPlan(
                given,
                mine,
                options.withConcurrency(1).withMaxFetchBytes(Math.min(fetchBytes, options.maxFetchBytes())),
                deadline);
    }

    int threads() {
        return Math.min(options.concurrency(), mine.size());
    }
}
