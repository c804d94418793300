/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import io.directstream.OffsetRange;
import io.directstream.consumer.PartitionReader;
import io.directstream.offset.StoredOffset;
import io.directstream.stream.BatchPlanner.Position;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** What the engine knows of one partition during one assignment; guarded by the lock of its {@link PartitionTable}. */
final class AssignedPartition {

    final TopicPartition partition;

    final long epoch;

    PartitionState state = PartitionState.LOADING;

    @Nullable
    String reason;

    @Nullable
    PartitionReader reader;

    long position;

    /** The offset as the store acknowledged it; null until it is known. */
    @Nullable
    Long stored;

    @Nullable
    Long begin;

    @Nullable
    Long end;

    /** Up to where it is read at all; null without such an end. */
    @Nullable
    Long limit;

    /** What is kept with its offsets. */
    Origin origin = Origin.UNKNOWN;

    /** A range that has to be delivered before anything new is planned. */
    @Nullable
    PlannedRange pending;

    /** The range that is with the listener. */
    @Nullable
    RunningRange running;

    long retryAt;

    /** How old what it has not stored is. */
    final TimeLag timeLag = new TimeLag(this);

    /** How far it may go on. */
    final Allowance allowance = new Allowance();

    /** Set when the epoch ends; read without the lock, for every record a listener takes. */
    volatile boolean ended;

    boolean queued;

    /** Whether it is one of the {@link Laggards}. */
    boolean laggard;

    /** When it came to wait for a worker. */
    long readySince;

    /** The end of the interval for which it has to begin a range; null if there is none. */
    @Nullable
    Long dueAt;

    /** Up to where an interval's range was planned, before limits cut it. */
    private long plannedUpTo;

    /** Up to where the store was asked to store. */
    long submitted;

    /** When records last arrived, or could first be expected to. */
    long lastArrival;

    final Deque<UnstoredRange> unstored = new ArrayDeque<>();

    private final StoreWindow window;

    /** Whether what is planned must not count on more than was read, because nothing arrives. */
    private boolean stalled;

    /** The same, because the end of the log cannot be asked for. */
    private boolean silent;

    AssignedPartition(TopicPartition partition, long epoch, StoreWindow window) {
        this.partition = partition;
        this.epoch = epoch;
        this.window = window;
    }

    /** Begins at what is stored; a range that was planned there runs first, just as it was planned. */
    void loaded(@Nullable PartitionReader at, StoredOffset offset, long now) {
        reader = at;
        position = offset.offset();
        stored = offset.offset();
        submitted = offset.offset();
        dueAt = null;
        origin = Origin.of(offset);
        Long plannedUntil = offset.plannedUntil();
        pending = plannedUntil == null
                ? null
                : PlannedRange.again(OffsetRange.create(partition, position, plannedUntil), epoch, now);
        reason = null;
        lastArrival = now;
        unstored.clear();
        timeLag.forget();
        state = PartitionState.IDLE;
    }

    /** Whether another range may begin before those finished are stored. */
    boolean hasRoom() {
        PlannedRange next = pending;
        boolean inParts = next != null && next.isPart() && !window.isManual();
        return unstored.size() < (inParts ? 1 : window.mostRanges());
    }

    /** Whether another range could begin if those finished were stored. */
    boolean waitsForStore(Planning planning) {
        return !hasRoom() && hasNews(planning);
    }

    /** Whether there is something after the position that a new range can hold. */
    boolean hasNews(Planning planning) {
        return upTo(planning) > position;
    }

    /** A worker takes its next range: the one that waits, or a new one up to what there is now. */
    Position claimed(long due, Planning planning) {
        Position claimed = new Position(partition, epoch, position, upTo(planning), pending, due);
        if (pending == null) {
            allowance.charge(claimed.upTo() - position);
            plannedUpTo = planning.isTimed() ? claimed.upTo() : plannedUpTo;
        }
        pending = null;
        dueAt = null;
        state = PartitionState.RUNNING;
        return claimed;
    }

    /** Where a new range ends at the latest: at the log's end as last seen, or at what was read, as far as its rate allows. */
    long upTo(Planning planning) {
        Long until = planning.isTimed() && !stalled && !silent ? end : readUntil();
        if (until == null) {
            return position;
        }
        long most = limit == null ? until : Math.min(until, limit);
        return Math.max(position, allowance.cut(position, most));
    }

    /** Whether nothing more needs to be fetched. */
    boolean isReadToItsLimit() {
        Long until = readUntil();
        return limit != null && until != null && until >= limit;
    }

    private @Nullable Long readUntil() {
        return reader == null ? null : (Long) reader.filledUntil();
    }

    /** Whether no batch over all partitions can begin because of this one. */
    boolean holdsUpBatches() {
        return switch (state) {
            case LOADING -> reason == null;
            case FAILED -> pending != null;
            case IDLE, AWAITING_COMMIT -> !hasRoom();
            case RUNNING, BACKING_OFF, REVOKING -> true;
        };
    }

    /** An interval ended: from now on a range is due, unless there is nothing to read or one has been due for longer. */
    void due(long now, Planning planning) {
        dueAt = dueAt == null ? (Long) now : dueAt;
        forgetDueWithoutNews(planning);
    }

    /** An interval that brought nothing is over with that. */
    void forgetDueWithoutNews(Planning planning) {
        if (state == PartitionState.IDLE && pending == null && !hasNews(planning)) {
            dueAt = null;
        }
    }

    /** Nothing arrives: it is not waited for with others any more, until something does. */
    void stalled(long now, Planning planning) {
        lastArrival = now;
        reason = "nothing arrived below the log's end";
        stalled = planning.isTogether();
        cutToWhatWasRead(planning);
    }

    /** Nobody answers for it: it is not waited for with others any more, until somebody does. */
    void silent(Planning planning) {
        silent = planning.isTogether();
        cutToWhatWasRead(planning);
    }

    private void cutToWhatWasRead(Planning planning) {
        PartitionReader from = reader;
        PlannedRange waiting = pending;
        if (planning.isTogether() && from != null && waiting != null && waiting.isToBeRead() && !waiting.fixed()) {
            pending = waiting.upTo(Math.max(waiting.range().fromOffset(), from.filledUntil()));
        }
    }

    /** Records arrived, which ends what kept an idle partition waiting; why it failed or backs off stays true. */
    void arrived(long now) {
        lastArrival = now;
        stalled = false;
        if (state == PartitionState.IDLE) {
            reason = null;
        }
    }

    /** Whether records are missing that are known to be there: of the range that waits for them, or of the log. */
    boolean isBehind(Planning planning) {
        PartitionReader from = reader;
        if (state != PartitionState.IDLE || from == null) {
            return false;
        }
        if (!planning.isTimed()) {
            Long until = limit == null ? end : limit;
            boolean waitsForItsTurn = allowance.isLimited() && from.filledUntil() > position;
            return until != null && until > from.filledUntil() && !waitsForItsTurn;
        }
        PlannedRange waiting = pending;
        return waiting != null
                && waiting.records() == null
                && from.filledUntil() < waiting.range().untilOffset();
    }

    /** Takes over the bounds of the log as far as they were told; a log that goes on lets records be expected from now on. */
    void looked(Map<TopicPartition, Long> ends, Map<TopicPartition, LogStart> starts, long now, Planning planning) {
        Long newEnd = ends.get(partition);
        LogStart start = starts.get(partition);
        boolean wasBehind = isBehind(planning);
        if (newEnd != null) {
            end = newEnd;
            silent = false;
        }
        if (start != null) {
            begin = start.offset();
            timeLag.begins(start);
        }
        if (isBehind(planning) && !wasBehind) {
            lastArrival = now;
        }
    }

    /** The offset from which it reads once everything before is stored; -1 as long as that is not so. */
    long nextToRead() {
        if (!unstored.isEmpty()) {
            return -1;
        }
        return pending == null ? position : pending.range().fromOffset();
    }

    /** This range is with the listener now. */
    void delivering(RunningRange range) {
        running = range;
        timeLag.taken(range.planned());
    }

    /** Its range is not with a worker any more. */
    void freed() {
        running = null;
        if (state == PartitionState.RUNNING) {
            reason = null;
            state = PartitionState.IDLE;
        }
    }

    /** Goes on in this state, unless it is about to be given up. */
    void goOnAs(PartitionState next) {
        if (state != PartitionState.REVOKING) {
            state = next;
        }
    }

    /**
     * The rest of what an interval planned, which did not fit into this range, is due as well.
     *
     * @return whether the partition goes on behind it
     */
    boolean finished(PlannedRange planned) {
        if (planned.range().fromOffset() != position) {
            // The partition was loaded anew while the range ran, and the store refuses it.
            return false;
        }
        pending = planned.next();
        allowance.settle(planned.endOfParts() - position);
        if (!planned.range().isEmpty()) {
            position = planned.range().untilOffset();
            unstored.addLast(UnstoredRange.of(planned));
            submitted = window.isManual() ? submitted : position;
        }
        if (dueAt == null && position < plannedUpTo) {
            dueAt = planned.due();
        }
        return true;
    }

    void acknowledged(long until) {
        stored = stored == null ? (Long) until : Math.max(stored, until);
        while (!unstored.isEmpty() && unstored.getFirst().until() <= until) {
            unstored.removeFirst();
        }
    }

    /** Whether the store owes an answer. */
    boolean awaitsStore() {
        return stored != null && submitted > stored;
    }

    /** Whether something is about to happen that only the member can do; what waits for a broker or an operator is not. */
    boolean keepsTheMemberBusy() {
        return state == PartitionState.LOADING && reason == null || awaitsStore();
    }

    PartitionSnapshot snapshot(Instant now) {
        Long lag = lag();
        return new PartitionSnapshot(
                partition,
                state == PartitionState.IDLE && !hasRoom() ? window.whenFull() : state,
                reason,
                stored == null ? null : position,
                stored,
                knownEnd(),
                lag,
                timeLag.at(now, lag),
                stored == null || begin == null ? null : Math.max(0, begin - stored));
    }

    /** End minus stored; null while either is unknown. */
    @Nullable
    Long lag() {
        Long until = knownEnd();
        return until == null || stored == null ? null : Math.max(0, until - stored);
    }

    /** Whether everything was stored up to the end of its log, which was told just now. */
    boolean isCaughtUp(Map<TopicPartition, Long> told) {
        return told.containsKey(partition) && Objects.equals(lag(), 0L);
    }

    /** How many offsets lie between its position and the end of its log, as far as known and as far as it goes on. */
    long behind() {
        boolean goesOn = stored != null && state != PartitionState.FAILED;
        return end == null || !goesOn ? 0 : Math.max(0, end - position);
    }

    /** The newest end that is known: what was read is newer than the last look at the log's end, or it is that look. */
    private @Nullable Long knownEnd() {
        if (end == null || limit != null) {
            return limit;
        }
        return reader == null ? end : Math.max(end, Math.max(position, reader.filledUntil()));
    }
}
