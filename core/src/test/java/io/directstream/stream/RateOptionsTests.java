/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import static io.directstream.stream.Ranges.P0;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.directstream.rate.PidRateEstimator.Gains;
import io.directstream.stream.RateOptions.PartitionMaximum;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;

class RateOptionsTests {

    @Test
    void byDefaultThereIsNoLimit() {
        assertThat(RateOptions.DEFAULT.maxPerSecondPerPartition()).isNull();
        assertThat(RateOptions.DEFAULT.minPerSecondPerPartition()).isEqualTo(1);
        assertThat(RateOptions.DEFAULT.partitions()).isEmpty();
        assertThat(RateOptions.DEFAULT.backpressure()).isNull();
    }

    @Test
    void backpressureHasSparksGainsAndBoundsTheFirstBatch() {
        assertThat(BackpressureOptions.DEFAULT).isEqualTo(new BackpressureOptions(500, new Gains(1.0, 0.2, 0.0), 100));
    }

    @Test
    void zeroIsNoWordForUnlimited() {
        refused(() -> RateOptions.DEFAULT.withMaxPerSecondPerPartition(0L))
                .withMessage("rate.max-records-per-second-per-partition is 0; it must be at least 1");
        refused(() -> new RateOptions(null, 0, List.of(), null))
                .withMessage("rate.min-records-per-second-per-partition is 0; it must be at least 1");
        refused(() -> new RateOptions(null, 1, List.of(new PartitionMaximum(P0, 0L)), null))
                .withMessage("rate.partitions: max-records-per-second of orders-0 is 0; it must be at least 1");
    }

    @Test
    void aMinimumAboveAMaximumIsRefused() {
        refused(() -> new RateOptions(10L, 11, List.of(), null))
                .withMessage(
                        "rate.max-records-per-second-per-partition is 10 and rate.min-records-per-second-per-partition is 11; "
                                + "the least must not be more than the most, so lower it or raise the limit");
        refused(() -> new RateOptions(null, 11, List.of(new PartitionMaximum(P0, 5L)), null))
                .withMessageStartingWith(
                        "rate.partitions: max-records-per-second of orders-0 is 5 and rate.min-records-per-second-per-partition is 11");
        assertThat(new RateOptions(10L, 10, List.of(), null).maxPerSecondPerPartition())
                .isEqualTo(10);
    }

    @Test
    void aPartitionHasOneMaximum() {
        refused(() -> new RateOptions(
                        null, 1, List.of(new PartitionMaximum(P0, 5L), new PartitionMaximum(P0, null)), null))
                .withMessage("rate.partitions names orders-0 twice; remove one of them");
    }

    @Test
    void backpressureRefusesValuesThatCannotBeMeant() {
        Gains gains = new Gains(1, 1, 1);
        refused(() -> new BackpressureOptions(0, gains, 1))
                .withMessage("rate.backpressure.initial-records-per-second is 0; it must be at least 1");
        refused(() -> new BackpressureOptions(1, gains, 0))
                .withMessage("rate.backpressure.min-records-per-second is 0; it must be at least 1");
        refused(() -> new BackpressureOptions(1, new Gains(-1, 0, 0), 1))
                .withMessage("rate.backpressure.proportional is -1.0; it must be a number that is not negative");
        refused(() -> new BackpressureOptions(1, new Gains(0, Double.NaN, 0), 1))
                .withMessage("rate.backpressure.integral is NaN; it must be a number that is not negative");
        refused(() -> new BackpressureOptions(1, new Gains(0, 0, Double.POSITIVE_INFINITY), 1))
                .withMessage("rate.backpressure.derivative is Infinity; it must be a number that is not negative");
    }

    private static ThrowableAssertAlternative<IllegalArgumentException> refused(ThrowingCallable construction) {
        return assertThatIllegalArgumentException().isThrownBy(construction);
    }
}
