/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.endpoint;

import io.directstream.StreamClock;
import io.directstream.stream.OffsetMoveException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Gives requests that come together one answer, so that many of them cost no more than one. An answer, or a failure, is for
 * all who ask while it is looked for and within a second after. Safe for use by several threads.
 *
 * @param <T> the type of the answers
 */
final class SharedAnswers<T> {

    private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** For one who waits for what another one looks for; longer than that takes. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final StreamClock clock;

    private final Map<String, Asked<T>> answers = new ConcurrentHashMap<>();

    SharedAnswers(StreamClock clock) {
        this.clock = clock;
    }

    /**
     * The answer to the question of this name, found by the calling thread if no other has it.
     *
     * @throws OffsetMoveException if another thread looks for it and does not come to an end
     */
    T get(String name, Supplier<T> question) {
        Asked<T> mine = new Asked<>(clock);
        Asked<T> current = answers.compute(name, (key, last) -> last == null || last.isOld() ? mine : last);
        if (current == mine) {
            mine.answer(question);
        }
        return current.await();
    }

    /** One question. */
    private static final class Asked<T> {

        private final StreamClock clock;

        private final CompletableFuture<T> answer = new CompletableFuture<>();

        private volatile long answeredAt;

        private Asked(StreamClock clock) {
            this.clock = clock;
        }

        private boolean isOld() {
            return answer.isDone() && clock.nanoTime() - answeredAt >= FRESH_NANOS;
        }

        private void answer(Supplier<T> question) {
            try {
                T found = question.get();
                answeredAt = clock.nanoTime();
                answer.complete(found);
            } catch (RuntimeException | Error failure) {
                answeredAt = clock.nanoTime();
                answer.completeExceptionally(failure);
            }
        }

        private T await() {
            try {
                return answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw OffsetMoveException.unavailable("interrupted while waiting for the answer", interrupted);
            } catch (TimeoutException late) {
                throw OffsetMoveException.unavailable("no answer within %d s".formatted(PATIENCE.toSeconds()), late);
            } catch (ExecutionException failed) {
                if (failed.getCause() instanceof RuntimeException failure) {
                    throw failure;
                }
                throw new IllegalStateException(failed.getCause());
            }
        }
    }
}
