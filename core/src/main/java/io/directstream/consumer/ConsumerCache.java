/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.consumer;

import io.directstream.StreamClock;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The readers of one stream, by group and partition as in Spark's consumer cache: a partition is read where its prefetched
 * records are. A reader is leased to one task at a time; whatever closes readers (capacity, idle time, a revoked
 * partition) never touches a leased one, which is closed when it is given back.
 *
 * <p>Idle readers beyond the capacity are closed, the least recently used first. Readers that a continuous stream pinned
 * are neither idle nor counted. All methods may be called from any thread.
 */
public final class ConsumerCache implements AutoCloseable {

    private static final int SMALLEST_CAPACITY = 64;

    private final ReentrantLock lock = new ReentrantLock();

    private final String group;

    private final CacheOptions options;

    private final FetcherPool fetchers;

    private final ByteBudget budget;

    private final StreamClock clock;

    /** Least recently used first. */
    private final Map<TopicPartition, CacheEntry> entries = new LinkedHashMap<>(16, 0.75f, true);

    /** Readers that left the cache while they were leased. */
    private final Map<PartitionReader, CacheEntry> leaving = new HashMap<>();

    private int assigned;

    private final CacheCounts counts = new CacheCounts();

    private boolean closed;

    /**
     * Begins empty.
     *
     * @param group the consumer group of the keys
     * @param options capacity and idle time
     * @param fetchers what fills the readers; closed with the cache
     * @param budget the memory the readers share
     * @param clock the stream's clock
     */
    public ConsumerCache(
            String group, CacheOptions options, FetcherPool fetchers, ByteBudget budget, StreamClock clock) {
        this.group = group;
        this.options = options;
        this.fetchers = fetchers;
        this.budget = budget;
        this.clock = clock;
    }

    /**
     * Leases the partition's reader, which stands at the given offset then. Finding it there is a hit; having to make or
     * move it is a miss.
     *
     * @return the lease, or empty if another task has it
     * @throws IllegalStateException if the cache was closed
     */
    public Optional<ConsumerLease> lease(TopicPartition partition, long from) {
        lock.lock();
        try {
            CacheEntry entry = entries.get(partition);
            if (entry != null && entry.isLeased()) {
                return Optional.empty();
            }
            if (entry == null || !entry.isReserved() || entry.reader().position() != from) {
                entry = standingAt(partition, from);
            }
            entry.lease();
            return Optional.of(new ConsumerLease(entry.reader(), this::release));
        } finally {
            lock.unlock();
        }
    }

    /**
     * Has a partition read for a range that was planned, also when the budget is used up until the range could begin, and
     * keeps its reader until that range leases it. Whether the reader was found standing at the offset counts as a hit or a
     * miss here, and not again when it is leased.
     *
     * @param neededUntil up to where the range needs it: its end if that is fixed, else any offset after its beginning
     * @return the reader, standing at the given offset
     * @throws IllegalStateException if a task has it, or the cache was closed
     */
    public PartitionReader reserve(TopicPartition partition, long from, long neededUntil) {
        lock.lock();
        try {
            CacheEntry entry = entries.get(partition);
            if (entry != null && entry.isLeased()) {
                throw new IllegalStateException(
                        "the reader of " + partition + " is leased, though a partition runs one range at a time");
            }
            if (entry == null || !entry.isReserved() || entry.reader().position() != from) {
                entry = standingAt(partition, from);
            }
            entry.reserve(neededUntil);
            if (entry.reader().isWanted() && !entry.fetcher().readsAll()) {
                entry.fetcher().wakeup();
            }
            return entry.reader();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Begins to read a partition ahead, and keeps its reader until {@link #drop}.
     *
     * @return the reader, standing at the given offset
     */
    public PartitionReader pin(TopicPartition partition, long from) {
        lock.lock();
        try {
            drop(partition);
            CacheEntry entry = put(partition, from);
            entry.pin();
            return entry.reader();
        } finally {
            lock.unlock();
        }
    }

    /** Forgets what is buffered of a partition and reads nothing more of it; the reader stands at the given offset. */
    public void suspend(TopicPartition partition, long from) {
        withEntry(partition, entry -> {
            entry.detach();
            entry.unreserve();
            entry.reader().moveTo(from);
        });
    }

    /** The offset up to which a partition was read; empty if it is not read here. */
    public Optional<Long> filledUntil(TopicPartition partition) {
        lock.lock();
        try {
            return Optional.ofNullable(entries.get(partition))
                    .map(entry -> entry.reader().filledUntil());
        } finally {
            lock.unlock();
        }
    }

    /** The fetcher that reads a partition; empty if none does. */
    public Optional<Fetcher> fetcherOf(TopicPartition partition) {
        lock.lock();
        try {
            return Optional.ofNullable(entries.get(partition)).map(CacheEntry::fetcher);
        } finally {
            lock.unlock();
        }
    }

    /** Reads nothing more of a partition for now; what is buffered stays. */
    public void detach(TopicPartition partition) {
        withEntry(partition, CacheEntry::detach);
    }

    /**
     * Puts a new reader in the place of one that does not get on; it stands where that one stood and reads by whichever
     * fetcher has the fewest partitions. A leased reader stays, and is fetched anew from where it is filled to.
     *
     * @return the new reader; empty if the old one stays, or there is none
     */
    public Optional<PartitionReader> replace(TopicPartition partition) {
        lock.lock();
        try {
            CacheEntry entry = entries.get(partition);
            if (entry == null) {
                return Optional.empty();
            }
            if (entry.isLeased()) {
                entry.detach();
                entry.attach();
                return Optional.empty();
            }
            long position = entry.reader().position();
            entries.remove(partition);
            CacheEntry next = put(partition, position);
            next.replaces(entry);
            close(entry);
            next.fetcher().wakeup();
            return Optional.of(next.reader());
        } finally {
            lock.unlock();
        }
    }

    /** Reads a suspended partition on from where its reader stands. */
    public void resume(TopicPartition partition) {
        withEntry(partition, CacheEntry::attach);
    }

    /** Closes a partition's reader, or has it closed when it is given back. */
    public void drop(TopicPartition partition) {
        lock.lock();
        try {
            closeOrLeave(entries.remove(partition));
        } finally {
            lock.unlock();
        }
        fetchers.closeUnused();
    }

    /** Says how many partitions are assigned to this instance, from which the capacity follows where none is set. */
    public void assigned(int partitions) {
        lock.lock();
        try {
            assigned = partitions;
        } finally {
            lock.unlock();
        }
        budget.assigned(partitions);
    }

    /** How many idle readers are kept. */
    public int capacity() {
        lock.lock();
        try {
            Integer set = options.maxCapacity();
            return !options.enabled() ? 0 : set == null ? Math.max(SMALLEST_CAPACITY, assigned) : set;
        } finally {
            lock.unlock();
        }
    }

    /** Closes readers that were idle for too long. */
    public void evictIdle() {
        lock.lock();
        try {
            long timeout = options.idleTimeout().toNanos();
            for (Iterator<CacheEntry> i = entries.values().iterator(); i.hasNext(); ) {
                CacheEntry entry = i.next();
                if (entry.isEvictable() && entry.idleNanos() >= timeout) {
                    i.remove();
                    evict(entry);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** The cache right now. */
    public CacheSnapshot snapshot() {
        lock.lock();
        try {
            List<CacheSnapshot.Entry> readers = entries.values().stream()
                    .map(entry -> entry.snapshot(group))
                    .toList();
            int inUse =
                    (int) readers.stream().filter(CacheSnapshot.Entry::inUse).count() + leaving.size();
            return counts.snapshot(capacity(), inUse, readers, fetchers.all());
        } finally {
            lock.unlock();
        }
    }

    /** Closes all idle readers and the fetchers; leased readers are closed when they are given back. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            entries.values().forEach(this::closeOrLeave);
            entries.clear();
        } finally {
            lock.unlock();
        }
        fetchers.close();
    }

    private void release(ConsumerLease lease) {
        lock.lock();
        try {
            giveBack(lease);
        } finally {
            lock.unlock();
        }
        fetchers.closeUnused();
    }

    private void giveBack(ConsumerLease lease) {
        CacheEntry left = leaving.remove(lease.reader());
        if (left != null) {
            close(left);
            return;
        }
        CacheEntry entry = entries.get(lease.reader().partition());
        if (entry == null || entry.reader() != lease.reader()) {
            throw new IllegalStateException(
                    "a lease of " + lease.reader().partition() + " was given back that this cache does not know");
        }
        entry.release();
        if (!options.enabled()) {
            entries.remove(lease.reader().partition());
            close(entry);
        } else if (entry.isEvictable()) {
            evictSurplus();
        }
    }

    private CacheEntry standingAt(TopicPartition partition, long from) {
        CacheEntry entry = entries.get(partition);
        if (entry != null && entry.reader().position() == from) {
            counts.hits++;
            return entry;
        }
        counts.misses++;
        if (entry == null) {
            return put(partition, from);
        }
        entry.moveTo(from);
        return entry;
    }

    private CacheEntry put(TopicPartition partition, long from) {
        if (closed) {
            throw new IllegalStateException(
                    "the consumer cache of group " + group + " is closed; its stream was stopped");
        }
        CacheEntry entry = new CacheEntry(new PartitionReader(partition, from, budget), fetchers.forReader(), clock);
        entries.put(partition, entry);
        counts.puts++;
        return entry;
    }

    private void evictSurplus() {
        if (entries.size() <= capacity()) {
            // The usual case, without counting for each reader that is given back.
            return;
        }
        long idle = entries.values().stream().filter(CacheEntry::isEvictable).count();
        for (Iterator<CacheEntry> i = entries.values().iterator(); idle > capacity() && i.hasNext(); ) {
            CacheEntry entry = i.next();
            if (entry.isEvictable()) {
                i.remove();
                evict(entry);
                idle--;
            }
        }
    }

    private void evict(CacheEntry entry) {
        close(entry);
        counts.evictions++;
    }

    private void closeOrLeave(@Nullable CacheEntry entry) {
        if (entry == null) {
            return;
        }
        if (entry.isLeased()) {
            // Nobody needs more records of it, and of a deleted topic Kafka's client asks for them without a pause.
            entry.detach();
            leaving.put(entry.reader(), entry);
        } else {
            close(entry);
        }
    }

    private void close(CacheEntry entry) {
        entry.close();
        fetchers.readerClosed(entry.fetcher());
    }

    private void withEntry(TopicPartition partition, java.util.function.Consumer<CacheEntry> action) {
        lock.lock();
        try {
            Optional.ofNullable(entries.get(partition)).ifPresent(action);
        } finally {
            lock.unlock();
        }
    }
}
