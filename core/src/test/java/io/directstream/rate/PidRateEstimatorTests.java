/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.rate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.directstream.rate.PidRateEstimator.Batch;
import io.directstream.rate.PidRateEstimator.Gains;
import io.directstream.rate.PidRateEstimator.Terms;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PidRateEstimatorTests {

    private static final Gains SPARK = new Gains(1.0, 0.2, 0.0);

    private final PidRateEstimator estimator = new PidRateEstimator(SPARK, 100, Duration.ofSeconds(1));

    @Test
    @DisplayName("F-56: gives the estimates that Spark's own class gives for the same batches")
    void givesSparksEstimates() {
        List<Double> estimates = new ArrayList<>();
        for (Batch batch : List.of(
                batch(1000, 1000, 500, 0),
                batch(2000, 1000, 500, 0),
                batch(3000, 1000, 2000, 0),
                batch(4000, 1000, 2000, 1500),
                batch(5000, 0, 10, 0),
                batch(6000, 50, 0, 0),
                batch(6000, 1000, 1000, 0),
                batch(6000, 500, 1000, 0),
                batch(7000, 10, 1000, 5000),
                batch(8000, 5000, 1000, 0))) {
            estimates.add(estimator.update(batch).map(Terms::perSecond).orElse(null));
        }

        assertThat(estimates).containsExactly(null, 2000.0, 500.0, 350.0, null, null, 1000.0, null, 100.0, 5000.0);
    }

    @Test
    void tellsTheTermsOfAnEstimate() {
        estimator.update(batch(1000, 1000, 500, 0));

        assertThat(estimator.update(batch(3000, 1000, 1000, 500))).contains(new Terms(1000, 1000, 500, 500, 900));
    }

    @Test
    void aChangeOfTheErrorCountsWithItsGain() {
        PidRateEstimator sensitive = new PidRateEstimator(new Gains(0, 0, 1.0), 1, Duration.ofSeconds(1));
        sensitive.update(batch(1000, 1000, 500, 0));

        Optional<Terms> terms = sensitive.update(batch(3000, 1000, 1000, 0));

        assertThat(terms).hasValueSatisfying(term -> {
            assertThat(term.errorChange()).isEqualTo(500);
            assertThat(term.perSecond()).isEqualTo(1500);
        });
    }

    @Test
    void followsAListenerThatTakesTheSameTimePerRecord() {
        double rate = 10_000;
        long end = 0;
        for (int i = 0; i < 10; i++) {
            end += 1000;
            long records = (long) rate;
            long processing = Math.max(1, records * 1000 / 700);
            rate = estimator
                    .update(batch(end, records, processing, 0))
                    .map(Terms::perSecond)
                    .orElse(rate);
        }

        assertThat(rate).isCloseTo(700, within(1.0));
    }

    private static Batch batch(long endMillis, long records, long processingMillis, long delayMillis) {
        return new Batch(nanos(endMillis), records, nanos(processingMillis), nanos(delayMillis));
    }

    private static long nanos(long millis) {
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }
}
