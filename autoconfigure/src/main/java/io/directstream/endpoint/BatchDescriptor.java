/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.endpoint;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.directstream.stream.BatchResult;
import java.time.Instant;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One finished delivery. Shows no record.
 *
 * @param id counts the deliveries of this run of the stream, from 1
 * @param ranges what was delivered, sorted by topic and partition and separated by blanks
 * @param attempt which delivery of the same ranges this was, from 1
 * @param records how many records they held
 * @param outcome how it ended
 * @param startedAt when it began
 * @param schedulingDelayMs how long it had to wait after it was due
 * @param durationMs how long it took
 * @param totalDelayMs how long it took from when it was due
 * @param error what was thrown; null if nothing was
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record BatchDescriptor(
        long id,
        String ranges,
        int attempt,
        int records,
        String outcome,
        Instant startedAt,
        long schedulingDelayMs,
        long durationMs,
        long totalDelayMs,
        @Nullable ErrorDescriptor error) {

    static BatchDescriptor of(BatchResult result) {
        return new BatchDescriptor(
                result.id(),
                result.ranges().stream().map(each -> each.range().toString()).collect(Collectors.joining(" ")),
                result.attempt(),
                result.records(),
                Words.of(result.outcome()),
                result.startedAt(),
                result.schedulingDelay().toMillis(),
                result.duration().toMillis(),
                result.totalDelay().toMillis(),
                (result.failure() != null) ? ErrorDescriptor.of(result.failure()) : null);
    }

    /**
     * What the listener or its deserializer threw.
     *
     * @param type the exception's class
     * @param message the first line of its message, cut after 300 characters
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record ErrorDescriptor(String type, @Nullable String message) {

        private static final int LONGEST = 300;

        static ErrorDescriptor of(Throwable failure) {
            return new ErrorDescriptor(failure.getClass().getName(), shorten(failure.getMessage()));
        }

        private static @Nullable String shorten(@Nullable String message) {
            if (message == null) {
                return null;
            }
            String line = message.lines().findFirst().orElse("");
            return (line.length() > LONGEST) ? line.substring(0, LONGEST) + "..." : line;
        }
    }
}
