/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import io.directstream.consumer.Checks;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long a stream waits.
 *
 * @param handover how long a revoked partition may finish its running range, at most half of the group consumer's
 *     {@code max.poll.interval.ms}; unset: 20 seconds, or that half if it is shorter
 * @param shutdown how long running ranges may go on after a stop was asked for
 * @param read how long a position may stand still below the log's end before that is reported as an error
 * @param listener how long a listener may have a range before that is reported, with the range and its stack
 */
public record Timeouts(@Nullable Duration handover, Duration shutdown, Duration read, Duration listener) {

    /** Handover unset, 25 and 30 seconds, 5 minutes. */
    public static final Timeouts DEFAULT = new Timeouts(null, Duration.ofSeconds(25), Duration.ofSeconds(30));

    private static final Duration HANDOVER = Duration.ofSeconds(20);

    /** With a listener that is reported after five minutes. */
    public Timeouts(@Nullable Duration handover, Duration shutdown, Duration read) {
        this(handover, shutdown, read, Duration.ofMinutes(5));
    }

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if one of them is suspiciously short
     */
    public Timeouts {
        if (handover != null) {
            Checks.atLeast("handover-timeout", handover, Checks.SHORTEST_DURATION);
        }
        Checks.atLeast("shutdown-timeout", shutdown, Checks.SHORTEST_DURATION);
        Checks.atLeast("read-timeout", read, Checks.SHORTEST_DURATION);
        Checks.atLeast("health.no-progress-after", listener, Checks.SHORTEST_DURATION);
    }

    /**
     * The handover timeout beside a consumer's {@code max.poll.interval.ms}, within which a rebalance callback must end.
     *
     * @throws IllegalArgumentException if the two contradict each other
     */
    Duration handoverWithin(long maxPollIntervalMs) {
        Duration most = Duration.ofMillis(maxPollIntervalMs / 2);
        if (handover == null) {
            return HANDOVER.compareTo(most) < 0 ? HANDOVER : most;
        }
        if (handover.compareTo(most) > 0) {
            throw new IllegalArgumentException(
                    "handover-timeout is %d ms, more than half of max.poll.interval.ms (%d): the group would drop this instance while it hands over; lower the one or raise the other"
                            .formatted(handover.toMillis(), maxPollIntervalMs));
        }
        return handover;
    }
}
