/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.consumer;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The memory a stream may use for raw records. When it is used up, reading pauses for all partitions together, and goes on
 * for all together at half of it: pausing and resuming single partitions makes fetches wait behind each other.
 */
public final class ByteBudget {

    private final ReentrantLock lock = new ReentrantLock();

    private final long max;

    private final Runnable onRoom;

    private long used;

    private volatile boolean full;

    private final AtomicInteger urgent = new AtomicInteger();

    /**
     * Begins unused.
     *
     * @param max the bytes that may be used
     * @param onRoom called when reading may go on after the budget was used up
     */
    public ByteBudget(long max, Runnable onRoom) {
        this.max = max;
        this.onRoom = onRoom;
    }

    /** Whether reading has to pause. */
    public boolean isFull() {
        return full;
    }

    long max() {
        return max;
    }

    /** The bytes in use. */
    public long used() {
        lock.lock();
        try {
            return used;
        } finally {
            lock.unlock();
        }
    }

    /** Whether so little is used that records may stay in memory without need. */
    public boolean isRoomy() {
        return used() <= max / 2;
    }

    /** Whether there are readers that must be filled even now, because a range with fixed bounds waits for them. */
    boolean isUrgent() {
        return urgent.get() > 0;
    }

    void addUrgent(int readers) {
        urgent.addAndGet(readers);
    }

    void take(long bytes) {
        lock.lock();
        try {
            used += bytes;
            full |= used >= max;
        } finally {
            lock.unlock();
        }
    }

    /** Gives back bytes of records that are no longer needed. */
    public void giveBack(long bytes) {
        boolean roomAgain;
        lock.lock();
        try {
            used -= bytes;
            roomAgain = full && used <= max / 2;
            full &= !roomAgain;
        } finally {
            lock.unlock();
        }
        if (roomAgain) {
            onRoom.run();
        }
    }
}
