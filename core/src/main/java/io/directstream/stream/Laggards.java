/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import io.directstream.consumer.PartitionReader;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;

/**
 * Partitions that are so far behind that they, and not all of them together, decide when everything is read: one range of
 * each can run at a time, so whatever they wait for comes on top. They take their turns first, are read for first, and are
 * stored at once, while at least one worker stays with the others.
 */
final class Laggards {

    /** In batches; what is less is soon read. */
    private static final int LEAST_BEHIND = 10;

    private final Assignment assignment;

    private final BatchLimits limits;

    private final int workers;

    private List<AssignedPartition> found = List.of();

    /** Whether there are any; read without the lock, so that it costs nothing where there are none. */
    private volatile boolean any;

    Laggards(Assignment assignment, BatchLimits limits, int workers) {
        this.assignment = assignment;
        this.limits = limits;
        this.workers = workers;
    }

    /** The ends of logs are known anew. Called with the assignment's lock held. */
    void look() {
        if (limits.planning().isTimed() || limits.planning().isTogether() || workers < 2) {
            return;
        }
        long all =
                assignment.all().stream().mapToLong(AssignedPartition::behind).sum();
        found.forEach(partition -> partition.laggard = false);
        found = assignment.all().stream()
                .filter(partition -> isLaggard(partition, all))
                .sorted(Comparator.comparingLong(AssignedPartition::behind).reversed())
                .limit(workers - 1L)
                .toList();
        found.forEach(partition -> partition.laggard = true);
        any = !found.isEmpty();
    }

    /** Whether it has more to read than half of what one worker would have if all had the same. */
    private boolean isLaggard(AssignedPartition partition, long all) {
        long behind = partition.behind();
        return behind >= (long) LEAST_BEHIND * limits.maxRecords() && 2 * behind >= all / workers;
    }

    /** The readers of those that have nothing left to deliver. */
    List<PartitionReader> starving() {
        return any
                ? assignment.locked(() -> found.stream()
                        .filter(partition -> !partition.ended)
                        .flatMap(partition -> Stream.ofNullable(partition.reader))
                        .filter(reader -> !reader.holds(1, 1))
                        .toList())
                : List.of();
    }

    /** Whether there are any among these. */
    boolean isAnyOf(Collection<TopicPartition> partitions) {
        return any
                && assignment.locked(
                        () -> found.stream().anyMatch(partition -> partitions.contains(partition.partition)));
    }
}
