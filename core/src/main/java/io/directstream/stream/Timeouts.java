/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import java.time.Duration;

/**
 * How long a stream waits.
 *
 * @param handover how long a revoked partition may finish its running range
 * @param shutdown how long running ranges may go on after a stop was asked for
 * @param read how long a position may stand still below the log's end before that is an error
 */
public record Timeouts(Duration handover, Duration shutdown, Duration read) {

    /** 20, 25 and 30 seconds. */
    public static final Timeouts DEFAULT =
            new Timeouts(Duration.ofSeconds(20), Duration.ofSeconds(25), Duration.ofSeconds(30));

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if one of them is suspiciously short
     */
    public Timeouts {
        Checks.atLeast("handover-timeout", handover, Checks.SHORTEST_DURATION);
        Checks.atLeast("shutdown-timeout", shutdown, Checks.SHORTEST_DURATION);
        Checks.atLeast("read-timeout", read, Checks.SHORTEST_DURATION);
    }
}
