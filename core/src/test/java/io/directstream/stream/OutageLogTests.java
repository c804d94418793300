/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.directstream.testing.ManualClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class OutageLogTests {

    private final ManualClock clock = new ManualClock();

    private final RecordingLogger log = new RecordingLogger();

    private final OutageLog outages = new OutageLog(log, "stream orders cannot commit", clock);

    @Test
    void reportsAFailureAtOnceAndItsRepetitionsOnceAMinute() {
        for (int second = 0; second <= 60; second++) {
            outages.failed("no coordinator");
            clock.advance(Duration.ofSeconds(1));
        }

        assertThat(log.lines())
                .containsExactly(
                        "WARN stream orders cannot commit: no coordinator (for 0 s, 1 times)",
                        "WARN stream orders cannot commit: no coordinator (for 60 s, 61 times)");
    }

    @Test
    void reportsAnotherReasonAtOnce() {
        outages.failed("no coordinator");
        clock.advance(Duration.ofSeconds(3));
        outages.failed("not authorized");

        assertThat(log.lines()).last().isEqualTo("WARN stream orders cannot commit: not authorized (for 3 s, 2 times)");
        assertThat(outages.reason()).isEqualTo("not authorized");
    }

    @Test
    void reportsReasonsThatTakeTurnsOnce() {
        for (int second = 0; second < 30; second++) {
            outages.failed("no coordinator");
            outages.failed("not authorized");
            clock.advance(Duration.ofSeconds(1));
        }

        assertThat(log.lines()).hasSize(2);
    }

    @Test
    void doesNotReportEachOfManyReasons() {
        for (int i = 0; i < 1_000; i++) {
            outages.failed("range " + i);
        }
        assertThat(log.lines()).hasSize(10);

        clock.advance(Duration.ofMinutes(1));
        outages.failed("range 1000");
        assertThat(log.lines()).last().isEqualTo("WARN stream orders cannot commit: range 1000 (for 60 s, 1001 times)");
    }

    @Test
    void reportsTheEndOnceWithItsDuration() {
        outages.failed("no coordinator");
        clock.advance(Duration.ofSeconds(90));
        outages.recovered();
        outages.recovered();

        assertThat(log.lines())
                .hasSize(2)
                .last()
                .isEqualTo("INFO stream orders cannot commit: over after 90 s; it was: no coordinator");
        assertThat(outages.reason()).isNull();
    }

    @Test
    void saysNothingAsLongAsNothingFails() {
        outages.recovered();

        assertThat(log.lines()).isEmpty();
        assertThat(outages.reason()).isNull();
    }

    @Test
    void countsAnewAfterTheEnd() {
        outages.failed("no coordinator");
        outages.recovered();
        clock.advance(Duration.ofSeconds(5));
        outages.failed("no coordinator");

        assertThat(log.lines()).last().isEqualTo("WARN stream orders cannot commit: no coordinator (for 0 s, 1 times)");
    }

    @Test
    void tellsTheReasonWithTheFailureAndItsRoot() {
        outages.failed("range waits", new IllegalArgumentException("cannot store"));

        assertThat(outages.reason()).isEqualTo("range waits: java.lang.IllegalArgumentException: cannot store");
    }
}
