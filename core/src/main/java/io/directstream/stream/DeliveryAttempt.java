/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * What one call of a listener is about.
 *
 * @param stream the stream's name
 * @param groupId its group; null if it reads given ranges
 * @param ranges what is delivered: one range, or those of a stream batch, sorted by topic and partition
 * @param attempt which attempt at these ranges this is, from 1
 * @param replay whether they are delivered once more on an operator's order
 * @param headers the headers of those records that have some, as they were fetched, in the order of the ranges; to be asked
 *     for on the thread of the delivery and before it is made, and not to be changed
 */
public record DeliveryAttempt(
        String stream,
        @Nullable String groupId,
        List<DeliveredRange> ranges,
        int attempt,
        boolean replay,
        Supplier<Stream<Headers>> headers) {

    /** Copies the list. */
    public DeliveryAttempt {
        ranges = List.copyOf(ranges);
    }

    /** The number of records in all ranges. */
    public int recordCount() {
        return ranges.stream().mapToInt(DeliveredRange::records).sum();
    }
}
