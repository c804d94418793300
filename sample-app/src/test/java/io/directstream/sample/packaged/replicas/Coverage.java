/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.sample.packaged.replicas;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What replicas have read together, beside what there was to read.
 *
 * @param records how many records there were
 * @param lost how many nobody read
 * @param repeated how many were read again
 * @param repeatedRanges how many ranges of one partition somebody read in vain, in the partition where these are most: of two
 *     readers the one with fewer, so that one's two ranges that are another one's ten count as two
 */
record Coverage(long records, long lost, long repeated, int repeatedRanges) {
    /**
     * Compares.
     *
     * @param read what was read, by whomever
     * @param ends where each partition ends; all begin at 0
     */
    static Coverage of(Collection<ReadRange> read, Map<Integer, Long> ends) {
        return of(read, ends, Instant.MIN, Instant.MAX);
    }

    /** The same, with the repeats of this time only. */
    static Coverage of(Collection<ReadRange> read, Map<Integer, Long> ends, Instant after, Instant until) {
        Map<Integer, Partition> partitions = new HashMap<>();
        read.stream()
                .sorted(Comparator.comparing(ReadRange::at))
                .forEach(range -> partitions
                        .computeIfAbsent(range.partition(), none -> new Partition())
                        .add(range, range.at().isAfter(after) && !range.at().isAfter(until)));
        long records = 0;
        long lost = 0;
        for (Map.Entry<Integer, Long> end : ends.entrySet()) {
            records += end.getValue();
            lost += partitions.getOrDefault(end.getKey(), new Partition()).missing(Math.toIntExact(end.getValue()));
        }
        long repeated =
                partitions.values().stream().mapToLong(one -> one.repeated).sum();
        int ranges = partitions.values().stream()
                .mapToInt(Partition::repeatedRanges)
                .max()
                .orElse(0);
        return new Coverage(records, lost, repeated, ranges);
    }

    private static final class Partition {
        /** Who read an offset first. */
        private final List<ReadRange> first = new ArrayList<>();

        /** By the names of two readers the ranges of each that the other one has read too; of one reader earlier and later ones. */
        private final Map<List<String>, List<Set<ReadRange>>> shared = new HashMap<>();

        private long repeated;

        private void add(ReadRange range, boolean counts) {
            while (first.size() < range.until()) {
                first.add(null);
            }
            for (int offset = Math.toIntExact(range.from()); offset < range.until(); offset++) {
                ReadRange before = first.get(offset);
                if (before == null) {
                    first.set(offset, range);
                } else if (counts) {
                    repeated++;
                    share(before, range);
                }
            }
        }

        private void share(ReadRange before, ReadRange range) {
            boolean sorted = before.replica().compareTo(range.replica()) <= 0;
            ReadRange one = sorted ? before : range;
            ReadRange other = sorted ? range : before;
            List<Set<ReadRange>> both = shared.computeIfAbsent(
                    List.of(one.replica(), other.replica()), none -> List.of(new HashSet<>(), new HashSet<>()));
            both.get(0).add(one);
            both.get(1).add(other);
        }

        private int repeatedRanges() {
            return shared.values().stream()
                    .mapToInt(both -> Math.min(both.get(0).size(), both.get(1).size()))
                    .sum();
        }

        private long missing(int end) {
            return IntStream.range(0, end)
                    .filter(offset -> offset >= first.size() || first.get(offset) == null)
                    .count();
        }
    }
}
