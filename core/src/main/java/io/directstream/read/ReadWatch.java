/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.read;

import io.directstream.ProgressLog;
import io.directstream.StreamClock;
import io.directstream.read.RangeReadException.Reason;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after one read while it goes on: tells its progress every few seconds, ends it at its deadline, and interrupts
 * functions that go on after its end.
 */
final class ReadWatch implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ReadWatch.class);

    private static final long TICK_MS = 100;

    private static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final int NAMED = 5;

    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, ReadThreads.factory("watch"));

    private final ProgressLog progressLog;

    private final ReadJob<?> job;

    private final @Nullable Duration deadline;

    private final Runnable interrupt;

    private final StreamClock clock;

    private final long started;

    private @Nullable Long interruptAt;

    private boolean interrupted;

    ReadWatch(ReadJob<?> job, @Nullable Duration deadline, long started, Runnable interrupt, StreamClock clock) {
        this(job, deadline, started, interrupt, clock, line -> log.info("{}", line));
    }

    ReadWatch(
            ReadJob<?> job,
            @Nullable Duration deadline,
            long started,
            Runnable interrupt,
            StreamClock clock,
            Consumer<String> lines) {
        this.job = job;
        this.deadline = deadline;
        this.started = started;
        this.interrupt = interrupt;
        this.clock = clock;
        this.progressLog = new ProgressLog(started, clock, lines);
    }

    void start() {
        var unused = timer.scheduleWithFixedDelay(this::look, TICK_MS, TICK_MS, TimeUnit.MILLISECONDS);
    }

    /** Looks once; called by one thread at a time. */
    void look() {
        long now = clock.nanoTime();
        if (deadline != null && now - started >= deadline.toNanos()) {
            endAtDeadline(deadline);
        }
        progressLog.look(after -> {
            ReadProgress progress = job.progress();
            return "reading: " + describe(progress, after) + ProgressLog.named(running(progress));
        });
        if (job.end().isSet()) {
            interruptAfterGrace(now);
        }
    }

    /** To be called after all functions ended; tells what was read in what time if progress was told. */
    @Override
    public void close() {
        timer.shutdownNow();
        progressLog.end(after -> (job.end().isSet() ? "ended early: " : "read: ") + describe(job.progress(), after));
    }

    private void endAtDeadline(Duration passed) {
        ReadProgress progress = job.progress();
        List<String> running = running(progress);
        job.end(RangeReadException.of(
                Reason.DEADLINE,
                "the read was not done within %d ms: of %d ranges %d were read, and there were %s"
                        .formatted(
                                passed.toMillis(),
                                progress.rangesTotal(),
                                progress.rangesDone(),
                                running.isEmpty() ? "none under way" : String.join(", ", running)),
                null));
    }

    private void interruptAfterGrace(long now) {
        if (interruptAt == null) {
            interruptAt = now + GRACE_NANOS;
        } else if (!interrupted && now - interruptAt >= 0) {
            interrupted = true;
            log.warn("a read has ended, but functions go on and are interrupted: {}", running(job.progress()));
            interrupt.run();
        }
    }

    private static String describe(ReadProgress progress, Duration after) {
        return progress.total().describe(after) + ", %d bytes".formatted(progress.bytes());
    }

    private static List<String> running(ReadProgress progress) {
        return progress.positions().stream()
                .filter(each -> each.state() == ReadProgress.State.READING)
                .map(ReadProgress.RangePosition::toString)
                .limit(NAMED)
                .toList();
    }
}
