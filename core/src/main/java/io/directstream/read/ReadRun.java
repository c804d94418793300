/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.read;

import io.directstream.StreamClock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The threads of one read. They end by themselves when all is read, or the read ends early. */
final class ReadRun<R extends @Nullable Object> {

    private final ReadJob<R> job;

    private final RangeFetchers fetchers;

    private final Supplier<RangeWork<R>> works;

    private final ReadPlan plan;

    private final StreamClock clock;

    private final ExecutorService threads;

    ReadRun(ReadJob<R> job, RangeFetchers fetchers, Supplier<RangeWork<R>> works, ReadPlan plan, StreamClock clock) {
        this.job = job;
        this.fetchers = fetchers;
        this.works = works;
        this.plan = plan;
        this.clock = clock;
        this.threads = Executors.newFixedThreadPool(plan.threads(), ReadThreads.factory("worker"));
    }

    /** Begins; the first worker uses the consumer that there is already. */
    void start(RangeFetcher first, long began) {
        AtomicReference<@Nullable RangeFetcher> made = new AtomicReference<>(first);
        ReadWatch watch = new ReadWatch(job, plan.deadline(), began, threads::shutdownNow, clock);
        job.begin(plan.threads());
        watch.start();
        Runnable afterLast = () -> {
            watch.close();
            threads.shutdown();
            RangeFetcher unused = made.getAndSet(null);
            if (unused != null) {
                unused.close();
            }
        };
        for (int i = 0; i < plan.threads(); i++) {
            execute(new ReadWorker<>(
                    job, () -> fetcher(made), works, plan.options().readTimeout(), clock, afterLast));
        }
    }

    private RangeFetcher fetcher(AtomicReference<@Nullable RangeFetcher> made) {
        RangeFetcher there = made.getAndSet(null);
        return there == null ? fetchers.make(plan.options().maxFetchBytes()) : there;
    }

    private void execute(ReadWorker<R> worker) {
        try {
            threads.execute(worker);
        } catch (Throwable noThread) {
            job.end(noThread);
            worker.ended();
        }
    }
}
