/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.fakes;

import io.directstream.OffsetRange;
import io.directstream.stream.BatchOutcome;
import io.directstream.stream.BatchResult;
import io.directstream.stream.DeliveredRange;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Finished deliveries. */
public final class Batches {

    private Batches() {}

    /** The delivery of this id of 10 records of partition 0 of the topic named like the stream. */
    public static BatchResult completed(String stream, long id) {
        return batch(stream, id, BatchOutcome.COMPLETED, null);
    }

    /** As {@link #completed}, but the listener threw. */
    public static BatchResult failed(String stream, long id, Throwable failure) {
        return batch(stream, id, BatchOutcome.FAILED, failure);
    }

    /** The completed delivery of this id of 10 records of each given partition of the topic named like the stream. */
    public static BatchResult ofPartitions(String stream, long id, int... partitions) {
        return batch(stream, id, BatchOutcome.COMPLETED, null, partitions);
    }

    private static BatchResult batch(String stream, long id, BatchOutcome outcome, @Nullable Throwable failure) {
        return batch(stream, id, outcome, failure, 0);
    }

    private static BatchResult batch(
            String stream, long id, BatchOutcome outcome, @Nullable Throwable failure, int... partitions) {
        return new BatchResult(
                id,
                stream,
                Arrays.stream(partitions)
                        .mapToObj(partition -> OffsetRange.create(stream, partition, 10 * id, 10 * id + 10))
                        .map(range -> new DeliveredRange(range, 10))
                        .toList(),
                1,
                outcome,
                FakeStream.BEGIN.plusSeconds(id),
                Duration.ofMillis(50),
                Duration.ofMillis(250),
                failure);
    }
}
