/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.read;

import io.directstream.StreamClock;
import io.directstream.read.RangeReadException.Reason;
import java.time.Duration;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** Reads one range after the other on one thread, with a Kafka consumer and a work of its own. */
final class ReadWorker<R extends @Nullable Object> implements Runnable {

    private final ReadJob<R> job;

    private final Supplier<RangeFetcher> fetchers;

    private final Supplier<RangeWork<R>> works;

    private final Duration readTimeout;

    private final StreamClock clock;

    private final Runnable afterLast;

    ReadWorker(
            ReadJob<R> job,
            Supplier<RangeFetcher> fetchers,
            Supplier<RangeWork<R>> works,
            Duration readTimeout,
            StreamClock clock,
            Runnable afterLast) {
        this.job = job;
        this.fetchers = fetchers;
        this.works = works;
        this.readTimeout = readTimeout;
        this.clock = clock;
        this.afterLast = afterLast;
    }

    @Override
    public void run() {
        try (RangeFetcher fetcher = fetcher()) {
            job.attach(fetcher);
            try (RangeWork<R> work = works.get()) {
                read(fetcher, work);
            } finally {
                job.detach(fetcher);
            }
        } catch (Throwable failure) {
            job.end(failure);
        }
        ended();
    }

    /** To be called for a worker that could not be started; the last one to end tells the outcome. */
    void ended() {
        if (job.workerEnded()) {
            afterLast.run();
            job.complete();
        }
    }

    private void read(RangeFetcher fetcher, RangeWork<R> work) throws Exception {
        while (!work.isDone()) {
            RangeState state = job.next();
            if (state == null) {
                return;
            }
            long begin = clock.nanoTime();
            state.begun();
            R result = work.read(new RangePull(state, fetcher, job.end(), clock, readTimeout));
            job.finished(state, result, Duration.ofNanos(clock.nanoTime() - begin));
        }
    }

    private RangeFetcher fetcher() {
        try {
            return fetchers.get();
        } catch (KafkaException failure) {
            throw RangeReadException.of(
                    Reason.FAILED, "a Kafka consumer could not be made: " + failure.getMessage(), failure);
        }
    }
}
