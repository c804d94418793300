/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import io.directstream.StreamClock;
import io.directstream.consumer.Failures;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;

/**
 * Reports failures that may come from many partitions at once: of each kind, by its class and where it was thrown, the first
 * in a minute with its stack, some more with a line each, and of the others how many they were. Safe for use by several
 * threads.
 */
final class FailureLog {

    private static final long WINDOW_NANOS = TimeUnit.MINUTES.toNanos(1);

    private static final int LINES = 10;

    private static final int KINDS = 100;

    private final Logger log;

    private final StreamClock clock;

    /** The kinds that were told last, the oldest first. */
    private final Map<String, Window> kinds = new LinkedHashMap<>(16, 0.75f, true) {

        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Window> eldest) {
            return size() > KINDS;
        }
    };

    FailureLog(Logger log, StreamClock clock) {
        this.log = log;
        this.clock = clock;
    }

    /**
     * Something failed and goes on.
     *
     * @param what what failed, and how it goes on
     */
    synchronized void warn(String what, Throwable failure) {
        long now = clock.nanoTime();
        Window window = kinds.computeIfAbsent(kind(failure), kind -> new Window(now));
        if (now - window.began >= WINDOW_NANOS) {
            window.began = now;
            window.lines = 0;
        }
        if (window.lines == 0) {
            log.warn("{}{}", what, untold(window), failure);
            window.untold = 0;
        } else if (window.lines < LINES) {
            log.warn("{}: {}", what, Failures.describe(failure));
        } else {
            window.untold++;
            log.debug("{}", what, failure);
        }
        window.lines++;
    }

    private static String untold(Window window) {
        return window.untold == 0 ? "" : " (and %d failures like this one before)".formatted(window.untold);
    }

    private static String kind(Throwable failure) {
        StackTraceElement[] stack = failure.getStackTrace();
        return failure.getClass().getName() + (stack.length == 0 ? "" : stack[0]);
    }

    private static final class Window {

        private long began;

        private int lines;

        private long untold;

        private Window(long began) {
            this.began = began;
        }
    }
}
