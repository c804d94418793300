/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import io.directstream.OffsetRange;
import io.directstream.StreamClock;
import io.directstream.consumer.ByteBudget;
import io.directstream.consumer.PartitionReader;
import io.directstream.stream.BatchPlanner.Position;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Decides whose turn it is: a partition, or all partitions together, whose next range can be delivered. Guarded by the lock
 * of the {@link PartitionTable}.
 */
final class Agenda {

    /** The epochs of partitions that a worker claimed, those of partitions that left already included. */
    final Map<TopicPartition, Long> running = new HashMap<>();

    final ReadyQueue ready;

    final StreamRates rates;

    boolean paused;

    boolean stopping;

    /** Whether nothing begins until the group has confirmed that this instance is a member. */
    private boolean held;

    private final Assignment assignment;

    private final BatchLimits limits;

    private final Planning planning;

    private final ByteBudget budget;

    final Membership membership;

    private final StreamClock clock;

    /** When the next stream batch was due; null if none is. */
    private @Nullable Long batchDue;

    Agenda(Assignment assignment, BatchLimits limits, ByteBudget budget, Membership membership, StreamClock clock) {
        this.assignment = assignment;
        this.ready = new ReadyQueue(assignment.lock());
        this.limits = limits;
        this.rates = new StreamRates(assignment, limits, budget, this::allChanged, clock);
        this.planning = limits.planning();
        this.budget = budget;
        this.membership = membership;
        this.clock = clock;
    }

    /** Something changed about this partition: queues what can be delivered now, and wakes a worker for it. */
    void changed(AssignedPartition partition) {
        changed(List.of(partition));
    }

    /** The same of several, which cost a batch over all partitions no more than one does. */
    void changed(List<AssignedPartition> partitions) {
        ready.wake(queue(partitions));
    }

    void allChanged() {
        changed(assignment.all());
    }

    /** Records arrived, of these partitions; the calling worker takes one batch itself. */
    void arrived(List<AssignedPartition> partitions) {
        // When the budget is full, ranges that still wait for records are cut to what is there.
        boolean cutsOthers = planning.isTimed() && budget.isFull();
        ready.wake(queue(cutsOthers ? assignment.all() : partitions) - 1);
    }

    /** An interval ended: what has news is due from now on, and what could not begin before stays due from then on. */
    void tick(long now) {
        if (paused) {
            return;
        }
        rates.intervalEnded();
        for (AssignedPartition partition : assignment.all()) {
            partition.due(now, planning);
        }
        if (planning.isTogether()) {
            batchDue = batchDue == null ? (Long) now : batchDue;
            forgetDueWithoutNews();
        }
        allChanged();
    }

    /** What the calling worker is to deliver; empty if there is nothing. */
    List<Position> claim() {
        held |= membership.isInDoubt();
        return planning.isTogether() ? claimTogether() : claimOne();
    }

    /** The group has confirmed that this instance is a member. */
    void memberConfirmed() {
        if (held) {
            held = false;
            allChanged();
        }
    }

    private List<Position> claimOne() {
        for (AssignedPartition next = ready.poll(); next != null; next = ready.poll()) {
            if (isEligible(next)) {
                return List.of(claim(next, next.dueAt == null ? next.readySince : next.dueAt));
            }
        }
        return List.of();
    }

    private List<Position> claimTogether() {
        AssignedPartition token = ready.poll();
        if (token == null || !isBatchReady()) {
            return List.of();
        }
        boolean goesOn = assignment.all().stream()
                .anyMatch(partition -> partition.state == PartitionState.IDLE && partition.pending != null);
        long due = planning.isTimed() && batchDue != null ? batchDue : token.readySince;
        List<Position> positions = new ArrayList<>();
        assignment.all().stream()
                .filter(partition -> partition.state == PartitionState.IDLE)
                .filter(partition -> !goesOn || partition.pending != null)
                .forEach(partition -> positions.add(claim(partition, due)));
        batchDue = null;
        return positions;
    }

    private Position claim(AssignedPartition next, long due) {
        running.put(next.partition, next.epoch);
        return next.claimed(due, planning);
    }

    /**
     * Claimed ranges are not with a worker any more.
     *
     * @param change what becomes of those whose epochs did not end meanwhile
     * @return whether that holds for all of them
     */
    boolean ended(List<PlannedRange> claimed, BiConsumer<PlannedRange, AssignedPartition> change) {
        List<AssignedPartition> changed = new ArrayList<>(claimed.size());
        boolean all = true;
        for (PlannedRange range : claimed) {
            TopicPartition of = range.partition();
            running.remove(of);
            AssignedPartition current = assignment.current(of, range.epoch());
            if (current == null) {
                all = false;
            } else {
                current.freed();
                change.accept(range, current);
            }
            Optional.ofNullable(assignment.get(of)).ifPresent(changed::add);
        }
        goOnWithInterval(changed);
        forgetDueWithoutNews();
        changed(changed);
        return all;
    }

    /** What an interval planned and did not fit into its batch makes another batch, at once. */
    private void goOnWithInterval(List<AssignedPartition> ended) {
        if (planning.isTogether() && batchDue == null) {
            batchDue = ended.stream()
                    .map(partition -> partition.dueAt)
                    .filter(Objects::nonNull)
                    .min(Long::compare)
                    .orElse(null);
        }
    }

    /** An interval that brought nothing is over with that; what comes later belongs to the next one. */
    private void forgetDueWithoutNews() {
        if (batchDue != null && running.isEmpty() && !planning.deliversEmpty() && !hasNews()) {
            batchDue = null;
        }
    }

    /** A partition is gone: neither it nor a batch with it waits for a worker any more. */
    void forget(AssignedPartition partition) {
        ready.remove(partition);
        rates.ended(partition.partition);
    }

    /** How many batches became ready. */
    private int queue(List<AssignedPartition> partitions) {
        if (planning.isTogether()) {
            // Any partition stands for all of them.
            if (partitions.isEmpty() || !ready.isEmpty() || !isBatchReady()) {
                return 0;
            }
            enqueue(partitions.get(0));
            return 1;
        }
        int added = 0;
        for (AssignedPartition partition : partitions) {
            if (!partition.queued && isEligible(partition)) {
                enqueue(partition);
                added++;
            }
        }
        return added;
    }

    private void enqueue(AssignedPartition partition) {
        partition.readySince = clock.nanoTime();
        ready.add(partition);
    }

    private boolean isEligible(AssignedPartition partition) {
        return !paused
                && !stopping
                && !held
                && partition.state == PartitionState.IDLE
                && partition.hasRoom()
                && !running.containsKey(partition.partition)
                && (partition.pending == null
                        ? partition.hasNews(planning) && (!planning.isTimed() || partition.dueAt != null)
                        : isComplete(partition, partition.pending));
    }

    /** All partitions that can take part have to be able to. */
    private boolean isBatchReady() {
        if (paused || stopping || held || !running.isEmpty()) {
            return false;
        }
        if (assignment.all().stream().anyMatch(AssignedPartition::holdsUpBatches)) {
            return false;
        }
        List<PlannedRange> goingOn = assignment.all().stream()
                .filter(partition -> partition.state == PartitionState.IDLE)
                .flatMap(partition -> Stream.ofNullable(partition.pending))
                .toList();
        if (!goingOn.isEmpty()) {
            return areComplete(goingOn);
        }
        if (planning.isTimed()) {
            return batchDue != null && (hasNews() || planning.deliversEmpty() && hasPosition());
        }
        return hasNews();
    }

    private boolean hasNews() {
        return assignment.all().stream()
                .anyMatch(partition -> partition.state == PartitionState.IDLE && partition.hasNews(planning));
    }

    private boolean hasPosition() {
        return assignment.all().stream().anyMatch(partition -> partition.state == PartitionState.IDLE);
    }

    /** Whether a range has its records, or as many of them as it may have. */
    private boolean isComplete(AssignedPartition partition, PlannedRange planned) {
        OffsetRange range = planned.range();
        PartitionReader reader = partition.reader;
        if (planned.records() != null || range.isEmpty()) {
            return true;
        }
        if (reader == null || reader.position() != range.fromOffset()) {
            return false;
        }
        return reader.filledUntil() >= range.untilOffset()
                || !planned.fixed()
                        && (limits.isReached(reader, range.count(), assignment.count())
                                || budget.isFull() && (planning.isTogether() || !isUnread(planned)));
    }

    /** Nothing of a range is here that has offsets, so that it would be cut to none. */
    private boolean isUnread(PlannedRange planned) {
        AssignedPartition partition = assignment.current(planned.partition(), planned.epoch());
        PartitionReader reader = partition == null ? null : partition.reader;
        OffsetRange range = planned.range();
        return planned.isToBeRead() && (reader == null || reader.filledUntil() <= range.fromOffset());
    }

    /**
     * Whether all these ranges, planned and not yet delivered, have their records. When memory is used up, the partitions of
     * a batch of which nothing is here yet take no part in it, if others do.
     */
    boolean areComplete(List<PlannedRange> ranges) {
        boolean complete = ranges.stream().allMatch(planned -> {
            AssignedPartition partition = assignment.current(planned.partition(), planned.epoch());
            return partition == null || isComplete(partition, planned);
        });
        return complete
                && (ranges.stream().anyMatch(planned -> !planned.range().isEmpty() && !isUnread(planned))
                        || ranges.stream().noneMatch(this::isUnread));
    }

    /** Nobody answers for these partitions. */
    void silent(Set<TopicPartition> partitions) {
        for (TopicPartition of : partitions) {
            AssignedPartition partition = assignment.get(of);
            if (partition != null) {
                partition.silent(planning);
            }
        }
        allChanged();
    }

    /** Partitions that stood still below their log's end for at least the given time. */
    void stalled(long nanos, Set<TopicPartition> into) {
        long now = clock.nanoTime();
        for (AssignedPartition partition : assignment.all()) {
            if (partition.isBehind(planning) && now - partition.lastArrival >= nanos) {
                partition.stalled(now, planning);
                into.add(partition.partition);
            }
        }
        allChanged();
    }
}
