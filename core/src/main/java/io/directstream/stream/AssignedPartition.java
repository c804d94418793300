/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import io.directstream.consumer.PartitionReader;
import io.directstream.offset.TopicShape;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** What the engine knows of one partition during one assignment; guarded by the lock of its {@link PartitionTable}. */
final class AssignedPartition {

    /** The running range and at most one finished one may be repeated after a crash, so a third one waits. */
    private static final int MOST_UNSTORED = 1;

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

    /** What there was to read when the position was first chosen, as far as known; kept with the offset. */
    @Nullable
    TopicShape shape;

    /** A range that has to be delivered before anything new is planned. */
    @Nullable
    PlannedRange pending;

    /** The range that is with the listener. */
    @Nullable
    PlannedRange running;

    long retryAt;

    /** Set when the epoch ends; read without the lock, for every record a listener takes. */
    volatile boolean ended;

    boolean queued;

    /** When records last arrived, or could first be expected to. */
    long lastArrival;

    private final Deque<Unstored> unstored = new ArrayDeque<>();

    AssignedPartition(TopicPartition partition, long epoch) {
        this.partition = partition;
        this.epoch = epoch;
    }

    void loaded(PartitionReader at, long offset, @Nullable TopicShape chosenAmong) {
        reader = at;
        position = offset;
        stored = offset;
        shape = chosenAmong;
        pending = null;
        reason = null;
        unstored.clear();
        state = PartitionState.IDLE;
    }

    /** Whether a range can be delivered now. */
    boolean isReady() {
        PartitionReader from = reader;
        if (state != PartitionState.IDLE || queued || from == null || unstored.size() > MOST_UNSTORED) {
            return false;
        }
        if (pending == null) {
            return from.filledUntil() > position;
        }
        return pending.records() != null
                || from.filledUntil() >= pending.range().untilOffset();
    }

    /** Records arrived, which ends what kept an idle partition waiting; why it failed or backs off stays true. */
    void arrived(long now) {
        lastArrival = now;
        if (state == PartitionState.IDLE) {
            reason = null;
        }
    }

    /** Whether the log is known to hold more than was read. */
    boolean isBehind() {
        return state == PartitionState.IDLE && reader != null && end != null && end > reader.filledUntil();
    }

    /** Takes over the bounds of the log as far as they were told; a log that goes on lets records be expected from now on. */
    void looked(@Nullable Long newEnd, @Nullable Long newBegin, long now) {
        boolean wasBehind = isBehind();
        end = newEnd == null ? end : newEnd;
        begin = newBegin == null ? begin : newBegin;
        if (isBehind() && !wasBehind) {
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

    void finished(PlannedRange planned) {
        if (planned.range().fromOffset() != position) {
            // The partition was loaded anew while the range ran, and the store refuses it.
            return;
        }
        position = planned.range().untilOffset();
        unstored.addLast(new Unstored(position, planned.firstTimestamp()));
        pending = null;
    }

    void acknowledged(long until) {
        stored = until;
        while (!unstored.isEmpty() && unstored.getFirst().until() <= until) {
            unstored.removeFirst();
        }
    }

    boolean isAcknowledged() {
        return unstored.isEmpty();
    }

    PartitionSnapshot snapshot(Instant now) {
        Long lag = lag();
        return new PartitionSnapshot(
                partition,
                state,
                reason,
                stored == null ? null : position,
                stored,
                knownEnd(),
                lag,
                timeLag(lag, now),
                stored == null || begin == null ? null : Math.max(0, begin - stored));
    }

    /** End minus stored; null while either is unknown. */
    @Nullable
    Long lag() {
        Long until = knownEnd();
        return until == null || stored == null ? null : Math.max(0, until - stored);
    }

    /** The newest end that is known: what was read is newer than the last look at the log's end, or it is that look. */
    private @Nullable Long knownEnd() {
        if (end == null) {
            return null;
        }
        return reader == null ? end : Math.max(end, Math.max(position, reader.filledUntil()));
    }

    private @Nullable Duration timeLag(@Nullable Long lag, Instant now) {
        if (lag == null) {
            return null;
        }
        if (lag == 0) {
            return Duration.ZERO;
        }
        Long timestamp = firstUnstoredTimestamp();
        if (timestamp == null) {
            return null;
        }
        Duration age = Duration.between(Instant.ofEpochMilli(timestamp), now);
        return age.isNegative() ? Duration.ZERO : age;
    }

    private @Nullable Long firstUnstoredTimestamp() {
        if (!unstored.isEmpty()) {
            return unstored.getFirst().firstTimestamp();
        }
        PlannedRange next = running != null ? running : pending;
        if (next != null) {
            return next.firstTimestamp();
        }
        return reader == null ? null : reader.headTimestamp();
    }

    private record Unstored(long until, @Nullable Long firstTimestamp) {}
}
