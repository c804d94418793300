/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import io.directstream.consumer.Fetcher;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Partitions whose next range can be delivered, and the workers that wait for one: either here, or inside the poll of a
 * fetcher, out of which they are woken. Guarded by the lock of the {@link PartitionTable}, which it shares.
 */
final class ReadyQueue {

    private final ReentrantLock lock;

    private final Condition changed;

    private final Deque<AssignedPartition> ready = new ArrayDeque<>();

    private final Deque<Fetcher> polling = new ArrayDeque<>();

    private final Deque<SideJob> jobs = new ArrayDeque<>();

    /** Read without the lock, so that it costs nothing where there are no such jobs. */
    private volatile boolean hasJobs;

    private int waiting;

    /** Counts what waiting workers are told of besides ready partitions. */
    private long events;

    ReadyQueue(ReentrantLock lock) {
        this.lock = lock;
        this.changed = lock.newCondition();
    }

    void add(AssignedPartition partition) {
        partition.queued = true;
        if (partition.laggard) {
            ready.addFirst(partition);
        } else {
            ready.addLast(partition);
        }
    }

    void remove(AssignedPartition partition) {
        if (partition.queued) {
            partition.queued = false;
            ready.remove(partition);
        }
    }

    @Nullable
    AssignedPartition poll() {
        AssignedPartition partition = ready.pollFirst();
        if (partition != null) {
            partition.queued = false;
        }
        return partition;
    }

    /** Leaves work for workers without a range of their own. */
    void offer(List<SideJob> more) {
        lock.lock();
        try {
            jobs.addAll(more);
            hasJobs = !jobs.isEmpty();
            wake(more.size());
        } finally {
            lock.unlock();
        }
    }

    /** Such work, if there is any. */
    @Nullable
    SideJob pollJob() {
        if (!hasJobs) {
            return null;
        }
        lock.lock();
        try {
            SideJob job = jobs.pollFirst();
            hasJobs = !jobs.isEmpty();
            return job;
        } finally {
            lock.unlock();
        }
    }

    boolean isEmpty() {
        return ready.isEmpty();
    }

    /** Has the given number of workers come and look, as far as there are any without work. */
    void wake(int workers) {
        int signals = Math.min(workers, waiting);
        for (int i = 0; i < signals; i++) {
            changed.signal();
        }
        for (int i = signals; i < workers && !polling.isEmpty(); i++) {
            polling.removeFirst().wakeup();
        }
    }

    void wakeAll() {
        events++;
        changed.signalAll();
        polling.forEach(Fetcher::wakeup);
    }

    /** Has every waiting worker come and look, for example because reading may go on. */
    void wakeAllWorkers() {
        lock.lock();
        try {
            events++;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Says that the calling worker is about to wait inside a fetcher's poll.
     *
     * @return false if there is something to do instead
     */
    boolean beginPolling(Fetcher fetcher) {
        lock.lock();
        try {
            if (!ready.isEmpty() || hasJobs) {
                return false;
            }
            polling.addLast(fetcher);
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Says that the calling worker came back from the poll, so that another one may take its place. */
    void endPolling(Fetcher fetcher) {
        lock.lock();
        try {
            polling.remove(fetcher);
            if (waiting > 0) {
                events++;
                changed.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits for something to do, at most for the given time; may return early for no reason. */
    void await(long millis) throws InterruptedException {
        lock.lock();
        waiting++;
        try {
            long seen = events;
            long left = TimeUnit.MILLISECONDS.toNanos(millis);
            while (ready.isEmpty() && !hasJobs && events == seen && left > 0) {
                left = changed.awaitNanos(left);
            }
        } finally {
            waiting--;
            lock.unlock();
        }
    }
}
