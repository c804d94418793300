/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.consumer;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The memory a stream may use for raw records, and how many of them it reads ahead. When either is used up, reading pauses
 * for all partitions together, and goes on for all together at half of it: pausing and resuming single partitions makes
 * fetches wait behind each other.
 */
public final class ByteBudget {

    /** The batch a partition delivers, and the next one; more would only grow old in memory. */
    private static final int BATCHES_AHEAD = 2;

    /** Or small batches would have reading pause for each fetch. */
    private static final long SMALLEST_BATCH = KafkaClientFactory.MAX_POLL_RECORDS;

    private final ReentrantLock lock = new ReentrantLock();

    private final long maxBytes;

    private final int batchRecords;

    private final Runnable onRoom;

    private long usedBytes;

    private long usedRecords;

    private long maxRecords;

    private volatile boolean full;

    private final AtomicInteger urgent = new AtomicInteger();

    /** How many records of partitions with a limit of their own are read ahead. */
    private final Map<TopicPartition, Long> limits = new ConcurrentHashMap<>();

    /**
     * Begins unused, for one partition.
     *
     * @param maxBytes the bytes that may be used
     * @param batchRecords the most records of a partition in one batch
     * @param onRoom called when reading may go on after the budget was used up
     */
    public ByteBudget(long maxBytes, int batchRecords, Runnable onRoom) {
        this.maxBytes = maxBytes;
        this.batchRecords = batchRecords;
        this.onRoom = onRoom;
        this.maxRecords = recordsAhead(1);
    }

    /** Whether reading has to pause. */
    public boolean isFull() {
        return full;
    }

    long maxBytes() {
        return maxBytes;
    }

    /** The bytes in use. */
    public long used() {
        lock.lock();
        try {
            return usedBytes;
        } finally {
            lock.unlock();
        }
    }

    /** Whether so little is used that records may stay in memory without need. */
    public boolean isRoomy() {
        return used() <= maxBytes / 2;
    }

    /** Whether there are readers that must be filled even now, because a range with fixed bounds waits for them. */
    boolean isUrgent() {
        return urgent.get() > 0;
    }

    void addUrgent(int readers) {
        urgent.addAndGet(readers);
    }

    /**
     * Has a partition that is delivered slowly keep about so many records, or its backlog would fill the memory in which the
     * others are read.
     *
     * @param records the limit; null for none but what all partitions share
     */
    public void limit(TopicPartition partition, @Nullable Long records) {
        if (records == null) {
            limits.remove(partition);
        } else {
            limits.put(partition, records);
        }
    }

    /** Whether there are partitions with a limit of their own. */
    boolean isAnyLimited() {
        return !limits.isEmpty();
    }

    /** A partition's own limit; null if it has none. */
    @Nullable
    Long limitOf(TopicPartition partition) {
        return limits.get(partition);
    }

    /** Says for how many partitions records are read ahead. */
    void assigned(int partitions) {
        change(() -> maxRecords = recordsAhead(partitions));
    }

    void take(int records, long bytes) {
        change(() -> {
            usedRecords += records;
            usedBytes += bytes;
        });
    }

    /** Gives back records that are no longer needed. */
    void giveBack(int records, long bytes) {
        change(() -> {
            usedRecords -= records;
            usedBytes -= bytes;
        });
    }

    private void change(Runnable change) {
        boolean roomAgain;
        lock.lock();
        try {
            change.run();
            roomAgain = full && usedBytes <= maxBytes / 2 && usedRecords <= maxRecords / 2;
            full = !roomAgain && (full || usedBytes >= maxBytes || usedRecords >= maxRecords);
        } finally {
            lock.unlock();
        }
        if (roomAgain) {
            onRoom.run();
        }
    }

    private long recordsAhead(int partitions) {
        return BATCHES_AHEAD * Math.max(SMALLEST_BATCH, (long) batchRecords * partitions);
    }
}
