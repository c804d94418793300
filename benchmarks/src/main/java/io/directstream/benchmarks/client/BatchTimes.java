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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Tells a sink of each delivery and each answer of the store. When a delivery was due is when its interval ended; an answer
 * belongs to the newest interval of which something was delivered before the store was asked.
 */
final class BatchTimes implements StreamObserver {

    private final RecordSink sink;

    private final ReentrantLock lock = new ReentrantLock();

    private long newestDue;

    private long newestDone;

    /** When answers came to what a delivery had stored that is not reported yet. */
    private final List<Long> early = new ArrayList<>();

    BatchTimes(RecordSink sink) {
        this.sink = sink;
    }

    @Override
    public void batchFinished(BatchResult result) {
        long began = Stamp.micros(result.startedAt());
        lock.lock();
        try {
            newestDue = began
                    - TimeUnit.NANOSECONDS.toMicros(result.schedulingDelay().toNanos());
            long done = began + TimeUnit.NANOSECONDS.toMicros(result.duration().toNanos());
            newestDone = Math.max(newestDone, done);
            sink.batchPart(new BatchPart(newestDue, done));
            early.forEach(answered -> sink.batchPart(new BatchPart(newestDue, answered)));
            early.clear();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void storeAnswered(String stream, String store, @Nullable StoreOutcome outcome, Duration duration) {
        long answered = Stamp.nowMicros();
        long asked = answered - TimeUnit.NANOSECONDS.toMicros(duration.toNanos());
        lock.lock();
        try {
            if (asked > newestDone) {
                early.add(answered);
            } else {
                sink.batchPart(new BatchPart(newestDue, answered));
            }
        } finally {
            lock.unlock();
        }
    }
}
