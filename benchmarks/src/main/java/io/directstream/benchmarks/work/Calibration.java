/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.benchmarks.work;

import java.util.concurrent.TimeUnit;

/**
 * Finds out once how many rounds of a calculation take the given time here, so that every contender of a run has the same
 * number of rounds to do, however busy the machine is then.
 */
public final class Calibration {

    private static final int ROUNDS = 1_000_000;

    private static final int ATTEMPTS = 20;

    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

    private Calibration() {}

    /** Work that takes so long where nothing else runs. */
    public static Work.Cpu lasting(long nanos) {
        long best = Long.MAX_VALUE;
        long answer = 0;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            long begin = System.nanoTime();
            answer += mix(attempt, ROUNDS);
            best = Math.min(best, System.nanoTime() - begin);
        }
        if (answer == 0 || best <= 0) {
            throw new IllegalStateException("%d rounds took %d ns".formatted(ROUNDS, best));
        }
        return new Work.Cpu((int) Math.max(1, ROUNDS * nanos / best));
    }

    /** The 2 microseconds of CPU that scenarios with work have for each record. */
    public static Work.Cpu twoMicros() {
        return lasting(TimeUnit.MICROSECONDS.toNanos(2));
    }

    /** Each round needs the one before: neither the compiler nor the processor can do several at once. */
    static long mix(long seed, int rounds) {
        long mixed = seed + 1;
        for (int i = 0; i < rounds; i++) {
            mixed = (mixed ^ (mixed >>> 29)) * MULTIPLIER + i;
        }
        return mixed;
    }
}
