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

class FailureLogTests {

    private final ManualClock clock = new ManualClock();

    private final RecordingLogger log = new RecordingLogger();

    private final FailureLog failures = new FailureLog(log, clock);

    @Test
    void tellsTheFirstWithItsStackSomeWithALineAndCountsTheOthers() {
        for (int range = 0; range < 100; range++) {
            failures.warn("range " + range + " failed", new IllegalStateException("broken"));
        }

        assertThat(log.lines())
                .hasSize(10)
                .startsWith("WARN range 0 failed", "WARN range 1 failed: java.lang.IllegalStateException: broken")
                .endsWith("WARN range 9 failed: java.lang.IllegalStateException: broken");
        assertThat(log.failures()).hasSize(1);

        clock.advance(Duration.ofMinutes(1));
        IllegalStateException later = failure();
        failures.warn("range 100 failed", later);
        failures.warn("range 101 failed", failure());
        assertThat(log.failures()).last().isSameAs(later);
    }

    @Test
    void saysHowManyItDidNotTell() {
        for (int range = 0; range < 100; range++) {
            failures.warn("range " + range + " failed", failure());
        }
        clock.advance(Duration.ofMinutes(1));
        failures.warn("range 100 failed", failure());
        clock.advance(Duration.ofMinutes(1));
        failures.warn("range 101 failed", failure());

        assertThat(log.lines())
                .endsWith("WARN range 100 failed (and 90 failures like this one before)", "WARN range 101 failed");
    }

    @Test
    void anotherKindIsToldByItself() {
        for (int range = 0; range < 100; range++) {
            failures.warn("range " + range + " failed", failure());
        }
        failures.warn("range 100 failed", new IllegalStateException("from elsewhere"));
        failures.warn("range 101 failed", new IllegalArgumentException("another one"));

        assertThat(log.lines()).endsWith("WARN range 100 failed", "WARN range 101 failed");
        assertThat(log.failures()).hasSize(3);
    }

    private static IllegalStateException failure() {
        return new IllegalStateException("broken");
    }
}
