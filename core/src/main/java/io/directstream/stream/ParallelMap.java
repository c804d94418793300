/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Calls a function for each index, on the calling thread and on whoever runs one of the jobs. Whoever comes takes the next
 * index; after a failure nothing new is begun.
 */
final class ParallelMap<R> {

    private final IndexedFunction<R> function;

    private final AtomicInteger next = new AtomicInteger();

    private final CountDownLatch open;

    private final List<@Nullable Outcome<R>> outcomes;

    private volatile boolean failed;

    ParallelMap(int size, IndexedFunction<R> function) {
        this.function = function;
        this.open = new CountDownLatch(size);
        this.outcomes = Collections.synchronizedList(new ArrayList<>(Collections.nCopies(size, null)));
    }

    List<SideJob> jobs(int number) {
        return Collections.nCopies(Math.max(0, number), this::work);
    }

    /**
     * Works until all is done.
     *
     * @param worker the calling worker
     * @return the results by index
     * @throws Exception of the failures the one with the lowest index
     */
    List<R> run(int worker) throws Exception {
        work(worker);
        open.await();
        List<R> results = new ArrayList<>();
        for (Outcome<R> outcome : outcomes) {
            if (outcome != null) {
                results.add(outcome.get());
            }
        }
        return results;
    }

    private void work(int worker) {
        for (int index = next.getAndIncrement(); index < outcomes.size(); index = next.getAndIncrement()) {
            if (!failed) {
                outcomes.set(index, call(index, worker));
            }
            open.countDown();
        }
    }

    private Outcome<R> call(int index, int worker) {
        try {
            return new Outcome.Result<>(function.apply(index, worker));
        } catch (Throwable failure) {
            failed = true;
            return new Outcome.Failure<>(failure);
        }
    }

    /** What is called. */
    @FunctionalInterface
    interface IndexedFunction<R> {

        R apply(int index, int worker) throws Exception;
    }

    private sealed interface Outcome<R> {

        R get() throws Exception;

        record Result<R>(R value) implements Outcome<R> {

            @Override
            public R get() {
                return value;
            }
        }

        record Failure<R>(Throwable cause) implements Outcome<R> {

            @Override
            public R get() throws Exception {
                if (cause instanceof Error error) {
                    throw error;
                }
                throw (Exception) cause;
            }
        }
    }
}
