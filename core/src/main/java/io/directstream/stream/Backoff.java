/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import io.directstream.consumer.Checks;
import java.time.Duration;

/**
 * The pause before the next attempt: it begins with {@code delay} and grows by {@code multiplier} up to {@code maxDelay}.
 *
 * @param delay the pause after the first failure
 * @param multiplier by how much each further pause is longer, at least 1
 * @param maxDelay the longest pause
 */
public record Backoff(Duration delay, double multiplier, Duration maxDelay) {

    /** One second, doubled each time, at most a minute. */
    public static final Backoff DEFAULT = new Backoff(Duration.ofSeconds(1), 2.0, Duration.ofMinutes(1));

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if one of them is out of bounds
     */
    public Backoff {
        Checks.atLeast("failure.backoff.delay", delay, Checks.SHORTEST_DURATION);
        if (!(multiplier >= 1.0) || Double.isInfinite(multiplier)) {
            throw new IllegalArgumentException(
                    "failure.backoff.multiplier is %s; it must be a number of at least 1.0".formatted(multiplier));
        }
        Checks.atLeast("failure.backoff.max-delay", maxDelay, delay);
    }

    /**
     * The pause after the given number of failures in a row.
     *
     * @param failures from 1
     */
    public Duration after(int failures) {
        double millis = delay.toMillis() * Math.pow(multiplier, Math.max(0, failures - 1));
        return millis >= maxDelay.toMillis() ? maxDelay : Duration.ofMillis((long) millis);
    }
}
