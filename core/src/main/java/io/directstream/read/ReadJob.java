/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.read;

import io.directstream.OffsetRange;
import io.directstream.StreamClock;
import io.directstream.read.RangeReadException.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One read: its ranges, which its workers take in order, and what became of it. */
final class ReadJob<R extends @Nullable Object> implements RangeReadJob<R> {

    private static final Logger log = LoggerFactory.getLogger(ReadJob.class);

    private final List<RangeState> states;

    /** Each written by the worker of its range, and read after the last worker ended. */
    private final @Nullable Object[] results;

    private final RangeReadObserver observer;

    private final Instant started;

    private final ReadEnd end = new ReadEnd();

    private final AtomicInteger next = new AtomicInteger();

    private final AtomicInteger workers = new AtomicInteger();

    private final Set<RangeFetcher> fetchers = ConcurrentHashMap.newKeySet();

    private final CompletableFuture<List<R>> result = new CompletableFuture<>();

    ReadJob(List<OffsetRange> ranges, RangeReadObserver observer, StreamClock clock) {
        this.states = IntStream.range(0, ranges.size())
                .mapToObj(index -> new RangeState(ranges.get(index), index))
                .toList();
        this.results = new Object[ranges.size()];
        this.observer = observer;
        this.started = clock.now();
    }

    @Override
    public List<OffsetRange> ranges() {
        return states.stream().map(RangeState::range).toList();
    }

    @Override
    public CompletableFuture<List<R>> result() {
        return result.copy();
    }

    @Override
    public ReadProgress progress() {
        return new ReadProgress(
                (int) states.stream()
                        .filter(state -> state.state() == ReadProgress.State.DONE)
                        .count(),
                states.size(),
                states.stream()
                        .mapToLong(state -> state.position() - state.range().fromOffset())
                        .sum(),
                states.stream().mapToLong(state -> state.range().count()).sum(),
                states.stream().mapToLong(RangeState::records).sum(),
                states.stream().mapToLong(RangeState::bytes).sum(),
                started,
                states.stream().map(RangeState::snapshot).toList());
    }

    @Override
    public void cancel() {
        end(RangeReadException.of(
                Reason.CANCELLED,
                "the read was cancelled; of %d ranges %d were read"
                        .formatted(states.size(), progress().rangesDone()),
                null));
    }

    /** Says that so many workers begin; each has to tell its end. */
    void begin(int number) {
        workers.set(number);
        tell(told -> told.readStarted(this));
    }

    /** The next range for whoever asks; null if there is none, or the read ends. */
    @Nullable
    RangeState next() {
        int index = end.isSet() ? states.size() : next.getAndIncrement();
        return index < states.size() ? states.get(index) : null;
    }

    void finished(RangeState state, @Nullable Object answer, Duration took) {
        results[state.index()] = answer;
        state.done();
        tell(told -> told.rangeFinished(state.range(), state.records(), state.bytes(), took));
    }

    /** Ends the read early; what comes after the first reason changes nothing. */
    void end(Throwable reason) {
        if (!result.isDone() && end.because(reason)) {
            fetchers.forEach(RangeFetcher::wakeup);
        }
    }

    ReadEnd end() {
        return end;
    }

    /** Has the end of the read interrupt the polls of this fetcher. */
    void attach(RangeFetcher fetcher) {
        fetchers.add(fetcher);
    }

    void detach(RangeFetcher fetcher) {
        fetchers.remove(fetcher);
    }

    /** One worker ended and closed what it had; returns whether it was the last. */
    boolean workerEnded() {
        return workers.decrementAndGet() == 0;
    }

    /** Tells the outcome. */
    @SuppressWarnings("unchecked")
    void complete() {
        Throwable failure = end.reason();
        tell(told -> told.readEnded(this, failure));
        if (failure == null) {
            result.complete((List<R>) Arrays.asList(results));
        } else {
            result.completeExceptionally(failure);
        }
    }

    private void tell(Consumer<RangeReadObserver> event) {
        try {
            event.accept(observer);
        } catch (Throwable failure) {
            log.warn("observer {} of a read failed; the read goes on", observer, failure);
        }
    }
}
