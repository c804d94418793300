/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.rate;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Estimates from finished batches how many records per second a stream can take: a PID controller whose error is how much
 * faster records were let in than they were processed. Spark's formula; its results are the same to the record.
 *
 * <p>The first batch only tells the speed to begin with. A batch without records, without a processing time, or that did not
 * end after the one before tells nothing. Not safe for use by several threads.
 */
public final class PidRateEstimator {

    private static final double NANOS_PER_SECOND = 1e9;

    private final Gains gains;

    private final double minPerSecond;

    private final double intervalNanos;

    private @Nullable Terms last;

    private long lastEndNanos;

    /**
     * Begins without an estimate.
     *
     * @param gains how strongly each term counts
     * @param minPerSecond below what no estimate falls, in records per second of the whole stream
     * @param interval the time between two batches
     */
    public PidRateEstimator(Gains gains, double minPerSecond, Duration interval) {
        this.gains = gains;
        this.minPerSecond = minPerSecond;
        this.intervalNanos = interval.toNanos();
    }

    /**
     * Takes a finished batch into account.
     *
     * @return how the new estimate comes about; empty if the batch gives none
     */
    public Optional<Terms> update(Batch batch) {
        Terms before = last;
        boolean tells = batch.records() > 0 && batch.processingNanos() > 0;
        if (!tells || before != null && batch.endNanos() - lastEndNanos <= 0) {
            return Optional.empty();
        }
        double processed = batch.records() * NANOS_PER_SECOND / batch.processingNanos();
        Terms now = before == null ? new Terms(processed, 0, 0, 0, processed) : next(before, batch, processed);
        last = now;
        lastEndNanos = batch.endNanos();
        return before == null ? Optional.empty() : Optional.of(now);
    }

    private Terms next(Terms before, Batch batch, double processed) {
        double error = before.perSecond() - processed;
        double historical = batch.schedulingDelayNanos() * processed / intervalNanos;
        double seconds = (batch.endNanos() - lastEndNanos) / NANOS_PER_SECOND;
        double change = (error - before.error()) / seconds;
        double estimate = before.perSecond()
                - gains.proportional() * error
                - gains.integral() * historical
                - gains.derivative() * change;
        return new Terms(processed, error, historical, change, Math.max(minPerSecond, estimate));
    }

    /**
     * How strongly each term counts; none is negative.
     *
     * @param proportional the difference between what was let in and what was processed
     * @param integral what waits because of earlier differences
     * @param derivative how that difference changes
     */
    public record Gains(double proportional, double integral, double derivative) {}

    /**
     * A finished batch of the whole stream.
     *
     * @param endNanos when it ended, on a clock for durations
     * @param records how many records it held
     * @param processingNanos how long it took
     * @param schedulingDelayNanos how long it had to wait after it was due
     */
    public record Batch(long endNanos, long records, long processingNanos, long schedulingDelayNanos) {}

    /**
     * An estimate and how it came about; all are records per second, the change is that per second.
     *
     * @param processedPerSecond how fast the batch was processed
     * @param error by how much the estimate before was more than that
     * @param historicalError what waits, as a speed
     * @param errorChange how fast the error grows
     * @param perSecond the estimate
     */
    public record Terms(
            double processedPerSecond, double error, double historicalError, double errorChange, double perSecond) {}
}
