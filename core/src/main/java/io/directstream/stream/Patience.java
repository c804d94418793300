/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import io.directstream.StreamClock;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** One deadline for all that is asked of brokers and stores in one request. */
final class Patience {

    private static final Duration USUAL = Duration.ofSeconds(30);

    private final StreamClock clock;

    private final Duration whole;

    private final long until;

    /** Half a minute. */
    Patience(StreamClock clock) {
        this(clock, USUAL);
    }

    Patience(StreamClock clock, Duration whole) {
        this.clock = clock;
        this.whole = whole;
        this.until = clock.nanoTime() + whole.toNanos();
    }

    /** What is left of it, in milliseconds; at least 1. */
    int remainingMs() {
        return (int) Math.max(1, TimeUnit.NANOSECONDS.toMillis(until - clock.nanoTime()));
    }

    /** What is left of it, but not more than the given time. */
    Duration atMost(Duration most) {
        Duration left = Duration.ofMillis(remainingMs());
        return left.compareTo(most) < 0 ? left : most;
    }

    boolean isOver() {
        return until - clock.nanoTime() <= 0;
    }

    /**
     * Calls others' code, clients or stores, which may fail in any way.
     *
     * @param what what is called, as an error is to name it
     * @throws OffsetMoveException if it fails
     */
    static <T> T begun(String what, Supplier<T> call) {
        try {
            return call.get();
        } catch (RuntimeException failure) {
            throw OffsetMoveException.unavailable(what + ": " + failure.getMessage(), failure);
        }
    }

    /**
     * Waits for an answer.
     *
     * @param what what is asked for, as an error is to name it
     * @throws OffsetMoveException if it failed, or did not come in time
     */
    <T> T await(String what, CompletionStage<T> answer) {
        try {
            return answer.toCompletableFuture().get(remainingMs(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw OffsetMoveException.unavailable(what + ": interrupted while waiting", interrupted);
        } catch (TimeoutException late) {
            throw OffsetMoveException.unavailable("%s: no answer within %d s".formatted(what, whole.toSeconds()), late);
        } catch (ExecutionException failed) {
            Throwable cause = (failed.getCause() == null) ? failed : failed.getCause();
            throw OffsetMoveException.unavailable(what + ": " + cause.getMessage(), cause);
        }
    }
}
