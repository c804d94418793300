/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import io.directstream.StreamClock;
import io.directstream.offset.StoredOffset;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/** What is known of the assigned partitions; changes nothing. */
final class AssignmentView {

    private final Assignment assignment;

    private final Planning planning;

    private final StreamClock clock;

    AssignmentView(Assignment assignment, Planning planning, StreamClock clock) {
        this.assignment = assignment;
        this.planning = planning;
        this.clock = clock;
    }

    /** Whether the partition is still assigned in this epoch, so that something may be stored for it. */
    boolean isCurrent(TopicPartition partition, long epoch) {
        return assignment.locked(() -> assignment.current(partition, epoch) != null);
    }

    /** Answers whether the epochs of all these ranges still hold, without taking the lock each time. */
    BooleanSupplier ownership(List<PlannedRange> planned) {
        return assignment.locked(() -> {
            List<AssignedPartition> current = new ArrayList<>(planned.size());
            for (PlannedRange range : planned) {
                AssignedPartition partition = assignment.current(range.partition(), range.epoch());
                if (partition == null) {
                    return () -> false;
                }
                current.add(partition);
            }
            return new Ownership(assignment, current);
        });
    }

    /** How many partitions are assigned. */
    int count() {
        return assignment.locked(assignment::count);
    }

    /** The assigned partitions, sorted. */
    Set<TopicPartition> partitions() {
        return assignment.locked(assignment::names);
    }

    /** The current epochs of those of the partitions that are assigned. */
    Map<TopicPartition, Long> epochs(Collection<TopicPartition> of) {
        return assignment.locked(() -> {
            Map<TopicPartition, Long> epochs = new HashMap<>();
            of.forEach(partition -> find(partition).ifPresent(found -> epochs.put(partition, found.epoch)));
            return epochs;
        });
    }

    /** What is known to be stored of those of the partitions that are assigned. */
    Map<TopicPartition, StoredOffset> storedAmong(Collection<TopicPartition> of) {
        return assignment.locked(() -> {
            Map<TopicPartition, StoredOffset> known = new HashMap<>();
            of.forEach(partition -> find(partition).ifPresent(found -> {
                if (found.stored != null) {
                    known.put(partition, new StoredOffset(found.stored, null, found.origin.shape()));
                }
            }));
            return known;
        });
    }

    /** The range of a partition that waits for its records. */
    Optional<PlannedRange> waiting(TopicPartition of) {
        return assignment.locked(
                () -> find(of).map(partition -> partition.pending).filter(PlannedRange::isToBeRead));
    }

    /** The ranges that are with the listener. */
    List<RunningRange> running() {
        return assignment.locked(() -> assignment.all().stream()
                .map(partition -> partition.running)
                .filter(Objects::nonNull)
                .toList());
    }

    /** Whether one of these partitions has records that wait until finished ranges are stored. */
    boolean waitsForStore(Collection<TopicPartition> of) {
        return assignment.locked(() -> of.stream()
                .map(this::find)
                .flatMap(Optional::stream)
                .anyMatch(partition -> partition.waitsForStore(planning)));
    }

    /** Whether batches over all partitions wait for an operator, because one of them failed. */
    boolean holdsUpBatches() {
        return planning.isTogether()
                && assignment.locked(() -> assignment.all().stream()
                        .anyMatch(partition -> partition.state == PartitionState.FAILED && partition.pending != null));
    }

    /** Those of these partitions that were read as far as they are to be. */
    List<TopicPartition> readToTheirLimits(Collection<TopicPartition> of) {
        return assignment.locked(() -> of.stream()
                .filter(partition -> find(partition)
                        .filter(AssignedPartition::isReadToItsLimit)
                        .isPresent())
                .toList());
    }

    Set<TopicPartition> parked() {
        return assignment.locked(() -> assignment.all().stream()
                .filter(partition -> partition.state == PartitionState.FAILED)
                .map(partition -> partition.partition)
                .collect(Collectors.toSet()));
    }

    /** The ids of the topics under which assigned partitions began, as far as known. */
    Map<TopicPartition, Uuid> topicIds() {
        return assignment.locked(() -> {
            Map<TopicPartition, Uuid> ids = new HashMap<>();
            for (AssignedPartition partition : assignment.all()) {
                Uuid id = partition.origin.topicId();
                if (id != null) {
                    ids.put(partition.partition, id);
                }
            }
            return ids;
        });
    }

    /** What is kept with the offsets of a partition. */
    Origin origin(TopicPartition of) {
        return assignment.locked(
                () -> find(of).map(partition -> partition.origin).orElse(Origin.UNKNOWN));
    }

    /** Up to where a partition is to be read; empty if there is no such end. */
    Optional<Long> limit(TopicPartition of) {
        return assignment.locked(() -> find(of).map(partition -> partition.limit));
    }

    /** The epoch of an idle partition that stands at the given offset, all before it stored. */
    Optional<Long> standingAt(TopicPartition of, long offset) {
        return assignment.locked(() -> find(of).filter(
                        partition -> partition.state == PartitionState.IDLE && partition.nextToRead() == offset)
                .map(partition -> partition.epoch));
    }

    Optional<PartitionSnapshot> snapshot(TopicPartition of) {
        return assignment.locked(() -> find(of).map(partition -> partition.snapshot(clock.now())));
    }

    /** All partitions at one moment, sorted. */
    List<PartitionSnapshot> snapshots() {
        return assignment.locked(() -> {
            Instant now = clock.now();
            return assignment.all().stream()
                    .map(partition -> partition.snapshot(now))
                    .toList();
        });
    }

    private Optional<AssignedPartition> find(TopicPartition of) {
        return Optional.ofNullable(assignment.get(of));
    }
}
