/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** The partitions assigned to this instance in their current epochs, and the lock that guards all of them. */
final class Assignment {

    private final ReentrantLock lock = new ReentrantLock();

    private final Map<TopicPartition, AssignedPartition> partitions = new HashMap<>();

    private final StoreWindow window;

    private long epochs;

    Assignment(StoreWindow window) {
        this.window = window;
    }

    ReentrantLock lock() {
        return lock;
    }

    <T> T locked(Supplier<T> action) {
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }

    void run(Runnable action) {
        lock.lock();
        try {
            action.run();
        } finally {
            lock.unlock();
        }
    }

    /** Changes a partition, unless its epoch ended. */
    void with(TopicPartition of, long epoch, Consumer<AssignedPartition> change) {
        lock.lock();
        try {
            AssignedPartition partition = current(of, epoch);
            if (partition != null) {
                change.accept(partition);
            }
        } finally {
            lock.unlock();
        }
    }

    // What follows is called with the lock held.

    /** Begins a new epoch. */
    AssignedPartition begin(TopicPartition of) {
        AssignedPartition partition = new AssignedPartition(of, ++epochs, window);
        markEnded(partitions.put(of, partition));
        return partition;
    }

    @Nullable
    AssignedPartition end(TopicPartition of) {
        return markEnded(partitions.remove(of));
    }

    @Nullable
    AssignedPartition get(TopicPartition of) {
        return partitions.get(of);
    }

    @Nullable
    AssignedPartition current(TopicPartition of, long epoch) {
        AssignedPartition partition = partitions.get(of);
        return partition != null && partition.epoch == epoch ? partition : null;
    }

    Collection<AssignedPartition> all() {
        return partitions.values();
    }

    private static @Nullable AssignedPartition markEnded(@Nullable AssignedPartition partition) {
        if (partition != null) {
            partition.ended = true;
        }
        return partition;
    }
}
