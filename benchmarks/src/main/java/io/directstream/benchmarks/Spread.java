/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.benchmarks;

import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;

/**
 * What several measurements of the same thing say.
 *
 * @param median the one in the middle, or the mean of both in the middle
 * @param min the smallest
 * @param max the largest
 */
public record Spread(double median, double min, double max) {

    /**
     * Sums up the values.
     *
     * @throws IllegalArgumentException if there are none
     */
    public static Spread of(double... values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("nothing was measured, so that there is no median");
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(median, sorted[0], sorted[sorted.length - 1]);
    }

    /**
     * How many times as much the first values are as the second ones, each compared with the one in the same place: what was
     * measured in the same round shares the machine's mood.
     *
     * @throws IllegalArgumentException if there are not as many of one as of the other
     */
    public static Spread ofRatios(double[] values, double[] baseline) {
        return compared(values, baseline, (value, base) -> value / base);
    }

    /**
     * How much more the first values are than the second ones, by subtraction.
     *
     * @throws IllegalArgumentException if there are not as many of one as of the other
     */
    public static Spread ofDifferences(double[] values, double[] baseline) {
        return compared(values, baseline, (value, base) -> value - base);
    }

    private static Spread compared(double[] values, double[] baseline, DoubleBinaryOperator comparison) {
        if (values.length != baseline.length) {
            throw new IllegalArgumentException(
                    "%d values cannot be compared with %d".formatted(values.length, baseline.length));
        }
        double[] compared = new double[values.length];
        Arrays.setAll(compared, i -> comparison.applyAsDouble(values[i], baseline[i]));
        return of(compared);
    }
}
