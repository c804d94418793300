/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BackoffTests {

    @ParameterizedTest(name = "after {0} failures: {1} ms")
    @CsvSource({"1, 1000", "2, 2000", "3, 4000", "6, 32000", "7, 60000", "8, 60000", "2147483647, 60000"})
    void growsUpToTheLongestPause(int failures, long millis) {
        assertThat(Backoff.DEFAULT.after(failures)).hasMillis(millis);
    }

    @Test
    void withAMultiplierOfOneStaysTheSame() {
        Backoff constant = new Backoff(Duration.ofMillis(200), 1.0, Duration.ofSeconds(5));

        assertThat(constant.after(1)).hasMillis(200);
        assertThat(constant.after(100)).hasMillis(200);
    }

    @Test
    void neverShrinksAndNeverExceedsItsMaximum() {
        Backoff backoff = new Backoff(Duration.ofMillis(70), 1.3, Duration.ofSeconds(3));
        for (int failures = 1; failures < 50; failures++) {
            assertThat(backoff.after(failures + 1))
                    .isGreaterThanOrEqualTo(backoff.after(failures))
                    .isLessThanOrEqualTo(Duration.ofSeconds(3));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.99, 0.0, -1.0, Double.NaN, Double.POSITIVE_INFINITY})
    void aMultiplierThatWouldShortenPausesIsRefused(double multiplier) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Backoff(Duration.ofSeconds(1), multiplier, Duration.ofMinutes(1)))
                .withMessage("failure.backoff.multiplier is " + multiplier + "; it must be a number of at least 1.0");
    }

    @Test
    void aMaximumBelowTheFirstPauseIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Backoff(Duration.ofSeconds(10), 2.0, Duration.ofSeconds(5)))
                .withMessageStartingWith("failure.backoff.max-delay is 5000 ms; it must be at least 10000 ms");
    }
}
