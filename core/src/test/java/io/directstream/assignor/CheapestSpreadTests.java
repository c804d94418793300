/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.assignor;

import static org.assertj.core.api.Assertions.assertThat;

import io.directstream.assignor.CheapestSpread.Evenness;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CheapestSpreadTests {

    private static final long WEIGHT = 1_000_000;

    @Test
    void spreadsEvenlyInTheOrderOfTheBins() {
        int[] bins = CheapestSpread.spread(new long[7][3], new int[3], Evenness.around(7, 3, 1, WEIGHT));

        assertThat(bins).containsExactly(0, 1, 2, 0, 1, 2, 0);
    }

    @Test
    void countsWhatBinsHoldAlready() {
        int[] bins = CheapestSpread.spread(new long[3][2], new int[] {3, 0}, Evenness.around(6, 2, 1, WEIGHT));

        assertThat(bins).containsOnly(1);
    }

    @Test
    void leavesOutWhatIsAllowedNowhere() {
        long[][] costs = {{CheapestSpread.NOT_ALLOWED, CheapestSpread.NOT_ALLOWED}, {0, CheapestSpread.NOT_ALLOWED}};

        assertThat(CheapestSpread.spread(costs, new int[2], Evenness.around(2, 2, 1, WEIGHT)))
                .containsExactly(-1, 0);
    }

    @Test
    void movesOthersOnWhereThatIsCheaperInAll() {
        long[][] costs = {{0, 1}, {0, 5}};

        assertThat(CheapestSpread.spread(costs, new int[2], Evenness.around(2, 2, 1, WEIGHT)))
                .containsExactly(1, 0);
    }

    @Test
    void loadsMayDifferByTheGivenNumberAroundTheirMeanWhereThatIsCheaper() {
        long[][] costs = new long[8][2];
        Arrays.setAll(costs, item -> new long[] {0, 1});

        int[] bins = CheapestSpread.spread(costs, new int[2], Evenness.around(8, 2, 2, WEIGHT));

        assertThat(Arrays.stream(bins).filter(bin -> bin == 0)).as("5 and 3").hasSize(5);
    }

    @Test
    void noOtherSpreadCostsLess() {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            int bins = 1 + random.nextInt(3);
            long[][] costs = new long[random.nextInt(7)][bins];
            for (long[] row : costs) {
                Arrays.setAll(row, bin -> random.nextInt(6) == 0 ? CheapestSpread.NOT_ALLOWED : random.nextInt(4));
            }
            int[] loads = random.ints(bins, 0, 3).toArray();
            int all = costs.length + Arrays.stream(loads).sum();
            Evenness evenness = Evenness.around(all, bins, 1 + random.nextInt(3), 100);

            int[] spread = CheapestSpread.spread(costs, loads, evenness);

            assertThat(cost(costs, loads, evenness, spread))
                    .as("seed %d", seed)
                    .isEqualTo(least(costs, loads, evenness, new int[costs.length], 0));
        }
    }

    /** Tries everything. */
    private static long least(long[][] costs, int[] loads, Evenness evenness, int[] bins, int item) {
        if (item == costs.length) {
            return cost(costs, loads, evenness, bins);
        }
        long least = Long.MAX_VALUE;
        boolean allowedSomewhere = false;
        for (int bin = 0; bin < loads.length; bin++) {
            if (costs[item][bin] != CheapestSpread.NOT_ALLOWED) {
                allowedSomewhere = true;
                bins[item] = bin;
                least = Math.min(least, least(costs, loads, evenness, bins, item + 1));
            }
        }
        if (!allowedSomewhere) {
            bins[item] = -1;
            least = least(costs, loads, evenness, bins, item + 1);
        }
        return least;
    }

    private static long cost(long[][] costs, int[] loads, Evenness evenness, int[] bins) {
        int[] now = loads.clone();
        long cost = 0;
        for (int item = 0; item < bins.length; item++) {
            if (bins[item] >= 0) {
                cost += costs[item][bins[item]] + evenness.costOf(now[bins[item]]++);
            }
        }
        return cost;
    }
}
