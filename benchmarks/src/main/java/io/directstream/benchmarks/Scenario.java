/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.benchmarks;

import io.directstream.benchmarks.client.Amount;
import io.directstream.benchmarks.work.Work;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A topic to drain, and what is done with its records.
 *
 * @param name its name in settings and files
 * @param workload the records that count
 * @param rehearsals how often each JVM drains the topic before it counts
 * @param work what is done with each; asked for once, when the scenario begins
 * @param heap the heaps of its contenders, if they are not as in the others
 */
record Scenario(String name, Workload workload, int rehearsals, Supplier<Work> work, Optional<String> heap) {

    /** How many records more the topic of a skewed workload holds to warm up with, as a part of those that count. */
    private static final int SHORT_WARM_UP = 8;

    Scenario withRecords(int number, int drainsBefore) {
        return new Scenario(name, workload.withRecords(number), drainsBefore, work, heap);
    }

    /**
     * As many records to warm up with as count. Where half of them is in one partition the others are empty by then, and
     * what counts would be that partition alone: there the warm-up is short.
     */
    Amount amount() {
        int records = workload.records();
        int warmUp = workload.skew() == Skew.EVEN ? records : records / SHORT_WARM_UP;
        return Amount.ofRecords(warmUp, records).rehearsed(rehearsals);
    }
}
