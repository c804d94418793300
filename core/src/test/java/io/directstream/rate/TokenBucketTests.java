/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.rate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class TokenBucketTests {

    private static final Duration FIFTH = Duration.ofMillis(200);

    private final TokenBucket bucket = new TokenBucket();

    @Test
    void beginsEmpty() {
        assertThat(bucket.available()).isZero();
    }

    @Test
    @DisplayName("P-10: a rate below one record per interval does not round to zero")
    void aLowRateDoesNotRoundToZero() {
        long taken = 0;
        for (int interval = 0; interval < 50; interval++) {
            bucket.begin(1, FIFTH);
            taken += takeAll();
        }

        assertThat(taken).as("ten seconds of one record per second").isEqualTo(10);
    }

    @Test
    void whatAnIntervalLeavesIsNotAddedToTheNext() {
        bucket.begin(100, FIFTH);
        bucket.begin(100, FIFTH);

        assertThat(bucket.available()).isEqualTo(20);
    }

    @Test
    void neverHoldsMoreThanMayBeReadAtOnce() {
        bucket.refill(100, Duration.ofMinutes(1), 100);

        assertThat(bucket.available()).isEqualTo(100);
    }

    @Test
    void holdsAWholeRecordHoweverLittleMayBeReadAtOnce() {
        bucket.refill(1, Duration.ofSeconds(5), 0);

        assertThat(bucket.available()).isEqualTo(1);
    }

    @Test
    void doesNotGiveWhatIsNotThere() {
        bucket.begin(10, FIFTH);

        assertThatIllegalArgumentException().isThrownBy(() -> bucket.take(3)).withMessage("3 records were taken of 2");
        bucket.take(2);
        bucket.giveBack(1);
        assertThat(bucket.available()).isEqualTo(1);
    }

    @RepeatedTest(100)
    void inAnyDivisionOfTimeAsMuchComesTogetherAsTheRateSays(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        long rate = 1L + random.nextInt(5_000);
        Duration time = Duration.ZERO;
        long taken = 0;
        for (int i = 0; i < 500; i++) {
            Duration step = Duration.ofNanos(random.nextInt(100_000_000));
            time = time.plus(step);
            bucket.refill((double) rate, step, rate);
            taken += takeAll();
            assertThat(taken).isEqualTo(time.toNanos() * rate / 1_000_000_000);
        }
    }

    private long takeAll() {
        long all = bucket.available();
        bucket.take(all);
        return all;
    }
}
