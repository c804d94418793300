/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class SpreadTests {

    @Test
    void theMedianOfAnOddNumberIsTheOneInTheMiddle() {
        assertThat(Spread.of(3, 1, 10)).isEqualTo(new Spread(3, 1, 10));
    }

    @Test
    void theMedianOfAnEvenNumberIsTheMeanOfBothInTheMiddle() {
        assertThat(Spread.of(4, 1, 10, 2)).isEqualTo(new Spread(3, 1, 10));
    }

    @Test
    void nothingHasNoMedian() {
        assertThatIllegalArgumentException().isThrownBy(Spread::of);
    }

    @Test
    void ratiosCompareWhatWasMeasuredInTheSameRound() {
        // The machine was half as fast in the second round: the ratio does not see it.
        assertThat(Spread.ofRatios(new double[] {12, 6, 9}, new double[] {10, 5, 10}))
                .isEqualTo(new Spread(1.2, 0.9, 1.2));
    }

    @Test
    void roundsThatAreMissingAreNotGuessed() {
        assertThatIllegalArgumentException().isThrownBy(() -> Spread.ofRatios(new double[] {1}, new double[] {1, 2}));
    }
}
