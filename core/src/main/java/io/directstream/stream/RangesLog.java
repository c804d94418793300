/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import io.directstream.Progress;
import io.directstream.ProgressLog;
import io.directstream.StreamClock;
import java.util.List;
import java.util.function.Consumer;

/** Tells every few seconds how far a bounded stream is. */
final class RangesLog {

    private static final int NAMED = 5;

    private final String title;

    private final GivenRanges given;

    private final ProgressLog progressLog;

    /**
     * Nothing told yet.
     *
     * @param title what reads the ranges
     * @param clock the reading begins now
     * @param lines takes what is told
     */
    RangesLog(String title, GivenRanges given, StreamClock clock, Consumer<String> lines) {
        this.title = title;
        this.given = given;
        this.progressLog = new ProgressLog(clock.nanoTime(), clock, lines);
    }

    /** Tells it if it is time. */
    void look() {
        progressLog.look(after -> {
            Progress progress = given.progress();
            return "%s reads: %s%s".formatted(title, progress.describe(after), ProgressLog.named(running()));
        });
    }

    private List<String> running() {
        return given.outcomes().stream()
                .filter(outcome -> outcome.state() == RangeOutcome.State.RUNNING)
                .limit(NAMED)
                .map(outcome -> outcome.range() + " at " + outcome.position())
                .toList();
    }
}
