/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.listener;

import io.directstream.stream.RangeOutcome;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a bounded stream ended.
 *
 * @param stream its name
 * @param outcomes what became of its ranges; empty if they were refused
 * @param refused why they were refused; null if they were not
 */
record Completion(
        String stream,
        List<RangeOutcome> outcomes,
        @Nullable Throwable refused) {

    private static final Logger log = LoggerFactory.getLogger(DirectStreamContainer.class);

    /** The exit code of an application that could not do what it was to do. */
    private static final int FAILURE = 1;

    static Completion of(String stream, @Nullable List<RangeOutcome> outcomes, @Nullable Throwable refused) {
        return new Completion(stream, outcomes == null ? List.of() : outcomes, refused);
    }

    /** Whether somebody stopped it before its end. */
    boolean isCancelled() {
        return outcomes.stream().anyMatch(outcome -> outcome.state() == RangeOutcome.State.CANCELLED);
    }

    int exitCode() {
        return refused == null && unread().isEmpty() ? 0 : FAILURE;
    }

    void log() {
        long records = outcomes.stream().mapToLong(RangeOutcome::records).sum();
        if (refused != null) {
            log.error("stream {} read nothing: {}", stream, reason(refused));
        } else if (unread().isEmpty()) {
            log.info("stream {} is complete: {} records of {} ranges", stream, records, outcomes.size());
        } else {
            log.error(
                    "stream {} ends with {} records, {} of {} ranges were not read to their ends:{}",
                    stream,
                    records,
                    unread().size(),
                    outcomes.size(),
                    unread().stream().map(Completion::describe).collect(Collectors.joining()));
        }
    }

    /** A refusal says all there is to say; whatever else it is comes with its class. */
    private static String reason(Throwable refused) {
        Throwable cause =
                refused instanceof CompletionException && refused.getCause() != null ? refused.getCause() : refused;
        return cause instanceof IllegalArgumentException ? String.valueOf(cause.getMessage()) : cause.toString();
    }

    private List<RangeOutcome> unread() {
        return outcomes.stream()
                .filter(outcome -> outcome.state() != RangeOutcome.State.COMPLETED)
                .toList();
    }

    private static String describe(RangeOutcome outcome) {
        return "%n- %s up to %d: %s".formatted(outcome.range(), outcome.position(), outcome.reason());
    }
}
