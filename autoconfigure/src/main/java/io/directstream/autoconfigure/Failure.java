/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.autoconfigure;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationPropertiesSource;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What happens when the listener fails.
 *
 * @param maxAttempts How often the same range is delivered at most.
 * @param backoff Pauses between attempts.
 * @param notRetryable Exception classes after which there is no other attempt; also as causes.
 * @param whenExhausted What happens after the last attempt.
 * @param isolateRecord Whether the failing records are looked for first, so that only they are skipped or sent; not for stream
 *     batches and kafka-transaction.
 * @param deadLetter Where the records go then.
 */
@ConfigurationPropertiesSource
public record Failure(
        @Nullable Integer maxAttempts,
        @DefaultValue BackoffSettings backoff,
        @DefaultValue List<String> notRetryable,
        @Nullable WhenExhausted whenExhausted,
        @DefaultValue("false") Boolean isolateRecord,
        @DefaultValue DeadLetterSettings deadLetter) {

    /** What happens after the last attempt. */
    public enum WhenExhausted {
        /** Parks the partition on this instance until it is restarted. */
        STOP,
        /** Gives the range up: logs and counts it, stores its offset and goes on. */
        SKIP,
        /** Sends its records to another topic, stores its offset and goes on. */
        DEAD_LETTER
    }

    /**
     * Where records go whose attempts are over.
     *
     * @param topic The topic, which has to exist. Unset: the topic that is read, with -dlt after it.
     */
    public record DeadLetterSettings(@Nullable String topic) {}

    /**
     * Pauses between attempts.
     *
     * @param delay Pause after the first failure.
     * @param multiplier Factor by which each further pause is longer.
     * @param maxDelay Longest pause.
     */
    public record BackoffSettings(
            @Nullable Duration delay,
            @Nullable Double multiplier,
            @Nullable Duration maxDelay) {}
}
