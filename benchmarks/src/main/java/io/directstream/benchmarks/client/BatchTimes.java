/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.benchmarks.client;

import io.directstream.offset.StoreOutcome;
import io.directstream.stream.BatchResult;
import io.directstream.stream.StreamObserver;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Tells a sink of each delivery and each answer of the store. When a delivery was due is when its interval ended; an answer
 * belongs to the newest interval of which something was delivered.
 */
final class BatchTimes implements StreamObserver {

    private final RecordSink sink;

    private volatile long newestDue;

    BatchTimes(RecordSink sink) {
        this.sink = sink;
    }

    @Override
    public void batchFinished(BatchResult result) {
        long began = Stamp.micros(result.startedAt());
        long due =
                began - TimeUnit.NANOSECONDS.toMicros(result.schedulingDelay().toNanos());
        newestDue = due;
        sink.batchPart(new BatchPart(
                due, began + TimeUnit.NANOSECONDS.toMicros(result.duration().toNanos())));
    }

    @Override
    public void storeAnswered(String stream, String store, @Nullable StoreOutcome outcome, Duration duration) {
        sink.batchPart(new BatchPart(newestDue, Stamp.nowMicros()));
    }
}
