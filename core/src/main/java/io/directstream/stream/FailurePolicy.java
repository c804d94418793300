/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import io.directstream.consumer.Checks;

/**
 * What happens to a range whose listener fails: it is delivered again, up to {@code maxAttempts} times in all, and then
 * disposed of. Outages of the broker or of the store are waits, not attempts.
 *
 * @param maxAttempts how often the same range is delivered at most
 * @param backoff the pauses between attempts
 * @param whenExhausted what happens after the last attempt
 */
public record FailurePolicy(int maxAttempts, Backoff backoff, WhenExhausted whenExhausted) {

    /** Four attempts, then the partition is parked. */
    public static final FailurePolicy DEFAULT = new FailurePolicy(4, Backoff.DEFAULT, new WhenExhausted.Stop());

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if one of them is out of bounds
     */
    public FailurePolicy {
        Checks.atLeast("failure.max-attempts", maxAttempts, 1);
    }

    /** What happens to a range after its last attempt. */
    public sealed interface WhenExhausted {

        /** Parks the partition on this instance until it is restarted; the others go on. */
        record Stop() implements WhenExhausted {}
    }
}
