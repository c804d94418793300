/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.listener;

import io.directstream.listener.ObservedRead.Outcome;
import io.directstream.stream.RangeOutcome;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a bounded stream or a replay ended.
 *
 * @param title what it is, in log lines
 * @param outcomes what became of its ranges; empty if there were none to read here, or see {@code refused}
 * @param refused why no range was begun: a refusal, or a {@link CancellationException}; null if they were
 * @param took how long it took
 */
record Completion(
        String title, List<RangeOutcome> outcomes, @Nullable Throwable refused, Duration took) {

    private static final Logger log = LoggerFactory.getLogger(DirectStreamContainer.class);

    /** The exit code of an application that could not do what it was to do. */
    private static final int FAILURE = 1;

    /** Whether somebody stopped it before its end. */
    boolean isCancelled() {
        return outcome() == Outcome.CANCELLED;
    }

    Outcome outcome() {
        if (refused != null) {
            return cause(refused) instanceof CancellationException ? Outcome.CANCELLED : Outcome.FAILED;
        }
        if (outcomes.stream().anyMatch(outcome -> outcome.state() == RangeOutcome.State.CANCELLED)) {
            return Outcome.CANCELLED;
        }
        return unread().isEmpty() ? Outcome.COMPLETED : Outcome.FAILED;
    }

    int exitCode() {
        return refused == null && unread().isEmpty() ? 0 : FAILURE;
    }

    void log() {
        switch (outcome()) {
            case COMPLETED -> log.info("{} is complete: {}", title, read());
            case CANCELLED -> log.info("{} was stopped before its end: {}{}", title, read(), unreadInLines());
            case FAILED -> logFailure();
        }
    }

    private void logFailure() {
        if (refused != null) {
            log.error("{} read nothing: {}", title, reason(refused));
        } else {
            log.error(
                    "{} ends with {}; {} of {} ranges were not read to their ends:{}",
                    title,
                    read(),
                    unread().size(),
                    outcomes.size(),
                    unreadInLines());
        }
    }

    private String read() {
        long records = outcomes.stream().mapToLong(RangeOutcome::records).sum();
        double seconds = Math.max(1, took.toMillis()) / 1000.0;
        return "%d records of %d ranges in %.1f s (%.0f per second)"
                .formatted(records, outcomes.size(), seconds, records / seconds);
    }

    /** A refusal says all there is to say; whatever else it is comes with its class. */
    private static String reason(Throwable refused) {
        Throwable cause = cause(refused);
        return cause instanceof IllegalArgumentException ? String.valueOf(cause.getMessage()) : cause.toString();
    }

    private static Throwable cause(Throwable refused) {
        return refused instanceof CompletionException && refused.getCause() != null ? refused.getCause() : refused;
    }

    private List<RangeOutcome> unread() {
        return outcomes.stream()
                .filter(outcome -> outcome.state() != RangeOutcome.State.COMPLETED)
                .toList();
    }

    private String unreadInLines() {
        return unread().stream().map(Completion::describe).collect(Collectors.joining());
    }

    private static String describe(RangeOutcome outcome) {
        return "%n- %s up to %d: %s".formatted(outcome.range(), outcome.position(), outcome.reason());
    }
}
