/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import io.directstream.StreamClock;
import io.directstream.stream.Backpressure.Delivered;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Counts what one run of a stream did, and remembers its newest deliveries. */
final class StreamStatistics {

    private final ReentrantLock lock = new ReentrantLock();

    private final Deque<BatchResult> history = new ArrayDeque<>();

    private final int capacity;

    private final StreamClock clock;

    private @Nullable BatchResult last;

    private long deliveries;

    private long completed;

    private long failed;

    private long fenceHits;

    private long records;

    private long skipped;

    private long deadLettered;

    StreamStatistics(int capacity, StreamClock clock) {
        this.capacity = capacity;
        this.clock = clock;
    }

    /**
     * Begins a delivery.
     *
     * @param dueNanos when it could have begun
     */
    Timer begin(long dueNanos) {
        long now = clock.nanoTime();
        return new Timer(clock.now(), now, Duration.ofNanos(Math.max(0, now - dueNanos)));
    }

    BatchResult finish(
            Timer timer, String stream, List<PlannedRange> planned, BatchOutcome outcome, @Nullable Throwable failure) {
        List<DeliveredRange> ranges = planned.stream()
                .map(range -> new DeliveredRange(range.range(), range.recordCount()))
                .toList();
        Duration duration = Duration.ofNanos(clock.nanoTime() - timer.startedNanos());
        lock.lock();
        try {
            BatchResult result = new BatchResult(
                    ++deliveries,
                    stream,
                    ranges,
                    planned.get(0).attempt(),
                    outcome,
                    timer.startedAt(),
                    timer.schedulingDelay(),
                    duration,
                    failure);
            switch (outcome) {
                case COMPLETED -> {
                    completed++;
                    records += result.records();
                }
                case FAILED -> failed++;
                case FENCED -> fenceHits++;
                case SKIPPED -> skipped++;
                case DEAD_LETTERED -> deadLettered++;
            }
            remember(result);
            return result;
        } finally {
            lock.unlock();
        }
    }

    /** A range that was given to the store and refused there. */
    void fenceHit() {
        lock.lock();
        try {
            fenceHits++;
        } finally {
            lock.unlock();
        }
    }

    BatchTotals totals() {
        lock.lock();
        try {
            return new BatchTotals(completed, failed, fenceHits, records, skipped, deadLettered);
        } finally {
            lock.unlock();
        }
    }

    @Nullable
    BatchResult last() {
        lock.lock();
        try {
            return last;
        } finally {
            lock.unlock();
        }
    }

    List<BatchResult> history() {
        lock.lock();
        try {
            return new ArrayList<>(history);
        } finally {
            lock.unlock();
        }
    }

    private void remember(BatchResult result) {
        last = result;
        history.addFirst(result);
        if (history.size() > capacity) {
            history.removeLast();
        }
    }

    /**
     * When a delivery began.
     *
     * @param startedAt for people
     * @param startedNanos for durations
     * @param schedulingDelay how long it had to wait after it was due
     */
    record Timer(Instant startedAt, long startedNanos, Duration schedulingDelay) {

        /** What is known of it when it was completed. */
        Delivered delivered(BatchResult result) {
            long ended = startedNanos + result.duration().toNanos();
            return new Delivered(startedNanos, ended, schedulingDelay.toNanos(), result.records());
        }
    }
}
