/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.benchmarks.client;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A batch over all partitions.
 *
 * @param dueMicros when it was due
 * @param doneMicros when its last part was done
 */
record BatchTime(long dueMicros, long doneMicros) {

    /** Parts that were due so close to each other belong together; batches are a second apart. */
    private static final long SAME_MICROS = TimeUnit.MILLISECONDS.toMicros(250);

    /** Puts parts together to batches, and keeps those that were due within the given time. */
    static List<BatchTime> join(Collection<BatchPart> parts, long fromMicros, long untilMicros) {
        List<BatchTime> batches = new ArrayList<>();
        List<BatchPart> sorted = parts.stream()
                .sorted(Comparator.comparingLong(BatchPart::dueMicros))
                .toList();
        for (BatchPart part : sorted) {
            int last = batches.size() - 1;
            if (last >= 0 && part.dueMicros() - batches.get(last).dueMicros() < SAME_MICROS) {
                batches.set(last, batches.get(last).and(part));
            } else {
                batches.add(new BatchTime(part.dueMicros(), part.doneMicros()));
            }
        }
        return batches.stream()
                .filter(batch -> batch.dueMicros() >= fromMicros && batch.dueMicros() < untilMicros)
                .toList();
    }

    /** How long batches took, and the longest time between the ends of two. */
    static Map<String, Long> figures(List<BatchTime> batches) {
        Percentiles times =
                Percentiles.of(batches.stream().mapToLong(BatchTime::micros).toArray());
        long longest = 0;
        for (int i = 1; i < batches.size(); i++) {
            longest = Math.max(
                    longest, batches.get(i).doneMicros() - batches.get(i - 1).doneMicros());
        }
        return Map.of(
                "batches",
                (long) batches.size(),
                "batchP50Micros",
                times.at(0.5),
                "batchP95Micros",
                times.at(0.95),
                "longestGapMicros",
                longest);
    }

    private BatchTime and(BatchPart part) {
        return new BatchTime(dueMicros, Math.max(doneMicros, part.doneMicros()));
    }

    private long micros() {
        return doneMicros - dueMicros;
    }
}
