/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import io.directstream.consumer.Checks;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happens to a range whose listener fails: it is delivered again, up to {@code maxAttempts} times in all, and then
 * disposed of. Outages of the broker or of the store are waits, not attempts.
 *
 * @param maxAttempts how often the same range is delivered at most
 * @param backoff the pauses between attempts
 * @param whenExhausted what happens after the last attempt
 * @param notRetryable failures after which there is no other attempt, whether they are thrown or the cause of what is
 */
public record FailurePolicy(
        int maxAttempts, Backoff backoff, WhenExhausted whenExhausted, List<Class<? extends Throwable>> notRetryable) {

    /** Four attempts, then the partition is parked. */
    public static final FailurePolicy DEFAULT = new FailurePolicy(4, Backoff.DEFAULT, new WhenExhausted.Stop());

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if one of them is out of bounds
     */
    public FailurePolicy {
        Checks.atLeast("failure.max-attempts", maxAttempts, 1);
        notRetryable = List.copyOf(notRetryable);
    }

    /** A policy by which every failure is worth another attempt. */
    public FailurePolicy(int maxAttempts, Backoff backoff, WhenExhausted whenExhausted) {
        this(maxAttempts, backoff, whenExhausted, List.of());
    }

    /** This policy with another end. */
    public FailurePolicy withWhenExhausted(WhenExhausted other) {
        return new FailurePolicy(maxAttempts, backoff, other, notRetryable);
    }

    /** This policy with other failures after which there is no other attempt. */
    public FailurePolicy withNotRetryable(List<Class<? extends Throwable>> other) {
        return new FailurePolicy(maxAttempts, backoff, whenExhausted, other);
    }

    /** Whether another attempt may follow this one. */
    boolean isRetried(int attempt, Throwable failure) {
        return attempt < maxAttempts && isRetryable(failure);
    }

    private boolean isRetryable(Throwable failure) {
        return Causes.of(failure).noneMatch(cause -> notRetryable.stream().anyMatch(type -> type.isInstance(cause)));
    }

    /** What happens to a range after its last attempt. */
    public sealed interface WhenExhausted {

        /** Whether the records are looked for first because of which a range fails, so that only they are disposed of. */
        default boolean isolatesRecord() {
            return false;
        }

        /** Parks the partition on this instance until it is restarted; the others go on. */
        record Stop() implements WhenExhausted {}

        /**
         * Gives the range up: it is logged and counted, its offset is stored, and the partition goes on.
         *
         * @param isolatesRecord whether the failing records are looked for first
         */
        record Skip(boolean isolatesRecord) implements WhenExhausted {

            /** Gives whole ranges up. */
            public Skip() {
                this(false);
            }
        }

        /**
         * Sends its records, as they were fetched, to a topic where somebody looks after them; the offset is stored when they
         * are acknowledged, and the partition goes on.
         *
         * @param topic the topic; null for that of each record with {@code -dlt} after it
         * @param isolatesRecord whether the failing records are looked for first
         */
        record DeadLetter(@Nullable String topic, boolean isolatesRecord) implements WhenExhausted {

            /** Where records of the given topic go. */
            String topicFor(String source) {
                return topic == null ? source + "-dlt" : topic;
            }
        }
    }
}
