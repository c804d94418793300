/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import io.directstream.StreamClock;
import io.directstream.consumer.ByteBudget;
import io.directstream.consumer.PartitionReader;
import io.directstream.offset.StorableRange;
import io.directstream.offset.StoredOffset;
import io.directstream.stream.BatchPlanner.Position;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.function.BiConsumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The partitions assigned to this instance and what each of them is doing: the one place where the member and the workers
 * meet. Every change goes through one lock and never waits for anything else while it holds it.
 *
 * <p>Each assignment of a partition has an epoch of its own. Whatever still comes in for an older epoch, a late task or a
 * late acknowledgement, finds no partition and changes nothing.
 */
final class PartitionTable {

    private final Assignment assignment;

    private final Condition idle;

    private final Agenda agenda;

    private final AssignmentView view;

    private final HeldPartitions held;

    private final UncommittedRanges uncommitted;

    private final Laggards laggards;

    private final Planning planning;

    private final StreamClock clock;

    private Instant lastProgress;

    private long lastEnded;

    PartitionTable(
            BatchLimits limits,
            StoreWindow window,
            ByteBudget budget,
            int workers,
            Membership membership,
            StreamClock clock) {
        this.clock = clock;
        this.planning = limits.planning();
        this.assignment = new Assignment(window);
        this.idle = assignment.lock().newCondition();
        this.agenda = new Agenda(assignment, limits, budget, membership, clock);
        this.view = new AssignmentView(assignment, planning, clock);
        this.held = new HeldPartitions(assignment, agenda, clock);
        this.uncommitted = new UncommittedRanges(assignment);
        this.laggards = new Laggards(assignment, limits, workers);
        this.lastProgress = clock.now();
        this.lastEnded = clock.nanoTime();
    }

    AssignmentView view() {
        return view;
    }

    ReadyQueue ready() {
        return agenda.ready;
    }

    HeldPartitions held() {
        return held;
    }

    UncommittedRanges uncommitted() {
        return uncommitted;
    }

    Laggards laggards() {
        return laggards;
    }

    StreamRates rates() {
        return agenda.rates;
    }

    /** Begins a new epoch for each partition, in which its position is still to be loaded. */
    void assign(Collection<TopicPartition> partitions) {
        assignment.run(() -> partitions.forEach(partition -> agenda.rates.began(assignment.begin(partition))));
    }

    /** The same, of partitions that are read up to the given offsets only. */
    void assign(Map<TopicPartition, Long> limits) {
        assignment.run(() ->
                limits.forEach((partition, until) -> agenda.rates.began(assignment.begin(partition)).limit = until));
    }

    /**
     * Has a partition begin at what is stored, unless its epoch ended meanwhile.
     *
     * @param reader what reads ahead for it; null if readers are looked for range by range
     */
    void loaded(TopicPartition loaded, long epoch, @Nullable PartitionReader reader, StoredOffset at) {
        assignment.with(loaded, epoch, partition -> {
            partition.loaded(reader, at, clock.nanoTime());
            agenda.changed(partition);
        });
    }

    /** The partition's range waits for records that this reader will have. */
    void reads(TopicPartition waiting, long epoch, PartitionReader reader) {
        assignment.with(waiting, epoch, partition -> {
            partition.reader = reader;
            partition.lastArrival = clock.nanoTime();
            agenda.changed(partition);
        });
    }

    /** The group has confirmed that this instance is a member: what was held back for that goes on. */
    void memberConfirmed() {
        assignment.run(agenda::memberConfirmed);
    }

    /** Begins nothing new of these partitions; their running ranges may still finish and be stored. */
    void beginRevoke(Collection<TopicPartition> partitions) {
        assignment.run(() -> {
            for (TopicPartition partition : partitions) {
                Optional.ofNullable(assignment.get(partition)).ifPresent(revoked -> {
                    agenda.forget(revoked);
                    revoked.state = PartitionState.REVOKING;
                });
            }
        });
    }

    /**
     * Ends the epoch of these partitions: nothing of them is stored here any more.
     *
     * @return ranges that were waiting to be delivered again
     */
    List<PlannedRange> remove(Collection<TopicPartition> partitions) {
        return assignment.locked(() -> {
            List<PlannedRange> waiting = new ArrayList<>();
            for (TopicPartition partition : partitions) {
                AssignedPartition removed = assignment.end(partition);
                if (removed != null) {
                    agenda.forget(removed);
                    Optional.ofNullable(removed.pending).ifPresent(waiting::add);
                }
            }
            agenda.allChanged();
            return waiting;
        });
    }

    /** Waits until none of these partitions has a range with a listener, at most for the given time. */
    boolean awaitIdle(Set<TopicPartition> partitions, long nanos) throws InterruptedException {
        assignment.lock().lock();
        try {
            long left = nanos;
            while (agenda.running.keySet().stream().anyMatch(partitions::contains)) {
                if (left <= 0) {
                    return false;
                }
                left = idle.awaitNanos(left);
            }
            return true;
        } finally {
            assignment.lock().unlock();
        }
    }

    /** Takes over what was told of the logs; only a stream whose ends were all told just now is known to have nothing to do. */
    void updateEnds(Map<TopicPartition, Long> ends, Map<TopicPartition, LogStart> starts) {
        assignment.run(() -> {
            long now = clock.nanoTime();
            assignment.all().forEach(partition -> partition.looked(ends, starts, now, planning));
            laggards.look();
            if (agenda.paused || isCaughtUp(ends)) {
                lastProgress = clock.now();
            }
        });
    }

    /** Who was put out of the group has no partitions, but is not known to have nothing to do. */
    private boolean isCaughtUp(Map<TopicPartition, Long> ends) {
        return !agenda.membership.isLost()
                && assignment.all().stream().allMatch(partition -> partition.isCaughtUp(ends));
    }

    /** The ends of these partitions' logs cannot be asked for at the moment. */
    void silent(Set<TopicPartition> partitions) {
        if (!partitions.isEmpty()) {
            assignment.run(() -> agenda.silent(partitions));
        }
    }

    /** An interval ended. */
    void tick(long at) {
        assignment.run(() -> agenda.tick(at));
    }

    /** Gives the calling worker the partitions whose turn it is, one or all of them together; empty if there are none. */
    List<Position> claim() {
        return assignment.locked(agenda::claim);
    }

    /** Whether the claimed ranges have their records, so that they can be delivered. */
    boolean areComplete(List<PlannedRange> claimed) {
        return assignment.locked(() -> agenda.areComplete(claimed));
    }

    /** The claimed ranges wait until their readers have their records. */
    void waitForRecords(List<PlannedRange> claimed) {
        ended(claimed, (range, partition) -> {
            partition.pending = range;
            partition.lastArrival = clock.nanoTime();
            partition.goOnAs(PartitionState.IDLE);
        });
    }

    /** Says that the range with these bounds is with the listener now, on the calling thread. */
    void delivering(PlannedRange planned) {
        RunningRange running = new RunningRange(planned, Thread.currentThread(), clock.nanoTime());
        assignment.with(planned.partition(), planned.epoch(), partition -> partition.delivering(running));
    }

    /** Nothing more is to be done with these ranges, which are about to be stored; returns those whose rest is given up. */
    List<PlannedRange> finished(List<PlannedRange> planned) {
        List<PlannedRange> givenUp = new ArrayList<>();
        boolean current = ended(planned, (range, partition) -> {
            if (!partition.finished(range)) {
                givenUp.add(range);
            }
            partition.forgetDueWithoutNews(planning);
        });
        return current ? givenUp : planned;
    }

    /**
     * The listener failed; the range is delivered again after the given time.
     *
     * @return whether it will be; not if its epoch ended meanwhile
     */
    boolean backOff(PlannedRange next, long delayNanos, String reason) {
        return ended(List.of(next), (range, partition) -> {
            partition.retryAt = clock.nanoTime() + delayNanos;
            partition.pending = next.dueAt(partition.retryAt);
            partition.reason = reason;
            partition.goOnAs(PartitionState.BACKING_OFF);
            held.backedOff(partition);
        });
    }

    /** The partition waits for an operator, at the given range if any. */
    void park(TopicPartition parked, long epoch, @Nullable PlannedRange pending, String reason) {
        assignment.run(() -> {
            agenda.running.remove(parked, epoch);
            idle.signalAll();
            assignment.with(parked, epoch, partition -> {
                agenda.forget(partition);
                partition.running = null;
                partition.pending = pending;
                partition.reason = reason;
                partition.goOnAs(PartitionState.FAILED);
            });
            Optional.ofNullable(assignment.get(parked)).ifPresent(agenda::changed);
        });
    }

    /** The range was given up because its epoch ended. */
    void abandoned(PlannedRange planned) {
        ended(List.of(planned), (range, partition) -> partition.goOnAs(PartitionState.IDLE));
    }

    /** The store acknowledged everything up to the ends of these ranges. */
    void acknowledged(List<StorableRange> stored) {
        assignment.run(() -> {
            List<AssignedPartition> changed = new ArrayList<>(stored.size());
            for (StorableRange range : stored) {
                AssignedPartition partition = assignment.current(range.topicPartition(), range.epoch());
                if (partition != null) {
                    partition.acknowledged(range.range().untilOffset());
                    changed.add(partition);
                }
            }
            lastProgress = changed.isEmpty() ? lastProgress : clock.now();
            agenda.changed(changed);
        });
    }

    /** The partition's position has to be looked up again. */
    void reload(TopicPartition unsure, long epoch, String reason) {
        assignment.with(unsure, epoch, partition -> {
            agenda.forget(partition);
            partition.reason = reason;
            partition.goOnAs(PartitionState.LOADING);
            agenda.changed(partition);
        });
    }

    /** Records of these partitions arrived; the calling worker takes one of them itself. */
    void arrived(List<TopicPartition> partitions) {
        assignment.run(() -> {
            List<AssignedPartition> here = new ArrayList<>();
            for (TopicPartition arrived : partitions) {
                AssignedPartition partition = assignment.get(arrived);
                if (partition != null) {
                    partition.arrived(clock.nanoTime());
                    here.add(partition);
                }
            }
            agenda.arrived(here);
        });
    }

    void setPaused(boolean pause) {
        assignment.run(() -> {
            agenda.paused = pause;
            lastProgress = clock.now();
            agenda.allChanged();
        });
    }

    boolean isPaused() {
        return assignment.locked(() -> agenda.paused);
    }

    /** Begins nothing new from now on, for good. */
    void stop() {
        assignment.run(() -> {
            agenda.stopping = true;
            agenda.ready.wakeAll();
        });
    }

    boolean isStopping() {
        return assignment.locked(() -> agenda.stopping);
    }

    /**
     * Partitions that stood still below their log's end for at least the given time, though workers were free to read
     * them. Each is reported once, and again after the same time.
     */
    Set<TopicPartition> stalled(long nanos) {
        return assignment.locked(() -> {
            Set<TopicPartition> stalled = new HashSet<>();
            boolean workersWereFree = agenda.running.isEmpty() && clock.nanoTime() - lastEnded >= nanos;
            if (!agenda.paused && !agenda.stopping && workersWereFree) {
                agenda.stalled(nanos, stalled);
            }
            return stalled;
        });
    }

    /** Whether anything runs or waits to be acknowledged, so that the member should look often. */
    boolean isBusy() {
        return assignment.locked(() ->
                !agenda.running.isEmpty() || assignment.all().stream().anyMatch(AssignedPartition::keepsTheMemberBusy));
    }

    Set<TopicPartition> running() {
        return assignment.locked(() -> new HashSet<>(agenda.running.keySet()));
    }

    Instant lastProgress() {
        return assignment.locked(() -> lastProgress);
    }

    private boolean ended(List<PlannedRange> planned, BiConsumer<PlannedRange, AssignedPartition> change) {
        return assignment.locked(() -> {
            lastEnded = clock.nanoTime();
            idle.signalAll();
            return agenda.ended(planned, change);
        });
    }
}
