/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.consumer;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The records of one partition that were fetched and not yet handed out. A fetcher appends, the holder of the lease takes;
 * both may happen at once.
 *
 * <p>A reader knows two offsets: its position, the next one it hands out, and how far it is filled. The latter advances by
 * the fetcher's position and not by records, so that offsets without a record (compaction, transaction markers) count as
 * read.
 */
public final class PartitionReader {

    /** Where a closed reader stands: no fetch ever begins there. */
    static final long CLOSED = -1;

    private final ReentrantLock lock = new ReentrantLock();

    private final TopicPartition partition;

    private final ByteBudget budget;

    private final Deque<Chunk> chunks = new ArrayDeque<>();

    private long position;

    private long filledUntil;

    private long bufferedBytes;

    private int bufferedRecords;

    private @Nullable Integer leaderEpoch;

    /** Up to where a planned range needs it to be filled; {@link #CLOSED} if none does. */
    private long neededUntil = CLOSED;

    /** Whether it is not filled so far yet, so that the budget must not pause it. */
    private volatile boolean wanted;

    PartitionReader(TopicPartition partition, long position, ByteBudget budget) {
        this.partition = partition;
        this.position = position;
        this.filledUntil = position;
        this.budget = budget;
    }

    /** The partition. */
    public TopicPartition partition() {
        return partition;
    }

    /** The next offset to be handed out. */
    public long position() {
        lock.lock();
        try {
            return position;
        } finally {
            lock.unlock();
        }
    }

    /** The offset up to which everything that can be read is here. */
    public long filledUntil() {
        lock.lock();
        try {
            return filledUntil;
        } finally {
            lock.unlock();
        }
    }

    /** Whether as many records or bytes are here as one batch may hold. */
    public boolean holds(int maxRecords, long maxBytes) {
        lock.lock();
        try {
            return bufferedRecords >= maxRecords || bufferedBytes >= maxBytes;
        } finally {
            lock.unlock();
        }
    }

    /** The timestamp of the record at the position in milliseconds since 1970; null if that record is not here. */
    public @Nullable Long headTimestamp() {
        lock.lock();
        try {
            for (Chunk chunk : chunks) {
                if (!chunk.records().isEmpty()) {
                    return chunk.records().get(0).timestamp();
                }
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    /** Says up to where a planned range needs this reader to be filled; {@link #CLOSED} that none does any more. */
    void need(long until) {
        lock.lock();
        try {
            neededUntil = until;
            updateWanted();
        } finally {
            lock.unlock();
        }
    }

    long neededUntil() {
        lock.lock();
        try {
            return neededUntil;
        } finally {
            lock.unlock();
        }
    }

    private void updateWanted() {
        boolean now = filledUntil < neededUntil;
        if (wanted != now) {
            wanted = now;
            budget.addUrgent(now ? 1 : -1);
        }
    }

    boolean isWanted() {
        return wanted;
    }

    /**
     * Takes records from the position on, up to the given offset or as many as the limits allow, at least one. What one
     * fetch brought is divided only where less than half of what the limits allow would be taken otherwise.
     *
     * @param until where to end at the latest
     * @param maxRecords the most records to take
     * @param maxBytes the most serialized bytes to take
     */
    RawRecords take(long until, int maxRecords, long maxBytes) {
        lock.lock();
        try {
            Taking taking = new Taking(maxRecords, maxBytes);
            while (!chunks.isEmpty() && position < until && taking.goesOnWith(chunks.getFirst())) {
                Chunk chunk = chunks.removeFirst();
                int taken = taking.fit(chunk, until);
                taking.bare &= chunk.fetched().bare();
                boolean whole = taken == chunk.records().size() && chunk.nextOffset() <= until;
                advance(taking, chunk, taken, until, whole);
                if (!whole) {
                    break;
                }
            }
            bufferedRecords -= taking.records.size();
            bufferedBytes -= taking.bytes;
            return new RawRecords(taking.records, position, leaderEpoch, taking.bytes, taking.bare);
        } finally {
            lock.unlock();
        }
    }

    private void advance(Taking taking, Chunk chunk, int taken, long until, boolean whole) {
        if (whole) {
            taking.add(chunk.records(), chunk.bytes());
            position = chunk.nextOffset();
            leaderEpoch = chunk.leaderEpoch();
            return;
        }
        List<ConsumerRecord<byte[], byte[]>> head = chunk.records().subList(0, taken);
        List<ConsumerRecord<byte[], byte[]>> tail =
                chunk.records().subList(taken, chunk.records().size());
        long headBytes = RawRecords.sizeOf(head);
        taking.add(head, headBytes);
        boolean untilReached = tail.isEmpty() || tail.get(0).offset() >= until;
        if (taken > 0) {
            position = head.get(taken - 1).offset() + 1;
            leaderEpoch = head.get(taken - 1).leaderEpoch().orElse(leaderEpoch);
        }
        if (untilReached) {
            position = until;
        }
        FetchedPart rest =
                new FetchedPart(tail, chunk.bytes() - headBytes, chunk.fetched().bare());
        chunks.addFirst(new Chunk(rest, chunk.nextOffset(), chunk.leaderEpoch()));
    }

    /**
     * Appends what a fetch brought.
     *
     * @param from the fetcher's position before the fetch; an answer to an older position is dropped
     * @return whether it was taken
     */
    boolean append(long from, FetchedPart fetched, long nextOffset, @Nullable Integer epoch) {
        lock.lock();
        try {
            if (from != filledUntil) {
                return false;
            }
            chunks.addLast(new Chunk(fetched, nextOffset, epoch));
            filledUntil = nextOffset;
            int records = fetched.records().size();
            bufferedRecords += records;
            bufferedBytes += fetched.bytes();
            budget.take(records, RawRecords.memory(records, fetched.bytes()));
            updateWanted();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Forgets what is buffered; nothing is appended any more. */
    void close() {
        moveTo(CLOSED);
    }

    /** Forgets what is buffered and stands at the given offset. */
    void moveTo(long offset) {
        int dropped;
        long droppedBytes;
        lock.lock();
        try {
            dropped = bufferedRecords;
            droppedBytes = bufferedBytes;
            chunks.clear();
            bufferedBytes = 0;
            bufferedRecords = 0;
            position = offset;
            filledUntil = offset;
            updateWanted();
            leaderEpoch = null;
        } finally {
            lock.unlock();
        }
        budget.giveBack(dropped, RawRecords.memory(dropped, droppedBytes));
    }

    int bufferedRecords() {
        lock.lock();
        try {
            return bufferedRecords;
        } finally {
            lock.unlock();
        }
    }

    long bufferedBytes() {
        lock.lock();
        try {
            return bufferedBytes;
        } finally {
            lock.unlock();
        }
    }

    private record Chunk(
            FetchedPart fetched, long nextOffset, @Nullable Integer leaderEpoch) {

        private List<ConsumerRecord<byte[], byte[]>> records() {
            return fetched.records();
        }

        private long bytes() {
            return fetched.bytes();
        }
    }

    /** Collects what one call of {@link #take} hands out; a single whole chunk is passed on without copying. */
    private static final class Taking {

        private final int maxRecords;

        private final long maxBytes;

        private List<ConsumerRecord<byte[], byte[]>> records = List.of();

        private long bytes;

        private boolean shared = true;

        private boolean bare = true;

        private Taking(int maxRecords, long maxBytes) {
            this.maxRecords = maxRecords;
            this.maxBytes = maxBytes;
        }

        private boolean goesOnWith(Chunk chunk) {
            boolean halfFull = !records.isEmpty() && (records.size() >= maxRecords / 2 || bytes >= maxBytes / 2);
            return !halfFull || allFits(chunk);
        }

        private boolean allFits(Chunk chunk) {
            return records.size() + chunk.records().size() <= maxRecords && bytes + chunk.bytes() <= maxBytes;
        }

        /** How many records of the chunk still fit. */
        private int fit(Chunk chunk, long until) {
            if (allFits(chunk) && chunk.nextOffset() <= until) {
                return chunk.records().size();
            }
            int count = 0;
            long sum = bytes;
            for (ConsumerRecord<byte[], byte[]> record : chunk.records()) {
                sum += RawRecords.sizeOf(record);
                boolean first = records.isEmpty() && count == 0;
                boolean fits = records.size() + count < maxRecords && sum <= maxBytes;
                if (record.offset() >= until || !(first || fits)) {
                    break;
                }
                count++;
            }
            return count;
        }

        private void add(List<ConsumerRecord<byte[], byte[]>> more, long moreBytes) {
            bytes += moreBytes;
            if (more.isEmpty()) {
                return;
            }
            if (records.isEmpty()) {
                records = more;
                return;
            }
            if (shared) {
                records = new ArrayList<>(records);
                shared = false;
            }
            records.addAll(more);
        }
    }
}
