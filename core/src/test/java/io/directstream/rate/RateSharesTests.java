/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.rate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.directstream.rate.RateShares.Demand;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class RateSharesTests {

    @Test
    void withoutALimitOfTheStreamEachPartitionHasItsOwn() {
        assertThat(RateShares.perSecond(List.of(demand(5, 100.0), demand(7, 20.0)), null))
                .containsExactly(100.0, 20.0);
    }

    @Test
    @DisplayName("F-54: a partition without a limit is not starved because another one has a limit")
    void unlimitedPartitionsAreNotStarved() {
        assertThat(RateShares.perSecond(List.of(demand(1_000, 100.0), demand(1_000, null)), null))
                .containsExactly(100.0, null);
        assertThat(RateShares.perSecond(List.of(demand(1_000, 100.0), demand(1_000, null)), 500.0))
                .containsExactly(100.0, 400.0);
    }

    @Test
    void aStreamsLimitIsSharedByWhatThereIsToRead() {
        assertThat(RateShares.perSecond(List.of(demand(300, null), demand(100, null), demand(0, null)), 400.0))
                .containsExactly(300.0, 100.0, 1.0);
    }

    @Test
    void whatAMaximumForbidsGoesToTheOthers() {
        List<Demand> demands = List.of(demand(800, 100.0), demand(100, 150.0), demand(100, null));

        assertThat(RateShares.perSecond(demands, 1_000.0)).containsExactly(100.0, 150.0, 750.0);
    }

    @Test
    @DisplayName("F-53: a stream that has nothing to read has equal shares, and no limit that is not a number")
    void nothingToReadDividesEqually() {
        assertThat(RateShares.perSecond(List.of(demand(0, null), demand(0, 10.0)), 100.0))
                .containsExactly(90.0, 10.0);
        assertThat(RateShares.perSecond(List.of(), 100.0)).isEmpty();
    }

    @RepeatedTest(200)
    void sharesKeepToTheLimits(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        List<Demand> demands = new ArrayList<>();
        for (int i = 0; i < 1 + random.nextInt(8); i++) {
            double min = 1 + random.nextInt(20);
            Double max = random.nextBoolean() ? null : (Double) (min + random.nextInt(200));
            demands.add(new Demand(random.nextInt(4) == 0 ? 0 : random.nextInt(100_000), max, min));
        }
        double rate = 1 + random.nextInt(2_000);

        List<@Nullable Double> shares = RateShares.perSecond(demands, rate);

        double total = 0;
        double minima = 0;
        double maxima = 0;
        for (int i = 0; i < shares.size(); i++) {
            Demand demand = demands.get(i);
            double share = shares.get(i);
            double max = demand.maxPerSecond() == null ? Double.MAX_VALUE : demand.maxPerSecond();
            assertThat(share).as("%s of %s", demand, demands).isBetween(demand.minPerSecond(), max);
            total += share;
            minima += demand.minPerSecond();
            maxima += demand.lag() == 0 ? 0 : max;
        }
        assertThat(total)
                .as("no more than the stream's limit and the minima")
                .isLessThanOrEqualTo(rate + minima + 1e-6);
        assertThat(total).as("nothing is left over that one could read").isGreaterThan(Math.min(rate, maxima) - 1e-6);
    }

    @RepeatedTest(50)
    void whoHasMoreToReadGetsMore(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        long less = 1L + random.nextInt(1_000);
        long more = less * (1 + random.nextInt(5));

        List<@Nullable Double> shares = RateShares.perSecond(List.of(demand(less, null), demand(more, null)), 5_000.0);

        assertThat(shares.get(1) / shares.get(0)).isCloseTo((double) more / less, within(1e-9));
    }

    private static Demand demand(long lag, @Nullable Double max) {
        return new Demand(lag, max, 1);
    }
}
