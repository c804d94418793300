/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.read;

import io.directstream.OffsetRange;
import io.directstream.StreamClock;
import io.directstream.consumer.RawRecords;
import io.directstream.read.RangeReadException.Reason;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;

/**
 * Pulls the records of one range out of a fetcher, fetch by fetch. The range is read when the position reached its end,
 * whatever lies there: a record, a transaction marker, or nothing. Used by the thread that reads the range.
 */
final class RangePull {

    /** So long at most until the end of the read, or a standstill, is noticed. */
    private static final Duration POLL_TIMEOUT = Duration.ofMillis(100);

    /** Until a partition that seems to have vanished is asked for again. */
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

    private final RangeState state;

    private final RangeFetcher fetcher;

    private final ReadEnd end;

    private final StreamClock clock;

    private final Duration readTimeout;

    private final TopicPartition partition;

    private boolean begun;

    RangePull(RangeState state, RangeFetcher fetcher, ReadEnd end, StreamClock clock, Duration readTimeout) {
        this.state = state;
        this.fetcher = fetcher;
        this.end = end;
        this.clock = clock;
        this.readTimeout = readTimeout;
        this.partition = state.range().topicPartition();
    }

    OffsetRange range() {
        return state.range();
    }

    /** Throws if the read ends early. */
    void checkGoing() {
        if (end.isSet()) {
            end.check(state);
        }
    }

    /**
     * What the next fetch with records brought; null if the range was read.
     *
     * @throws RangeReadException if it cannot be read, or the read ends early
     */
    @Nullable
    RawRecords next() {
        long until = state.range().untilOffset();
        long since = clock.nanoTime();
        while (state.position() < until) {
            checkGoing();
            RawRecords raw = poll(until);
            if (raw.until() > state.position()) {
                state.moved(raw.until(), raw.records().size(), raw.bytes());
                since = clock.nanoTime();
            } else {
                checkPatience(since);
            }
            if (!raw.records().isEmpty()) {
                return raw;
            }
        }
        return null;
    }

    private RawRecords poll(long until) {
        try {
            if (!begun) {
                fetcher.begin(partition, state.position());
                begun = true;
            }
            return fetcher.poll(partition, state.position(), until, POLL_TIMEOUT);
        } catch (WakeupException | InterruptException ended) {
            checkGoing();
            throw failed(ended);
        } catch (InvalidOffsetException gone) {
            throw gone(gone);
        } catch (KafkaException failure) {
            throw failed(failure);
        }
    }

    /** After a poll that brought nothing. */
    private void checkPatience(long since) {
        if (clock.nanoTime() - since >= readTimeout.toNanos()) {
            throw standstill();
        }
        if (isAbsent()) {
            // Kafka's client would go on fetching from a deleted topic without a pause, and warn each time.
            LockSupport.parkNanos(PAUSE_NANOS);
            checkGoing();
            if (isAbsent()) {
                throw RangeReadException.at(
                        state.range(),
                        state.position(),
                        Reason.GONE,
                        "partition %s does not exist any more".formatted(partition),
                        null);
            }
        }
    }

    private boolean isAbsent() {
        try {
            return new LogQuestions(fetcher.consumer(), clock, LogQuestions.BRIEFLY).isAbsent(partition);
        } catch (KafkaException unknown) {
            return false;
        }
    }

    private RangeReadException failed(KafkaException failure) {
        return RangeReadException.at(
                state.range(), state.position(), Reason.FAILED, String.valueOf(failure.getMessage()), failure);
    }

    private RangeReadException gone(InvalidOffsetException cause) {
        LogState log = look();
        long position = state.position();
        String message = "the log of %s holds no such offset any more, %s".formatted(partition, log);
        if (log instanceof LogState.Known known && known.bounds().begin() > position) {
            message =
                    "the records up to %d are gone, the log of %s begins at %d now; retention or a deletion was faster than the reader"
                            .formatted(
                                    Math.min(
                                            known.bounds().begin(),
                                            state.range().untilOffset()),
                                    partition,
                                    known.bounds().begin());
        }
        return RangeReadException.at(state.range(), position, Reason.GONE, message, cause);
    }

    private RangeReadException standstill() {
        return RangeReadException.at(
                state.range(),
                state.position(),
                Reason.NO_PROGRESS,
                "nothing came for %d ms (read-timeout); %s".formatted(readTimeout.toMillis(), look()),
                null);
    }

    private LogState look() {
        try {
            return new LogQuestions(fetcher.consumer(), clock, LogQuestions.BRIEFLY).look(partition);
        } catch (KafkaException unknown) {
            return new LogState.Unanswered("what the log holds could not be found out: " + unknown.getMessage());
        }
    }
}
