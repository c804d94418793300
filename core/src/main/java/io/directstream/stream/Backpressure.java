/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import io.directstream.rate.PidRateEstimator;
import io.directstream.rate.PidRateEstimator.Batch;
import io.directstream.rate.PidRateEstimator.Terms;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The rate of a whole stream, which follows what its listener can take. What ended within one interval counts as one batch,
 * from the first beginning to the last end; failed deliveries do not count. Guarded by the lock of the {@link PartitionTable}.
 */
final class Backpressure {

    private final BackpressureOptions options;

    private final PidRateEstimator estimator;

    private @Nullable Delivered interval;

    private @Nullable Terms last;

    Backpressure(BackpressureOptions options, Duration interval) {
        this.options = options;
        this.estimator = new PidRateEstimator(options.gains(), options.minPerSecond(), interval);
    }

    void delivered(Delivered delivered) {
        Delivered before = interval;
        interval = before == null ? delivered : before.with(delivered);
    }

    /** An interval ended, which may tell more. */
    void intervalEnded() {
        Delivered ended = interval;
        interval = null;
        if (ended != null) {
            estimator.update(ended.batch()).ifPresent(terms -> last = terms);
        }
    }

    /** The records per second of all partitions here together. */
    double perSecond() {
        Terms terms = last;
        return terms == null ? options.initialPerSecond() : terms.perSecond();
    }

    /** How the newest estimate came about; null before the first one. */
    @Nullable
    Terms terms() {
        return last;
    }

    /**
     * Finished deliveries.
     *
     * @param beganNanos when the first began
     * @param endedNanos when the last ended
     * @param delayNanos how long the first had to wait after it was due
     * @param records how many records they held
     */
    record Delivered(long beganNanos, long endedNanos, long delayNanos, long records) {

        private Delivered with(Delivered other) {
            Delivered first = other.beganNanos - beganNanos < 0 ? other : this;
            long ended = other.endedNanos - endedNanos < 0 ? endedNanos : other.endedNanos;
            return new Delivered(first.beganNanos, ended, first.delayNanos, records + other.records);
        }

        private Batch batch() {
            return new Batch(endedNanos, records, endedNanos - beganNanos, delayNanos);
        }
    }
}
