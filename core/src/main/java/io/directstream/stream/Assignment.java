/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** The partitions assigned to this instance in their current epochs, and the lock that guards all of them. */
final class Assignment {

    private static final Comparator<TopicPartition> ORDER =
            Comparator.comparing(TopicPartition::topic).thenComparingInt(TopicPartition::partition);

    private final ReentrantLock lock = new ReentrantLock();

    private final Map<TopicPartition, AssignedPartition> partitions = new HashMap<>();

    private final StoreWindow window;

    private long epochs;

    private final AtomicLong ended = new AtomicLong();

    /** The partitions in their order, until one comes or goes. */
    private @Nullable List<AssignedPartition> sorted;

    private @Nullable Set<TopicPartition> names;

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

    /** How many epochs ended so far; may be asked without the lock. */
    long ended() {
        return ended.get();
    }

    // What follows is called with the lock held.

    /** Begins a new epoch. */
    AssignedPartition begin(TopicPartition of) {
        AssignedPartition partition = new AssignedPartition(of, ++epochs, window);
        changed(partitions.put(of, partition));
        return partition;
    }

    @Nullable
    AssignedPartition end(TopicPartition of) {
        return changed(partitions.remove(of));
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

    int count() {
        return partitions.size();
    }

    /** All partitions, sorted by topic and partition. */
    List<AssignedPartition> all() {
        List<AssignedPartition> all = sorted;
        if (all == null) {
            all = partitions.values().stream()
                    .sorted(Comparator.comparing(each -> each.partition, ORDER))
                    .toList();
            sorted = all;
        }
        return all;
    }

    /** The same by their names; what was handed out once does not change any more. */
    Set<TopicPartition> names() {
        Set<TopicPartition> all = names;
        if (all == null) {
            Set<TopicPartition> inOrder = new LinkedHashSet<>();
            all().forEach(each -> inOrder.add(each.partition));
            all = Collections.unmodifiableSet(inOrder);
            names = all;
        }
        return all;
    }

    /** A partition came or went. */
    private @Nullable AssignedPartition changed(@Nullable AssignedPartition before) {
        sorted = null;
        names = null;
        if (before != null) {
            before.ended = true;
            ended.incrementAndGet();
        }
        return before;
    }
}
