/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import io.directstream.consumer.Checks;
import io.directstream.rate.PidRateEstimator.Gains;

/**
 * How a stream with an interval slows down when its listener cannot keep up: the rate of all its partitions on this instance
 * follows the batches that were finished.
 *
 * @param initialPerSecond records per second until the first estimate, so that the first batch does not take a whole backlog
 * @param gains how strongly each term of the controller counts
 * @param minPerSecond below what the estimate does not fall, in records per second
 */
public record BackpressureOptions(long initialPerSecond, Gains gains, long minPerSecond) {

    /** Spark's gains and least rate, and 500 records per second to begin with. */
    public static final BackpressureOptions DEFAULT = new BackpressureOptions(500, new Gains(1.0, 0.2, 0.0), 100);

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if one of them is out of bounds
     */
    public BackpressureOptions {
        Checks.atLeast("rate.backpressure.initial-records-per-second", initialPerSecond, 1);
        Checks.atLeast("rate.backpressure.min-records-per-second", minPerSecond, 1);
        notNegative("proportional", gains.proportional());
        notNegative("integral", gains.integral());
        notNegative("derivative", gains.derivative());
    }

    private static void notNegative(String gain, double value) {
        if (!Double.isFinite(value) || value < 0) {
            throw new IllegalArgumentException(
                    "rate.backpressure.%s is %s; it must be a number that is not negative".formatted(gain, value));
        }
    }
}
