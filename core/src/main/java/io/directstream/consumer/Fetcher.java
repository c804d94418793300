/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.consumer;

import io.directstream.StreamClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;

/**
 * One Kafka consumer without a group that fills many readers. It has no thread of its own: whoever acquires it polls it,
 * and what arrives is filed into the readers on the spot. Readers come and go from any thread; the next poll heeds it.
 */
public final class Fetcher {

    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);

    private static final long PAUSE_AFTER_FAILURE_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** What is on its way arrives within this time. */
    private static final Duration BRIEFLY = Duration.ofMillis(2);

    /** After nothing arrived for one reader. */
    private static final long PAUSE_AFTER_NOTHING_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    /** Held by the thread that polls; guards everything that is not final, volatile or concurrent. */
    private final ReentrantLock polling = new ReentrantLock();

    private final String clientId;

    private final Function<FetchTally, Consumer<byte[], byte[]>> consumers;

    private final FetchTally tally = new FetchTally();

    private final ByteBudget budget;

    private final ReadListener listener;

    private final StreamClock clock;

    private final Queue<Change> changes = new ConcurrentLinkedQueue<>();

    private final AtomicInteger partitions = new AtomicInteger();

    private final Map<TopicPartition, Slot> slots = new HashMap<>();

    private volatile @Nullable Consumer<byte[], byte[]> consumer;

    private volatile long pausedUntil;

    private volatile long lastPoll;

    private volatile boolean pausedByFailure;

    /** Whether partitions are paused: memory is used up, they hold as much as they may, or for {@link #only}. */
    private volatile boolean paused;

    /** The only reader that is read for at the moment; null if all are. */
    private @Nullable PartitionReader only;

    private volatile long nextPollForOne;

    /** Whether the consumer is a new one, which knows none of the partitions yet. */
    private boolean renewed;

    private volatile boolean closed;

    Fetcher(
            String clientId,
            Function<FetchTally, Consumer<byte[], byte[]>> consumers,
            ByteBudget budget,
            ReadListener listener,
            StreamClock clock) {
        this.clientId = clientId;
        this.consumers = consumers;
        this.budget = budget;
        this.listener = listener;
        this.clock = clock;
        this.lastPoll = clock.nanoTime();
        this.nextPollForOne = lastPoll;
    }

    /** Its name in logs and endpoints. */
    public String clientId() {
        return clientId;
    }

    /** How many partitions it reads. */
    public int partitionCount() {
        return partitions.get();
    }

    void add(PartitionReader reader) {
        partitions.incrementAndGet();
        changes.add(new Change(reader, true));
    }

    void remove(PartitionReader reader) {
        partitions.decrementAndGet();
        changes.add(new Change(reader, false));
    }

    /** Has the fetcher read from where the reader stands now. */
    void reposition(PartitionReader reader) {
        changes.add(new Change(reader, true));
    }

    /**
     * Acquires the right to poll, if there is a point in polling now and no other thread has it.
     *
     * @return whether {@link #poll} may be called, and {@link #release} must
     */
    public boolean tryAcquire() {
        return isWorthPolling() && polling.tryLock();
    }

    /** Gives up the right to poll. */
    public void release() {
        lastPoll = clock.nanoTime();
        polling.unlock();
    }

    /** Whether there is a point in polling and no thread does. */
    public boolean isFree() {
        return isWorthPolling() && !polling.isLocked();
    }

    /** How long ago a thread last gave up the right to poll. */
    public long nanosSincePoll() {
        return clock.nanoTime() - lastPoll;
    }

    /** Whether a poll under way, or the next one, reads for every reader: none came or moved since, none is paused. */
    boolean readsAll() {
        return changes.isEmpty() && !paused;
    }

    /** Has the thread that polls, or polls next, return at once. */
    public void wakeup() {
        Consumer<byte[], byte[]> current = consumer;
        if (current != null) {
            current.wakeup();
        }
    }

    private boolean isWorthPolling() {
        if (closed || pausedByFailure && clock.nanoTime() - pausedUntil < 0) {
            return false;
        }
        return !changes.isEmpty() || partitions.get() > 0 && (!budget.isFull() || budget.isUrgent());
    }

    /** Waits for records up to the given time and files what arrived. The caller holds the right to poll. */
    public void poll(Duration timeout) {
        if (closed) {
            return;
        }
        try {
            Consumer<byte[], byte[]> current = consumer();
            applyChanges(current);
            applyPauses(current);
            if (!slots.isEmpty()) {
                tally.reset();
                file(current.poll(timeout));
                pausedByFailure = false;
            }
        } catch (WakeupException wokenUp) {
            // Somebody needs this thread for something else; nothing was taken out of the consumer.
            return;
        } catch (InterruptException interrupted) {
            Thread.currentThread().interrupt();
        } catch (InvalidOffsetException outOfRange) {
            takeOut(outOfRange.partitions(), outOfRange);
        } catch (TopicAuthorizationException refused) {
            Set<String> topics = refused.unauthorizedTopics();
            takeOut(partitions(slot -> topics.contains(slot.reader.partition().topic())), refused);
        } catch (RuntimeException failure) {
            failed(failure);
        }
    }

    /**
     * Takes what is on its way to one reader, before what others have. Does nothing while another thread polls, and for a
     * moment after nothing came. It does not count as a poll, so that the others are not forgotten meanwhile.
     */
    public void pollFor(PartitionReader reader) {
        if (clock.nanoTime() - nextPollForOne < 0 || !polling.tryLock()) {
            return;
        }
        try {
            only = reader;
            poll(BRIEFLY);
            if (!reader.holds(1, 1)) {
                nextPollForOne = clock.nanoTime() + PAUSE_AFTER_NOTHING_NANOS;
            }
        } finally {
            only = null;
            polling.unlock();
        }
    }

    /** Closes the Kafka consumer; a poll under way is asked to return first. */
    void close() {
        closed = true;
        wakeup();
        polling.lock();
        try {
            closeConsumer();
            slots.clear();
        } finally {
            polling.unlock();
        }
    }

    private Consumer<byte[], byte[]> consumer() {
        Consumer<byte[], byte[]> current = consumer;
        if (current == null) {
            current = consumers.apply(tally);
            consumer = current;
            paused = false;
            renewed = true;
        }
        return current;
    }

    private void applyChanges(Consumer<byte[], byte[]> current) {
        if (changes.isEmpty() && !renewed) {
            return;
        }
        Set<TopicPartition> moved = new HashSet<>();
        if (renewed) {
            List.copyOf(slots.values()).forEach(slot -> read(slot.reader, moved));
            renewed = false;
        }
        for (Change change = changes.poll(); change != null; change = changes.poll()) {
            PartitionReader reader = change.reader();
            if (change.added()) {
                read(reader, moved);
            } else if (reads(reader)) {
                slots.remove(reader.partition());
                moved.remove(reader.partition());
            }
        }
        current.assign(slots.keySet());
        for (TopicPartition partition : moved) {
            current.seek(partition, Objects.requireNonNull(slots.get(partition)).position);
        }
    }

    private void read(PartitionReader reader, Set<TopicPartition> moved) {
        long from = reader.filledUntil();
        if (from == PartitionReader.CLOSED) {
            // It was closed after it came; its removal is among the changes that follow.
            return;
        }
        slots.put(reader.partition(), new Slot(reader, from));
        moved.add(reader.partition());
    }

    private boolean reads(PartitionReader reader) {
        Slot slot = slots.get(reader.partition());
        return slot != null && slot.reader == reader;
    }

    private void applyPauses(Consumer<byte[], byte[]> current) {
        if (only != null || budget.isFull() || budget.isAnyLimited()) {
            Set<TopicPartition> unread = partitions(slot -> !isRead(slot));
            current.resume(partitions(slot -> !unread.contains(slot.reader.partition())));
            current.pause(unread);
            paused = !unread.isEmpty();
        } else if (paused) {
            current.resume(slots.keySet());
            paused = false;
        }
    }

    private boolean isRead(Slot slot) {
        if (only != null) {
            return slot.reader == only;
        }
        return slot.reader.isWanted() || !budget.isFull() && !slot.holdsEnough(budget.limitOf(slot.reader.partition()));
    }

    private void file(ConsumerRecords<byte[], byte[]> records) {
        Map<TopicPartition, FetchedPart> parts = tally.split(records);
        List<TopicPartition> arrived = new ArrayList<>();
        for (Map.Entry<TopicPartition, OffsetAndMetadata> next :
                records.nextOffsets().entrySet()) {
            TopicPartition partition = next.getKey();
            Slot slot = slots.get(partition);
            if (slot != null && slot.file(parts.getOrDefault(partition, FetchedPart.NONE), next.getValue())) {
                arrived.add(partition);
            }
        }
        if (!arrived.isEmpty()) {
            listener.recordsArrived(arrived);
        }
    }

    private void takeOut(Set<TopicPartition> unreadable, RuntimeException cause) {
        Consumer<byte[], byte[]> current = consumer();
        List<TopicPartition> taken =
                unreadable.stream().filter(slots::containsKey).toList();
        taken.forEach(slots::remove);
        current.assign(slots.keySet());
        taken.forEach(partition -> listener.readFailed(partition, cause));
    }

    private void failed(RuntimeException failure) {
        pausedUntil = clock.nanoTime() + PAUSE_AFTER_FAILURE_NANOS;
        pausedByFailure = true;
        closeConsumer();
        listener.fetcherFailed(clientId, failure);
    }

    private void closeConsumer() {
        Consumer<byte[], byte[]> current = consumer;
        consumer = null;
        if (current != null) {
            try {
                current.close(CloseOptions.timeout(CLOSE_TIMEOUT));
            } catch (RuntimeException failure) {
                listener.fetcherFailed(clientId, failure);
            }
        }
    }

    private Set<TopicPartition> partitions(Predicate<Slot> which) {
        return slots.values().stream()
                .filter(which)
                .map(slot -> slot.reader.partition())
                .collect(Collectors.toSet());
    }

    private record Change(PartitionReader reader, boolean added) {}

    /** A reader, and where this fetcher's consumer stands in its partition. */
    private static final class Slot {

        private final PartitionReader reader;

        private long position;

        private boolean heldEnough;

        private Slot(PartitionReader reader, long position) {
            this.reader = reader;
            this.position = position;
        }

        /** Whether as many records are here as the limit says, or were and half of them still are. */
        private boolean holdsEnough(@Nullable Long limit) {
            if (limit == null) {
                return false;
            }
            int held = reader.bufferedRecords();
            heldEnough = held >= limit || heldEnough && held > limit / 2;
            return heldEnough;
        }

        private boolean file(FetchedPart part, OffsetAndMetadata next) {
            long from = position;
            position = next.offset();
            return reader.append(from, part, position, next.leaderEpoch().orElse(null));
        }
    }
}
