/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.assignor;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Stream;

/**
 * Spreads items over bins at the least cost: first as evenly as what is allowed permits, then by the cost of each item in
 * its bin. The result is exact, not a heuristic: items are inserted one by one, each along the cheapest chain of moves
 * (successive shortest paths in the residual network of a transportation problem). There are few bins, so each step costs
 * little. Equal inputs give equal results.
 */
final class CheapestSpread {

    /** The cost of an item in a bin that it must not be in. */
    static final long NOT_ALLOWED = Long.MAX_VALUE;

    private static final int NOWHERE = -1;

    private final long[][] costs;

    private final int bins;

    private final Evenness evenness;

    private final int[] loads;

    private final int[] binOf;

    private final List<BitSet> itemsOf;

    /** What the cheapest move from one bin to another costs; {@link #NOT_ALLOWED} if there is none. */
    private final long[][] moveCosts;

    private final int[][] movedItems;

    private CheapestSpread(long[][] costs, int[] loads, Evenness evenness) {
        this.costs = costs;
        this.bins = loads.length;
        this.loads = loads.clone();
        this.evenness = evenness;
        this.binOf = new int[costs.length];
        this.itemsOf = Stream.generate(BitSet::new).limit(bins).toList();
        this.moveCosts = new long[bins][bins];
        this.movedItems = new int[bins][bins];
        Arrays.fill(binOf, NOWHERE);
        for (long[] row : moveCosts) {
            Arrays.fill(row, NOT_ALLOWED);
        }
    }

    /**
     * Spreads all items that are allowed somewhere.
     *
     * @param costs by item and bin; all of one item's together must be less than one {@link Evenness#weight}
     * @param loads what each bin holds already
     * @param evenness what a difference of loads costs
     * @return the bin of each item, -1 where none is allowed
     */
    static int[] spread(long[][] costs, int[] loads, Evenness evenness) {
        CheapestSpread spread = new CheapestSpread(costs, loads, evenness);
        for (int item = 0; item < costs.length; item++) {
            spread.insert(item);
        }
        return spread.binOf;
    }

    private void insert(int item) {
        long[] distances = costs[item].clone();
        int[] before = new int[bins];
        Arrays.fill(before, NOWHERE);
        relax(distances, before);
        int last = cheapestEnd(distances);
        if (last == NOWHERE) {
            return;
        }
        loads[last]++;
        int to = last;
        for (int from = before[to]; from != NOWHERE; from = before[to]) {
            put(movedItems[from][to], to);
            to = from;
        }
        put(item, to);
        for (int changed = last; changed != NOWHERE; changed = before[changed]) {
            findMovesFrom(changed);
        }
    }

    /** Finds the cheapest chain of moves that makes room in each bin (Bellman and Ford). */
    private void relax(long[] distances, int[] before) {
        boolean shorter = true;
        while (shorter) {
            shorter = false;
            for (int from = 0; from < bins; from++) {
                for (int to = 0; to < bins; to++) {
                    if (distances[from] == NOT_ALLOWED || moveCosts[from][to] == NOT_ALLOWED) {
                        continue;
                    }
                    long distance = distances[from] + moveCosts[from][to];
                    if (distance < distances[to]) {
                        distances[to] = distance;
                        before[to] = from;
                        shorter = true;
                    }
                }
            }
        }
    }

    private int cheapestEnd(long[] distances) {
        int best = NOWHERE;
        long least = NOT_ALLOWED;
        for (int bin = 0; bin < bins; bin++) {
            if (distances[bin] != NOT_ALLOWED) {
                long cost = distances[bin] + evenness.costOf(loads[bin]);
                if (cost < least) {
                    least = cost;
                    best = bin;
                }
            }
        }
        return best;
    }

    private void put(int item, int bin) {
        if (binOf[item] != NOWHERE) {
            itemsOf.get(binOf[item]).clear(item);
        }
        binOf[item] = bin;
        itemsOf.get(bin).set(item);
    }

    private void findMovesFrom(int from) {
        Arrays.fill(moveCosts[from], NOT_ALLOWED);
        BitSet items = itemsOf.get(from);
        for (int item = items.nextSetBit(0); item >= 0; item = items.nextSetBit(item + 1)) {
            for (int to = 0; to < bins; to++) {
                if (to != from && costs[item][to] != NOT_ALLOWED) {
                    long cost = costs[item][to] - costs[item][from];
                    if (cost < moveCosts[from][to]) {
                        moveCosts[from][to] = cost;
                        movedItems[from][to] = item;
                    }
                }
            }
        }
    }

    /**
     * What it costs to put one more item into a bin. Loads count in steps: within a step a bin is as good as another, so
     * that in the end loads differ by no more than a step, as far as what is allowed permits that.
     *
     * @param step how far loads may differ; at least 1
     * @param shift moves the steps, so that the mean is in the middle of one
     * @param weight what a step costs: more than all items' costs together
     */
    record Evenness(int step, int shift, long weight) {

        /**
         * Loads that differ as little as possible, or up to the given number around their mean.
         *
         * @param items how many items there are, those counted in the loads before included
         * @param bins the number of bins
         * @param difference how far loads may differ, at least 1
         * @param weight more than all items' costs together
         */
        static Evenness around(int items, int bins, int difference, long weight) {
            int most = -Math.floorDiv(-items, bins) + difference / 2;
            int least = most - difference;
            return new Evenness(difference, Math.floorMod(-least, difference), weight);
        }

        long costOf(int load) {
            return weight * ((load + shift) / step);
        }
    }
}
