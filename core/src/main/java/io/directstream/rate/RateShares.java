/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.rate;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Divides what a stream may read per second among its partitions. Pure: the same demands give the same shares. */
public final class RateShares {

    private RateShares() {}

    /**
     * The records per second of each partition; null for one without a limit.
     *
     * <p>Without a limit of the stream each partition has its own. With one they share it by what they have to read. What a
     * partition may not take because of its own maximum goes to the others; what it gets for its minimum comes on top.
     *
     * @param demands the partitions
     * @param streamPerSecond the records per second of all of them together; null without a limit
     */
    public static List<@Nullable Double> perSecond(List<Demand> demands, @Nullable Double streamPerSecond) {
        if (streamPerSecond == null) {
            return limits(demands);
        }
        double[] shares = divide(demands, streamPerSecond);
        List<@Nullable Double> result = new ArrayList<>(shares.length);
        for (int i = 0; i < shares.length; i++) {
            Demand demand = demands.get(i);
            result.add(demand.capped(Math.max(shares[i], demand.minPerSecond())));
        }
        return result;
    }

    private static List<@Nullable Double> limits(List<Demand> demands) {
        List<@Nullable Double> limits = new ArrayList<>(demands.size());
        demands.forEach(demand -> limits.add(demand.maxPerSecond()));
        return limits;
    }

    /** Those that get more than their maximum are settled first, and the rest is divided anew among the others. */
    private static double[] divide(List<Demand> demands, double perSecond) {
        double[] shares = new double[demands.size()];
        boolean[] settled = new boolean[demands.size()];
        double left = perSecond;
        boolean goesOn = true;
        while (goesOn) {
            goesOn = false;
            share(demands, left, settled, shares);
            for (int i = 0; i < shares.length; i++) {
                double capped = demands.get(i).capped(shares[i]);
                if (!settled[i] && capped < shares[i]) {
                    shares[i] = capped;
                    settled[i] = true;
                    left -= capped;
                    goesOn = true;
                }
            }
        }
        return shares;
    }

    /** Where nobody has anything to read all get the same. */
    private static void share(List<Demand> demands, double perSecond, boolean[] settled, double[] shares) {
        double lag = 0;
        int open = 0;
        for (int i = 0; i < shares.length; i++) {
            if (!settled[i]) {
                lag += demands.get(i).lag();
                open++;
            }
        }
        for (int i = 0; i < shares.length; i++) {
            if (!settled[i]) {
                double part = lag == 0 ? 1.0 / open : demands.get(i).lag() / lag;
                shares[i] = Math.max(0, perSecond) * part;
            }
        }
    }

    /**
     * A partition that wants to read.
     *
     * @param lag how many offsets it has to read
     * @param maxPerSecond the most records per second; null without a limit
     * @param minPerSecond the fewest records per second, at most as many as the maximum
     */
    public record Demand(long lag, @Nullable Double maxPerSecond, double minPerSecond) {

        private double capped(double perSecond) {
            return maxPerSecond == null ? perSecond : Math.min(perSecond, maxPerSecond);
        }
    }
}
