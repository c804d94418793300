/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.offset;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does the work of one folder, one thing after the other, on a thread of its own, so that an interrupt of whoever waits breaks
 * no write. A disk may hang: then the answer fails when its time is over, and work that did not begin by then is left out.
 */
final class DiskThread implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(DiskThread.class);

    private final ThreadPoolExecutor executor;

    private final String name;

    private final Duration patience;

    /**
     * Starts when it has something to do.
     *
     * @param name of the thread
     * @param patience how long an answer may take
     * @param whenEnded runs after the last work, once
     */
    DiskThread(String name, Duration patience, Runnable whenEnded) {
        this.name = name;
        this.patience = patience;
        this.executor =
                new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
                    Thread thread = new Thread(work, name);
                    thread.setDaemon(true);
                    return thread;
                }) {
                    @Override
                    protected void terminated() {
                        whenEnded.run();
                    }
                };
    }

    /** Does it after everything that was asked for before. A failed answer holds an {@link OffsetStoreException}. */
    <T> CompletableFuture<T> submit(Supplier<T> work) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        try {
            executor.execute(() -> complete(answer, work));
        } catch (RejectedExecutionException closed) {
            answer.completeExceptionally(new OffsetStoreException(name + " has ended", closed));
        }
        return answer.orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS).handle(this::orExplain);
    }

    /** What was asked for before is done first; nothing is done after it returned, unless the disk hangs for longer. */
    @Override
    public void close() {
        executor.shutdown();
        if (!awaitEnd()) {
            executor.shutdownNow();
            log.error(
                    "{} still waits for the disk after {} ms; its folder stays locked until that ends",
                    name,
                    patience.toMillis());
        }
    }

    private static <T> void complete(CompletableFuture<T> answer, Supplier<T> work) {
        if (!answer.isDone()) {
            try {
                answer.complete(work.get());
            } catch (RuntimeException failure) {
                answer.completeExceptionally(failure);
            }
        }
    }

    private <T> T orExplain(T answer, @Nullable Throwable failure) {
        if (failure instanceof TimeoutException late) {
            throw new OffsetStoreException(
                    "%s had no answer of the disk within %d ms".formatted(name, patience.toMillis()), late);
        }
        if (failure != null) {
            throw failure instanceof RuntimeException known ? known : new CompletionException(failure);
        }
        return answer;
    }

    private boolean awaitEnd() {
        long deadline = System.nanoTime() + patience.toNanos();
        boolean interrupted = Thread.interrupted();
        try {
            while (true) {
                try {
                    return executor.awaitTermination(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                } catch (InterruptedException again) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
