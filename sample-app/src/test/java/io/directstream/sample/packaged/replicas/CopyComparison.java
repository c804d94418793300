/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.sample.packaged.replicas;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What of an input without gaps is copied: every record is to be once, and in its order. */
final class CopyComparison {
    private final Map<Integer, List<String>> orders;
    private final Map<Integer, BitSet> copied = new HashMap<>();
    private final Map<Integer, Long> newest = new HashMap<>();
    private final List<String> findings = new ArrayList<>();

    /**
     * Begins without copies.
     *
     * @param orders the input, by partition; all begin at 0
     */
    CopyComparison(Map<Integer, List<String>> orders) {
        this.orders = orders;
    }

    /** How many records the input has. */
    long records() {
        return orders.values().stream().mapToLong(List::size).sum();
    }

    /** How many of them have no copy. */
    long lost() {
        return records()
                - copied.values().stream().mapToLong(BitSet::cardinality).sum();
    }

    /** Copies that are not the next one of their partition, and those of something else. */
    List<String> findings() {
        return findings;
    }

    /** Takes the next copy of its partition. */
    void take(ConsumerRecord<String, String> copy) {
        long offset = Long.parseLong(copy.key());
        long expected = newest.getOrDefault(copy.partition(), -1L) + 1;
        if (offset != expected) {
            findings.add("partition %d at %d: copy of %d, expected %d"
                    .formatted(copy.partition(), copy.offset(), offset, expected));
        }
        if (!copy.value().equals(orders.get(copy.partition()).get(Math.toIntExact(offset)))) {
            findings.add(
                    "partition %d at %d: not as the order at %d".formatted(copy.partition(), copy.offset(), offset));
        }
        copied.computeIfAbsent(copy.partition(), none -> new BitSet()).set(Math.toIntExact(offset));
        newest.put(copy.partition(), offset);
    }
}
