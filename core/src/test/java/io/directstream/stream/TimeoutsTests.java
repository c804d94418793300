/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TimeoutsTests {

    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void aHandoverTakesTwentySecondsUnlessThatIsTooLongForTheGroup() {
        assertThat(Timeouts.DEFAULT.handoverWithin(300_000)).hasSeconds(20);
        assertThat(Timeouts.DEFAULT.handoverWithin(40_000)).hasSeconds(20);
        assertThat(Timeouts.DEFAULT.handoverWithin(10_000)).hasSeconds(5);
    }

    @Test
    void aHandoverOfItsOwnHoldsUpToHalfOfTheGroupsInterval() {
        Timeouts timeouts = new Timeouts(Duration.ofSeconds(5), SECOND, SECOND);

        assertThat(timeouts.handoverWithin(10_000)).hasSeconds(5);
        assertThat(timeouts.handoverWithin(300_000)).hasSeconds(5);
    }

    @Test
    void aHandoverThatTheGroupWouldNotWaitForIsRefused() {
        Timeouts timeouts = new Timeouts(Duration.ofSeconds(6), SECOND, SECOND);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> timeouts.handoverWithin(10_000))
                .withMessage("handover-timeout is 6000 ms, more than half of max.poll.interval.ms (10000): "
                        + "the group would drop this instance while it hands over; lower the one or raise the other");
    }
}
