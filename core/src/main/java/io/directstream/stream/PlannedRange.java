/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import io.directstream.OffsetRange;
import io.directstream.consumer.ByteBudget;
import io.directstream.consumer.RawRecords;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * A range to be delivered. Before its records are taken its end is an upper bound; with them, and for every further
 * attempt, it is fixed.
 *
 * @param range the range
 * @param epoch the ownership epoch it was planned under
 * @param attempt which delivery this is, from 1
 * @param fixed whether the bounds may no longer change
 * @param records its records, once they were taken
 * @param due when it could have begun, on the clock for durations
 * @param treatment what is to be done with it
 * @param rest what follows it of a range that goes on in parts
 */
record PlannedRange(
        OffsetRange range,
        long epoch,
        int attempt,
        boolean fixed,
        @Nullable RawRecords records,
        long due,
        Treatment treatment,
        List<PlannedRange> rest) {

    PlannedRange {
        rest = List.copyOf(rest);
    }

    /** A range for the listener. */
    PlannedRange(OffsetRange range, long epoch, int attempt, boolean fixed, @Nullable RawRecords records, long due) {
        this(range, epoch, attempt, fixed, records, due, Treatment.DELIVER, List.of());
    }

    /** A range that was planned before the application started, and may have been with the listener then. */
    static PlannedRange again(OffsetRange range, long epoch, long due) {
        return new PlannedRange(range, epoch, 1, true, null, due);
    }

    TopicPartition partition() {
        return range.topicPartition();
    }

    /** The range as it is with the records that were taken. */
    PlannedRange cutTo(RawRecords taken) {
        OffsetRange cut = OffsetRange.create(partition(), range.fromOffset(), taken.until());
        return new PlannedRange(cut, epoch, attempt, true, taken, due, treatment, rest);
    }

    PlannedRange nextAttempt() {
        return new PlannedRange(range, epoch, attempt + 1, true, records, due, treatment, rest);
    }

    /** The same range without its records, as if it had never been tried. */
    PlannedRange afresh() {
        return new PlannedRange(range, epoch, 1, true, null, due);
    }

    /** The same range, to begin at the given time. */
    PlannedRange dueAt(long time) {
        return new PlannedRange(range, epoch, attempt, fixed, records, time, treatment, rest);
    }

    /** The range with a nearer upper bound, as long as it is not fixed. */
    PlannedRange upTo(long until) {
        OffsetRange nearer = OffsetRange.create(partition(), range.fromOffset(), until);
        return new PlannedRange(nearer, epoch, attempt, fixed, records, due, treatment, rest);
    }

    PlannedRange withoutRecords() {
        List<PlannedRange> others =
                rest.stream().map(PlannedRange::withoutRecords).toList();
        return new PlannedRange(range, epoch, attempt, true, null, due, treatment, others);
    }

    /** The same range, to be treated otherwise. */
    PlannedRange treated(Treatment other) {
        return new PlannedRange(range, epoch, attempt, true, records, due, other, rest);
    }

    /** The same range, whose attempts are over. */
    PlannedRange disposedOf(Throwable cause) {
        return treated(new Treatment.Dispose(range, cause));
    }

    /** The same range, counted as another delivery. */
    PlannedRange onAttempt(int other) {
        return new PlannedRange(range, epoch, other, true, records, due, treatment, rest);
    }

    /** The same range with these after it. */
    PlannedRange followedBy(List<PlannedRange> parts) {
        return new PlannedRange(range, epoch, attempt, true, records, due, treatment, parts);
    }

    /** Some of its records, by their places, and the offsets up to the next. Nothing follows it. */
    PlannedRange part(int from, int until) {
        List<ConsumerRecord<byte[], byte[]>> all = rawRecords();
        OffsetRange bounds = OffsetRange.create(
                partition(),
                from == 0 ? range.fromOffset() : all.get(from).offset(),
                until == all.size() ? range.untilOffset() : all.get(until).offset());
        RawRecords taken = Objects.requireNonNull(records).part(from, until, bounds.untilOffset());
        return new PlannedRange(bounds, epoch, attempt, true, taken, due, treatment, List.of());
    }

    /** What is to be done when it is finished; null if nothing follows it. */
    @Nullable
    PlannedRange next() {
        return rest.isEmpty() ? null : Isolation.promoted(rest.get(0).followedBy(rest.subList(1, rest.size())));
    }

    /** Where the last of what follows it ends. */
    long endOfParts() {
        return (rest.isEmpty() ? range : rest.get(rest.size() - 1).range).untilOffset();
    }

    /** Up to where the records of it and of what follows are here without a gap. */
    long heldUntil() {
        long until = range.untilOffset();
        for (PlannedRange part : rest) {
            if (part.isToBeRead()) {
                return until;
            }
            until = part.range.untilOffset();
        }
        return until;
    }

    /** Gives the memory of its records back, and of those that follow. */
    void giveBackAll(ByteBudget budget) {
        if (records != null) {
            records.giveBack(budget);
        }
        rest.forEach(part -> part.giveBackAll(budget));
    }

    /** Its records; none as long as they were not taken. */
    List<ConsumerRecord<byte[], byte[]>> rawRecords() {
        return records == null ? List.of() : records.records();
    }

    /** The headers of those records that have some, as they were fetched; not to be changed. */
    Stream<Headers> headers() {
        return records == null ? Stream.empty() : records.headers();
    }

    /** Whether it is a part of a range that failed, so that what comes before has to be stored first. */
    boolean isPart() {
        return !rest.isEmpty() || !(treatment instanceof Treatment.Deliver);
    }

    /** Whether it goes to the listener. */
    boolean isDelivered() {
        return treatment instanceof Treatment.Deliver || treatment instanceof Treatment.Narrow;
    }

    /** Whether it does not go to the listener any more, but is disposed of. */
    boolean isDisposedOf() {
        return treatment instanceof Treatment.Dispose;
    }

    /** Whether the listener may have to say that it is to be stored, where listeners do. */
    boolean isOwed() {
        return recordCount() > 0 && isDelivered();
    }

    /** Whether its records have to be found first. */
    boolean isToBeRead() {
        return records == null && !range.isEmpty();
    }

    /** The number of records, 0 as long as they were not taken. */
    int recordCount() {
        return records == null ? 0 : records.records().size();
    }

    /** The timestamp of the first record in milliseconds since 1970, if there is one here. */
    @Nullable
    Long firstTimestamp() {
        return records == null || records.records().isEmpty()
                ? null
                : records.records().get(0).timestamp();
    }
}
