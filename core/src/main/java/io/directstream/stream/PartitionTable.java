/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import io.directstream.StreamClock;
import io.directstream.consumer.PartitionReader;
import io.directstream.offset.TopicShape;
import io.directstream.stream.BatchPlanner.Position;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.function.Consumer;
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

    private final Assignment assignment = new Assignment();

    private final Condition idle = assignment.lock().newCondition();

    private final ReadyQueue ready = new ReadyQueue(assignment.lock());

    private final AssignmentView view;

    /** The epochs of partitions that a worker claimed, those of partitions that left already included. */
    private final Map<TopicPartition, Long> running = new HashMap<>();

    private final StreamClock clock;

    private boolean paused;

    private boolean stopping;

    private Instant lastProgress;

    private long lastEnded;

    PartitionTable(StreamClock clock) {
        this.clock = clock;
        this.view = new AssignmentView(assignment, clock);
        this.lastProgress = clock.now();
        this.lastEnded = clock.nanoTime();
    }

    AssignmentView view() {
        return view;
    }

    ReadyQueue ready() {
        return ready;
    }

    // What the member says.

    /** Begins a new epoch for each partition, in which its position is still to be loaded. */
    void assign(Collection<TopicPartition> partitions) {
        assignment.run(() -> partitions.forEach(assignment::begin));
    }

    /** Has a partition begin at the given offset, unless its epoch ended meanwhile. */
    void loaded(PartitionReader reader, long epoch, long offset, @Nullable TopicShape shape) {
        assignment.with(reader.partition(), epoch, partition -> {
            partition.loaded(reader, offset, shape);
            partition.lastArrival = clock.nanoTime();
            enqueueIfReady(partition);
        });
    }

    /** Begins nothing new of these partitions; their running ranges may still finish and be stored. */
    void beginRevoke(Collection<TopicPartition> partitions) {
        assignment.run(() -> {
            for (TopicPartition partition : partitions) {
                Optional.ofNullable(assignment.get(partition)).ifPresent(revoked -> {
                    ready.remove(revoked);
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
                    ready.remove(removed);
                    Optional.ofNullable(removed.pending).ifPresent(waiting::add);
                }
            }
            return waiting;
        });
    }

    /** Waits until none of these partitions has a range with a listener, at most for the given time. */
    boolean awaitIdle(Set<TopicPartition> partitions, long nanos) throws InterruptedException {
        assignment.lock().lock();
        try {
            long left = nanos;
            while (running.keySet().stream().anyMatch(partitions::contains)) {
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

    void updateEnds(Map<TopicPartition, Long> ends, Map<TopicPartition, Long> begins) {
        assignment.run(() -> {
            for (AssignedPartition partition : assignment.all()) {
                TopicPartition of = partition.partition;
                partition.looked(ends.get(of), begins.get(of), clock.nanoTime());
            }
            boolean caughtUp = assignment.all().stream().allMatch(partition -> Objects.equals(partition.lag(), 0L));
            if (caughtUp || paused) {
                lastProgress = clock.now();
            }
        });
    }

    /** Has partitions go on whose back-off ended; the value says whether their records have to be read again first. */
    Map<TopicPartition, Boolean> endBackoffs() {
        return assignment.locked(() -> {
            Map<TopicPartition, Boolean> goingOn = new HashMap<>();
            for (AssignedPartition partition : assignment.all()) {
                if (partition.state == PartitionState.BACKING_OFF && clock.nanoTime() - partition.retryAt >= 0) {
                    partition.state = PartitionState.IDLE;
                    partition.lastArrival = clock.nanoTime();
                    PlannedRange pending = partition.pending;
                    goingOn.put(partition.partition, pending != null && pending.records() == null);
                    enqueueIfReady(partition);
                }
            }
            return goingOn;
        });
    }

    // What the workers say.

    /** Gives the calling worker the partition whose turn it is; null if there is none. */
    @Nullable
    Position claim() {
        assignment.lock().lock();
        try {
            for (AssignedPartition next = ready.poll(); next != null; next = ready.poll()) {
                if (isEligible(next)) {
                    Position position = new Position(
                            next.partition,
                            next.epoch,
                            next.position,
                            Objects.requireNonNull(next.reader).filledUntil(),
                            next.pending);
                    next.pending = null;
                    next.state = PartitionState.RUNNING;
                    running.put(next.partition, next.epoch);
                    return position;
                }
            }
            return null;
        } finally {
            assignment.lock().unlock();
        }
    }

    /** Says that the range with these bounds is with the listener now. */
    void delivering(PlannedRange planned) {
        assignment.with(planned.partition(), planned.epoch(), partition -> partition.running = planned);
    }

    /** The listener is done with the range, which is about to be stored. */
    void finished(PlannedRange planned) {
        ended(planned, partition -> partition.finished(planned));
    }

    /**
     * The listener failed; the range is delivered again after the given time.
     *
     * @return whether it will be; not if its epoch ended meanwhile
     */
    boolean backOff(PlannedRange next, long delayNanos, String reason) {
        return ended(next, partition -> {
            partition.pending = next;
            partition.retryAt = clock.nanoTime() + delayNanos;
            partition.reason = reason;
            setUnlessRevoking(partition, PartitionState.BACKING_OFF);
        });
    }

    /** The partition waits for an operator, at the given range if there is one. */
    void park(TopicPartition parked, long epoch, @Nullable PlannedRange pending, String reason) {
        assignment.run(() -> {
            running.remove(parked, epoch);
            idle.signalAll();
            assignment.with(parked, epoch, partition -> {
                ready.remove(partition);
                partition.running = null;
                partition.pending = pending;
                partition.reason = reason;
                setUnlessRevoking(partition, PartitionState.FAILED);
            });
            Optional.ofNullable(assignment.get(parked)).ifPresent(this::enqueueIfReady);
        });
    }

    /** The range was given up because its epoch ended. */
    void abandoned(PlannedRange planned) {
        ended(planned, partition -> setUnlessRevoking(partition, PartitionState.IDLE));
    }

    /** The store acknowledged everything below the given offset. */
    void acknowledged(TopicPartition stored, long epoch, long until) {
        assignment.with(stored, epoch, partition -> {
            partition.acknowledged(until);
            lastProgress = clock.now();
            enqueueIfReady(partition);
        });
    }

    /** Says why a partition does not go on, while its state stays. */
    void explain(TopicPartition of, String reason) {
        assignment.run(() -> Optional.ofNullable(assignment.get(of)).ifPresent(partition -> partition.reason = reason));
    }

    /** The partition's position has to be looked up again. */
    void reload(TopicPartition unsure, long epoch, String reason) {
        assignment.with(unsure, epoch, partition -> {
            ready.remove(partition);
            partition.reason = reason;
            setUnlessRevoking(partition, PartitionState.LOADING);
        });
    }

    /** Records of these partitions arrived; the calling worker takes one of them itself. */
    void arrived(List<TopicPartition> partitions) {
        assignment.lock().lock();
        try {
            int added = 0;
            for (TopicPartition arrived : partitions) {
                AssignedPartition partition = assignment.get(arrived);
                if (partition != null) {
                    partition.arrived(clock.nanoTime());
                    if (isEligible(partition)) {
                        ready.add(partition);
                        added++;
                    }
                }
            }
            ready.wake(added - 1);
        } finally {
            assignment.lock().unlock();
        }
    }

    // What operators say.

    void setPaused(boolean pause) {
        assignment.run(() -> {
            paused = pause;
            lastProgress = clock.now();
            assignment.all().forEach(this::enqueueIfReady);
        });
    }

    boolean isPaused() {
        return assignment.locked(() -> paused);
    }

    /** Has parked partitions go on; the value says whether they repeat a range, or have to look up their position. */
    Map<TopicPartition, Boolean> restart() {
        return assignment.locked(() -> {
            Map<TopicPartition, Boolean> restarted = new HashMap<>();
            for (AssignedPartition partition : assignment.all()) {
                if (partition.state == PartitionState.FAILED) {
                    partition.reason = null;
                    partition.state = partition.pending == null ? PartitionState.LOADING : PartitionState.IDLE;
                    partition.lastArrival = clock.nanoTime();
                    restarted.put(partition.partition, partition.pending != null);
                    enqueueIfReady(partition);
                }
            }
            return restarted;
        });
    }

    /** Begins nothing new from now on, for good. */
    void stop() {
        assignment.run(() -> {
            stopping = true;
            ready.wakeAll();
        });
    }

    boolean isStopping() {
        return assignment.locked(() -> stopping);
    }

    // What is known.

    /**
     * Partitions that stood still below their log's end for at least the given time, though workers were free to read
     * them. Each is reported once, and again after the same time.
     */
    Set<TopicPartition> stalled(long nanos) {
        return assignment.locked(() -> {
            Set<TopicPartition> stalled = new HashSet<>();
            long now = clock.nanoTime();
            if (paused || stopping || !running.isEmpty() || now - lastEnded < nanos) {
                return stalled;
            }
            for (AssignedPartition partition : assignment.all()) {
                if (partition.isBehind() && now - partition.lastArrival >= nanos) {
                    partition.lastArrival = now;
                    partition.reason = "nothing arrived below the log's end";
                    stalled.add(partition.partition);
                }
            }
            return stalled;
        });
    }

    /** Whether anything runs or waits to be acknowledged, so that the member should look often. */
    boolean isBusy() {
        return assignment.locked(() -> !running.isEmpty()
                || assignment.all().stream()
                        .anyMatch(
                                partition -> partition.state == PartitionState.LOADING || !partition.isAcknowledged()));
    }

    Set<TopicPartition> running() {
        return assignment.locked(() -> new HashSet<>(running.keySet()));
    }

    Instant lastProgress() {
        return assignment.locked(() -> lastProgress);
    }

    private boolean ended(PlannedRange planned, Consumer<AssignedPartition> change) {
        return assignment.locked(() -> {
            running.remove(planned.partition());
            lastEnded = clock.nanoTime();
            idle.signalAll();
            AssignedPartition partition = assignment.current(planned.partition(), planned.epoch());
            if (partition != null) {
                partition.running = null;
                if (partition.state == PartitionState.RUNNING) {
                    partition.reason = null;
                    partition.state = PartitionState.IDLE;
                }
                change.accept(partition);
            }
            Optional.ofNullable(assignment.get(planned.partition())).ifPresent(this::enqueueIfReady);
            return partition != null;
        });
    }

    private static void setUnlessRevoking(AssignedPartition partition, PartitionState state) {
        if (partition.state != PartitionState.REVOKING) {
            partition.state = state;
        }
    }

    private void enqueueIfReady(AssignedPartition partition) {
        if (isEligible(partition)) {
            ready.add(partition);
            ready.wake(1);
        }
    }

    private boolean isEligible(AssignedPartition partition) {
        return !paused && !stopping && partition.isReady() && !running.containsKey(partition.partition);
    }
}
