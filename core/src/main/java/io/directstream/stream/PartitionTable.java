/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import io.directstream.StreamClock;
import io.directstream.consumer.PartitionReader;
import io.directstream.offset.StoredOffset;
import io.directstream.stream.BatchPlanner.Position;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
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

    private static final Comparator<TopicPartition> ORDER =
            Comparator.comparing(TopicPartition::topic).thenComparingInt(TopicPartition::partition);

    private final ReentrantLock lock = new ReentrantLock();

    private final Condition idle = lock.newCondition();

    private final ReadyQueue ready = new ReadyQueue(lock);

    private final Map<TopicPartition, AssignedPartition> assigned = new HashMap<>();

    /** The epochs of partitions that a worker claimed, those of partitions that left already included. */
    private final Map<TopicPartition, Long> running = new HashMap<>();

    private final StreamClock clock;

    private long epochs;

    private boolean paused;

    private boolean stopping;

    private Instant lastProgress;

    private long lastEnded;

    PartitionTable(StreamClock clock) {
        this.clock = clock;
        this.lastProgress = clock.now();
        this.lastEnded = clock.nanoTime();
    }

    ReadyQueue ready() {
        return ready;
    }

    // What the member says.

    /** Begins a new epoch for each partition, in which its position is still to be loaded. */
    Map<TopicPartition, Long> assign(Collection<TopicPartition> partitions) {
        return locked(() -> {
            Map<TopicPartition, Long> began = new HashMap<>();
            for (TopicPartition partition : partitions) {
                AssignedPartition added = new AssignedPartition(partition, ++epochs);
                assigned.put(partition, added);
                began.put(partition, added.epoch);
            }
            return began;
        });
    }

    /** Has a partition begin at the given offset, unless its epoch ended meanwhile. */
    void loaded(PartitionReader reader, long epoch, long offset, @Nullable Integer topicPartitions) {
        with(reader.partition(), epoch, partition -> {
            partition.loaded(reader, offset, topicPartitions);
            partition.lastArrival = clock.nanoTime();
            enqueueIfReady(partition);
        });
    }

    /** Begins nothing new of these partitions; their running ranges may still finish and be stored. */
    void beginRevoke(Collection<TopicPartition> partitions) {
        locked(() -> {
            for (TopicPartition partition : partitions) {
                Optional.ofNullable(assigned.get(partition)).ifPresent(revoked -> {
                    ready.remove(revoked);
                    revoked.state = PartitionState.REVOKING;
                });
            }
            return partitions;
        });
    }

    /** Ends the epoch of these partitions: nothing of them is stored here any more. */
    void remove(Collection<TopicPartition> partitions) {
        locked(() -> {
            for (TopicPartition partition : partitions) {
                Optional.ofNullable(assigned.remove(partition)).ifPresent(ready::remove);
            }
            return partitions;
        });
    }

    /** Waits until none of these partitions has a range with a listener, at most for the given time. */
    boolean awaitIdle(Set<TopicPartition> partitions, long nanos) throws InterruptedException {
        lock.lock();
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
            lock.unlock();
        }
    }

    void updateEnds(Map<TopicPartition, Long> ends, Map<TopicPartition, Long> begins) {
        locked(() -> {
            assigned.values().forEach(partition -> {
                partition.end = ends.getOrDefault(partition.partition, partition.end);
                partition.begin = begins.getOrDefault(partition.partition, partition.begin);
            });
            boolean caughtUp = assigned.values().stream().allMatch(partition -> Objects.equals(partition.lag(), 0L));
            if (caughtUp || paused) {
                lastProgress = clock.now();
            }
            return caughtUp;
        });
    }

    /** Has partitions go on whose back-off ended; the value says whether their records have to be read again first. */
    Map<TopicPartition, Boolean> endBackoffs() {
        return locked(() -> {
            Map<TopicPartition, Boolean> goingOn = new HashMap<>();
            for (AssignedPartition partition : assigned.values()) {
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
        lock.lock();
        try {
            for (AssignedPartition next = ready.poll(); next != null; next = ready.poll()) {
                if (isEligible(next)) {
                    Position position = new Position(
                            next.partition,
                            next.epoch,
                            next.position,
                            Objects.requireNonNull(next.reader).filledUntil(),
                            next.pending);
                    next.state = PartitionState.RUNNING;
                    running.put(next.partition, next.epoch);
                    return position;
                }
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    /** Says that the range with these bounds is with the listener now. */
    void delivering(PlannedRange planned) {
        with(planned.partition(), planned.epoch(), partition -> partition.running = planned);
    }

    /** The listener is done with the range, which is about to be stored. */
    void finished(PlannedRange planned) {
        ended(planned, partition -> partition.finished(planned));
    }

    /** The listener failed; the range is delivered again after the given time. */
    void backOff(PlannedRange next, long delayNanos, String reason) {
        ended(next, partition -> {
            partition.pending = next;
            partition.retryAt = clock.nanoTime() + delayNanos;
            partition.reason = reason;
            setUnlessRevoking(partition, PartitionState.BACKING_OFF);
        });
    }

    /** The partition waits for an operator, at the given range if there is one. */
    void park(TopicPartition parked, long epoch, @Nullable PlannedRange pending, String reason) {
        locked(() -> {
            running.remove(parked, epoch);
            idle.signalAll();
            with(parked, epoch, partition -> {
                ready.remove(partition);
                partition.running = null;
                partition.pending = pending;
                partition.reason = reason;
                setUnlessRevoking(partition, PartitionState.FAILED);
            });
            return parked;
        });
    }

    /** The range was given up because its epoch ended. */
    void abandoned(PlannedRange planned) {
        ended(planned, partition -> setUnlessRevoking(partition, PartitionState.IDLE));
    }

    /** The store acknowledged everything below the given offset. */
    void acknowledged(TopicPartition stored, long epoch, long until) {
        with(stored, epoch, partition -> {
            partition.acknowledged(until);
            lastProgress = clock.now();
            enqueueIfReady(partition);
        });
    }

    /** Says why a partition does not go on, while its state stays. */
    void explain(TopicPartition of, String reason) {
        locked(() -> Optional.ofNullable(assigned.get(of)).map(partition -> partition.reason = reason));
    }

    /** The epoch of an idle partition that stands at the given offset, all before it stored. */
    Optional<Long> standingAt(TopicPartition of, long offset) {
        return locked(() -> Optional.ofNullable(assigned.get(of))
                .filter(partition -> partition.state == PartitionState.IDLE && partition.nextToRead() == offset)
                .map(partition -> partition.epoch));
    }

    /** The partition's position has to be looked up again. */
    void reload(TopicPartition unsure, long epoch, String reason) {
        with(unsure, epoch, partition -> {
            ready.remove(partition);
            partition.reason = reason;
            setUnlessRevoking(partition, PartitionState.LOADING);
        });
    }

    /** Records of these partitions arrived; the calling worker takes one of them itself. */
    void arrived(List<TopicPartition> partitions) {
        lock.lock();
        try {
            int added = 0;
            for (TopicPartition arrived : partitions) {
                AssignedPartition partition = assigned.get(arrived);
                if (partition != null) {
                    partition.lastArrival = clock.nanoTime();
                    partition.reason = null;
                    if (isEligible(partition)) {
                        ready.add(partition);
                        added++;
                    }
                }
            }
            ready.wake(added - 1);
        } finally {
            lock.unlock();
        }
    }

    // What operators say.

    void setPaused(boolean pause) {
        locked(() -> {
            paused = pause;
            lastProgress = clock.now();
            assigned.values().forEach(this::enqueueIfReady);
            return paused;
        });
    }

    boolean isPaused() {
        return locked(() -> paused);
    }

    /** Has parked partitions go on; the value says whether they repeat a range, or have to look up their position. */
    Map<TopicPartition, Boolean> restart() {
        return locked(() -> {
            Map<TopicPartition, Boolean> restarted = new HashMap<>();
            for (AssignedPartition partition : assigned.values()) {
                if (partition.state == PartitionState.FAILED) {
                    partition.reason = null;
                    partition.state = partition.pending == null ? PartitionState.LOADING : PartitionState.IDLE;
                    partition.lastArrival = clock.nanoTime();
                    restarted.put(partition.partition, partition.pending != null);
                }
            }
            return restarted;
        });
    }

    /** Begins nothing new from now on, for good. */
    void stop() {
        locked(() -> {
            stopping = true;
            ready.wakeAll();
            return stopping;
        });
    }

    boolean isStopping() {
        return locked(() -> stopping);
    }

    // What is known.

    /**
     * Partitions that stood still below their log's end for at least the given time, though workers were free to read
     * them. Each is reported once, and again after the same time.
     */
    Set<TopicPartition> stalled(long nanos) {
        return locked(() -> {
            Set<TopicPartition> stalled = new TreeSet<>(ORDER);
            long now = clock.nanoTime();
            if (paused || stopping || !running.isEmpty() || now - lastEnded < nanos) {
                return stalled;
            }
            for (AssignedPartition partition : assigned.values()) {
                if (partition.isBehind() && now - partition.lastArrival >= nanos) {
                    partition.lastArrival = now;
                    partition.reason = "nothing arrived below the log's end";
                    stalled.add(partition.partition);
                }
            }
            return stalled;
        });
    }

    boolean isCurrent(TopicPartition partition, long epoch) {
        return locked(() -> current(partition, epoch) != null);
    }

    Set<TopicPartition> assignment() {
        return locked(() -> {
            Set<TopicPartition> all = new TreeSet<>(ORDER);
            all.addAll(assigned.keySet());
            return all;
        });
    }

    /** Whether anything runs or waits to be acknowledged, so that the member should look often. */
    boolean isBusy() {
        return locked(() -> !running.isEmpty()
                || assigned.values().stream()
                        .anyMatch(
                                partition -> partition.state == PartitionState.LOADING || !partition.isAcknowledged()));
    }

    Set<TopicPartition> running() {
        return locked(() -> new HashSet<>(running.keySet()));
    }

    /** The current epochs of those of the partitions that are assigned. */
    Map<TopicPartition, Long> epochs(Collection<TopicPartition> partitions) {
        return locked(() -> partitions.stream()
                .filter(assigned::containsKey)
                .collect(Collectors.toMap(
                        Function.identity(), partition -> Objects.requireNonNull(assigned.get(partition)).epoch)));
    }

    /** What is known to be stored of those of the partitions that are assigned. */
    Map<TopicPartition, StoredOffset> storedAmong(Collection<TopicPartition> partitions) {
        return locked(() -> {
            Map<TopicPartition, StoredOffset> known = new HashMap<>();
            for (TopicPartition of : partitions) {
                AssignedPartition partition = assigned.get(of);
                if (partition != null && partition.stored != null) {
                    known.put(of, new StoredOffset(partition.stored, null, partition.topicPartitions));
                }
            }
            return known;
        });
    }

    Set<TopicPartition> parked() {
        return locked(() -> assigned.values().stream()
                .filter(partition -> partition.state == PartitionState.FAILED)
                .map(partition -> partition.partition)
                .collect(Collectors.toSet()));
    }

    Optional<Integer> topicPartitions(TopicPartition of) {
        return locked(() -> Optional.ofNullable(assigned.get(of)).map(partition -> partition.topicPartitions));
    }

    Optional<PartitionSnapshot> snapshot(TopicPartition of) {
        return locked(() -> Optional.ofNullable(assigned.get(of)).map(partition -> partition.snapshot(clock.now())));
    }

    List<PartitionSnapshot> snapshots() {
        return locked(() -> assigned.values().stream()
                .map(partition -> partition.snapshot(clock.now()))
                .sorted(Comparator.comparing(PartitionSnapshot::partition, ORDER))
                .toList());
    }

    Instant lastProgress() {
        return locked(() -> lastProgress);
    }

    private void ended(PlannedRange planned, Consumer<AssignedPartition> change) {
        locked(() -> {
            running.remove(planned.partition());
            lastEnded = clock.nanoTime();
            idle.signalAll();
            with(planned.partition(), planned.epoch(), partition -> {
                partition.running = null;
                partition.reason = null;
                setUnlessRevoking(partition, PartitionState.IDLE);
                change.accept(partition);
            });
            Optional.ofNullable(assigned.get(planned.partition())).ifPresent(this::enqueueIfReady);
            return planned;
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

    private void with(TopicPartition of, long epoch, Consumer<AssignedPartition> action) {
        lock.lock();
        try {
            AssignedPartition partition = current(of, epoch);
            if (partition != null) {
                action.accept(partition);
            }
        } finally {
            lock.unlock();
        }
    }

    private @Nullable AssignedPartition current(TopicPartition of, long epoch) {
        AssignedPartition partition = assigned.get(of);
        return partition != null && partition.epoch == epoch ? partition : null;
    }

    private <T> T locked(Supplier<T> action) {
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }
}
