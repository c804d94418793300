/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.sample.packaged.replicas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Follows one replica through its kills: what it delivered in each life, against the checkpoints that the kill before left. */
final class CheckpointLives {
    private final Map<Integer, Partition> partitions = new TreeMap<>();
    private int planned;
    private int repeatedRanges;
    private long repeatedRecords;

    /**
     * Takes a life.
     *
     * @param delivered its ranges, in their order
     * @param left the checkpoints of after it
     */
    void add(List<ReadRange> delivered, Map<Integer, Checkpoint> left) {
        delivered.forEach(range -> partition(range.partition()).deliver(range));
        left.keySet().forEach(this::partition);
        partitions.forEach((number, partition) -> partition.end(left.get(number)));
    }

    /** How many ranges were planned, and not finished by their checkpoint, when their replica was killed. */
    int planned() {
        return planned;
    }

    /** How many of those had been delivered before as well. */
    int repeatedRanges() {
        return repeatedRanges;
    }

    long repeatedRecords() {
        return repeatedRecords;
    }

    private Partition partition(int number) {
        return partitions.computeIfAbsent(number, Partition::new);
    }

    private final class Partition {
        private final int number;
        private @Nullable Checkpoint left;
        private @Nullable ReadRange last;
        private boolean hasDelivered;

        private Partition(int number) {
            this.number = number;
        }

        private void deliver(ReadRange range) {
            long end = last == null ? 0 : last.until();
            if (!hasDelivered) {
                assertBeginsAsLeft(range);
            }
            if (!hasDelivered && last != null && range.from() < end) {
                assertThat(List.of(range.from(), range.until()))
                        .as("the only range that is repeated, %s", range)
                        .isEqualTo(List.of(last.from(), last.until()));
                repeatedRanges++;
                repeatedRecords += range.until() - range.from();
            } else {
                assertThat(range.from()).as("where %s begins", range).isEqualTo(end);
            }
            last = range;
            hasDelivered = true;
        }

        private void assertBeginsAsLeft(ReadRange range) {
            if (left != null) {
                assertThat(range.from()).as("where %s begins", range).isEqualTo(left.offset());
                if (left.plannedUntil() != null) {
                    assertThat(range.until()).as("where %s ends", range).isEqualTo(left.plannedUntil());
                }
            }
        }

        private void end(@Nullable Checkpoint checkpoint) {
            if (!hasDelivered && left != null) {
                assertStillLeft(checkpoint);
            }
            if (checkpoint != null && checkpoint.plannedUntil() != null) {
                planned++;
            }
            left = checkpoint;
            hasDelivered = false;
        }

        /** Of a life that delivered nothing; it may have planned what was not. */
        private void assertStillLeft(@Nullable Checkpoint checkpoint) {
            assertThat(checkpoint).as("checkpoint of partition %d", number).isNotNull();
            assertThat(checkpoint.offset()).as("offset of partition %d", number).isEqualTo(left.offset());
            if (left.plannedUntil() != null) {
                assertThat(checkpoint).as("checkpoint of partition %d", number).isEqualTo(left);
            }
        }
    }
}
