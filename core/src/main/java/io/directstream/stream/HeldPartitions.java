/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import io.directstream.StreamClock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Partitions that are held up, after a failure by their back-off or until an operator has them go on. Uses the lock of the
 * {@link PartitionTable}.
 */
final class HeldPartitions {

    private final Assignment assignment;

    private final Agenda agenda;

    private final StreamClock clock;

    /** When the first back-off ends, so that the member does not look at all partitions in each turn; null without one. */
    private @Nullable Long nextRetry;

    HeldPartitions(Assignment assignment, Agenda agenda, StreamClock clock) {
        this.assignment = assignment;
        this.agenda = agenda;
        this.clock = clock;
    }

    /** Says why a partition does not go on, while its state stays. */
    void explain(TopicPartition of, String reason) {
        assignment.run(() -> Optional.ofNullable(assignment.get(of)).ifPresent(partition -> {
            partition.reason = reason;
            agenda.changed(partition);
        }));
    }

    /** What a partition did not go on for is over. */
    void noLonger(TopicPartition of, String reason) {
        assignment.run(() -> Optional.ofNullable(assignment.get(of))
                .filter(partition -> reason.equals(partition.reason))
                .ifPresent(partition -> partition.reason = null));
    }

    /** A partition backs off from now on. */
    void backedOff(AssignedPartition partition) {
        Long other = nextRetry;
        if (other == null || partition.retryAt - other < 0) {
            nextRetry = partition.retryAt;
        }
    }

    /** Has partitions go on whose back-off ended; the value says whether their records have to be read again first. */
    Map<TopicPartition, Boolean> endBackoffs() {
        return assignment.locked(() -> {
            long now = clock.nanoTime();
            Long due = nextRetry;
            if (due == null || now - due < 0) {
                return Map.of();
            }
            nextRetry = null;
            Map<TopicPartition, Boolean> goingOn = new HashMap<>();
            List<AssignedPartition> changed = new ArrayList<>();
            for (AssignedPartition partition : assignment.all()) {
                if (partition.state != PartitionState.BACKING_OFF) {
                    continue;
                }
                if (now - partition.retryAt < 0) {
                    backedOff(partition);
                    continue;
                }
                partition.state = PartitionState.IDLE;
                partition.lastArrival = now;
                PlannedRange pending = partition.pending;
                goingOn.put(partition.partition, pending != null && pending.isToBeRead());
                changed.add(partition);
            }
            agenda.changed(changed);
            return goingOn;
        });
    }

    /** Has parked partitions go on; the value says whether they repeat a range, or have to look up their position. */
    Map<TopicPartition, Boolean> restart() {
        return assignment.locked(() -> {
            Map<TopicPartition, Boolean> restarted = new HashMap<>();
            List<AssignedPartition> changed = new ArrayList<>();
            for (AssignedPartition partition : assignment.all()) {
                if (partition.state == PartitionState.FAILED) {
                    partition.reason = null;
                    partition.state = partition.pending == null ? PartitionState.LOADING : PartitionState.IDLE;
                    partition.lastArrival = clock.nanoTime();
                    restarted.put(partition.partition, partition.pending != null);
                    changed.add(partition);
                }
            }
            agenda.changed(changed);
            return restarted;
        });
    }
}
