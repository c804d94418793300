/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import io.directstream.consumer.Fetcher;
import io.directstream.consumer.PartitionReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The threads that read and run listeners. */
final class Workers implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Workers.class);

    private static final long GRACE_MILLIS = 1_000;

    private static final Duration POLL_TIMEOUT = Duration.ofMillis(500);

    /** While other fetchers are to be polled and no worker is left for them. */
    private static final Duration SHORT_POLL_TIMEOUT = Duration.ofMillis(50);

    private static final long NEGLECTED_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private static final long WAIT_MILLIS = 500;

    private final String stream;

    private final Reading reading;

    private final List<Thread> threads = new ArrayList<>();

    private final AtomicInteger turns = new AtomicInteger();

    Workers(String stream, Reading reading) {
        this.stream = stream;
        this.reading = reading;
    }

    /** Adds a thread, not started yet. */
    void add(Runnable work) {
        threads.add(StreamThreads.factory(stream + "-worker-" + threads.size()).newThread(work));
    }

    void start() {
        threads.forEach(Thread::start);
    }

    boolean owns(Thread thread) {
        return threads.contains(thread);
    }

    /**
     * What a worker does when no range is ready: it polls a fetcher that no other worker polls, its own first unless
     * another one is neglected because its workers are busy, or waits for something to do.
     */
    void readOrWait(int worker) throws InterruptedException {
        List<Fetcher> fetchers = inOrder(worker);
        for (Fetcher fetcher : fetchers) {
            if (fetcher.tryAcquire()) {
                boolean alone = fetchers.stream().noneMatch(other -> other != fetcher && other.isFree());
                poll(fetcher, alone ? POLL_TIMEOUT : SHORT_POLL_TIMEOUT);
                return;
            }
        }
        reading.table().ready().await(WAIT_MILLIS);
    }

    /** Reads for partitions that are far behind and have nothing left, before a range of another one begins. */
    void readForLaggards() {
        for (PartitionReader reader : reading.table().laggards().starving()) {
            reading.cache().fetcherOf(reader.partition()).ifPresent(fetcher -> fetcher.pollFor(reader));
        }
    }

    private List<Fetcher> inOrder(int worker) {
        List<Fetcher> fetchers = new ArrayList<>(reading.fetchers().all());
        // Its own first; where there are more fetchers than workers, none is forgotten behind one that waits.
        int first = fetchers.size() > threads.size() ? turns.getAndIncrement() : worker;
        if (!fetchers.isEmpty()) {
            Collections.rotate(fetchers, -Math.floorMod(first, fetchers.size()));
        }
        fetchers.sort(Comparator.comparing((Fetcher fetcher) -> !isNeglected(fetcher)));
        return fetchers;
    }

    private static boolean isNeglected(Fetcher fetcher) {
        return fetcher.isFree() && fetcher.nanosSincePoll() >= NEGLECTED_NANOS;
    }

    /** Waits a moment after something unexpected, so that it does not happen in a tight loop. */
    void pause() throws InterruptedException {
        reading.table().ready().await(WAIT_MILLIS);
    }

    private void poll(Fetcher fetcher, Duration timeout) {
        ReadyQueue ready = reading.table().ready();
        try {
            if (ready.beginPolling(fetcher)) {
                fetcher.poll(timeout);
            }
        } finally {
            fetcher.release();
            ready.endPolling(fetcher);
        }
    }

    /**
     * Waits for the threads to end, a moment without pressure, then after interrupting them. What still runs then is
     * reported with its stack; nothing of it will be stored.
     */
    @Override
    public void close() {
        reading.fetchers().wakeup();
        join();
        threads.stream().filter(Thread::isAlive).forEach(Thread::interrupt);
        join();
        threads.stream().filter(Thread::isAlive).forEach(this::report);
    }

    private void join() {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(GRACE_MILLIS);
        for (Thread thread : threads) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            try {
                if (left > 0 && thread.isAlive()) {
                    thread.join(left);
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void report(Thread thread) {
        log.error(
                "stream {} stopped, but the listener on {} ignores its interruption; nothing it still does is stored",
                stream,
                thread.getName(),
                ListenerWatch.whereabouts(thread));
    }
}
