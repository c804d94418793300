/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One finished delivery: of a range, or of a stream batch with the ranges of all partitions.
 *
 * @param id counts the deliveries of this run of the stream, from 1
 * @param stream the stream's name
 * @param ranges what was delivered, sorted by topic and partition; one range unless it is a stream batch
 * @param attempt which delivery of the same ranges this was, from 1
 * @param outcome how it ended
 * @param startedAt when it began
 * @param schedulingDelay how long it had to wait after it was due, for a worker or for the batch before
 * @param duration how long reading, the listener and handing over to the store took
 * @param failure what the listener or its deserializer threw, if it failed
 */
public record BatchResult(
        long id,
        String stream,
        List<DeliveredRange> ranges,
        int attempt,
        BatchOutcome outcome,
        Instant startedAt,
        Duration schedulingDelay,
        Duration duration,
        @Nullable Throwable failure) {

    /** Copies the ranges. */
    public BatchResult {
        ranges = List.copyOf(ranges);
    }

    /** The number of records. */
    public int records() {
        return ranges.stream().mapToInt(DeliveredRange::records).sum();
    }

    /** How long it took from when it was due. */
    public Duration totalDelay() {
        return schedulingDelay.plus(duration);
    }
}
