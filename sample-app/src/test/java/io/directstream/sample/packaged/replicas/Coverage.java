/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.sample.packaged.replicas;

import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/**
 * What replicas have read together, beside what there was to read.
 *
 * @param records how many records there were
 * @param lost how many nobody read
 * @param repeated how many were read again
 * @param repeatedRanges how many ranges held records that were read before
 */
record Coverage(long records, long lost, long repeated, long repeatedRanges) {
    /**
     * Compares.
     *
     * @param read what was read, by whomever
     * @param ends where each partition ends; all begin at 0
     */
    static Coverage of(Collection<ReadRange> read, Map<Integer, Long> ends) {
        Map<Integer, BitSet> seen = new HashMap<>();
        long repeated = 0;
        long repeatedRanges = 0;
        for (ReadRange range :
                read.stream().sorted(Comparator.comparing(ReadRange::at)).toList()) {
            BitSet offsets = seen.computeIfAbsent(range.partition(), none -> new BitSet());
            int from = Math.toIntExact(range.from());
            int until = Math.toIntExact(range.until());
            int again = offsets.get(from, until).cardinality();
            repeated += again;
            repeatedRanges += again > 0 ? 1 : 0;
            offsets.set(from, until);
        }
        long records = 0;
        long lost = 0;
        for (Map.Entry<Integer, Long> partition : ends.entrySet()) {
            int end = Math.toIntExact(partition.getValue());
            records += end;
            lost += end
                    - seen.getOrDefault(partition.getKey(), new BitSet())
                            .get(0, end)
                            .cardinality();
        }
        return new Coverage(records, lost, repeated, repeatedRanges);
    }
}
