/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import static io.directstream.stream.Ranges.P0;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MembershipTests {

    private static final Duration SESSION_TIMEOUT = Duration.ofSeconds(45);

    private final ReadingFixture fixture = new ReadingFixture(SESSION_TIMEOUT);

    @Test
    @DisplayName("I7: an instance that stood still begins nothing until the group has confirmed it")
    void nothingBeginsAfterAStandstillUntilTheGroupConfirms() {
        fixture.membership.joined("a");
        fixture.begin(P0, 0);
        fixture.arrive(P0, 0, 5);

        fixture.clock.advance(SESSION_TIMEOUT.plusMillis(1));
        assertThat(fixture.table.claim()).as("before the member noticed").isEmpty();
        assertThat(fixture.membership.turn()).as("the member asks the group").isTrue();
        assertThat(fixture.table.claim()).as("before the group answered").isEmpty();
        assertThat(fixture.membership.turn()).as("it has asked").isFalse();

        fixture.membership.joined("a");
        fixture.table.memberConfirmed();
        assertThat(fixture.take().range().count()).isEqualTo(5);
    }

    @Test
    void aMemberThatTakesItsTurnsIsNotInDoubt() {
        fixture.membership.joined("a");
        fixture.begin(P0, 0);
        fixture.arrive(P0, 0, 5);

        for (int turn = 0; turn < 3; turn++) {
            fixture.clock.advance(SESSION_TIMEOUT);
            assertThat(fixture.membership.turn()).isFalse();
        }

        assertThat(fixture.take().range().count()).isEqualTo(5);
    }

    @Test
    void whoWasPutOutOfTheGroupIsLostUntilItJoinedAgain() {
        fixture.membership.joined("a");
        assertThat(fixture.membership.isLost()).isFalse();

        fixture.membership.lost();
        assertThat(fixture.membership.isLost()).isTrue();

        fixture.membership.joined("b");
        assertThat(fixture.membership.isLost()).isFalse();
    }

    @Test
    @DisplayName("I9: who was put out of the group has no partitions, but is not known to have nothing to do")
    void whoWasPutOutOfTheGroupMakesNoProgress() {
        fixture.membership.joined("a");
        fixture.clock.advance(Duration.ofSeconds(1));
        fixture.table.updateEnds(Map.of(), Map.of());
        assertThat(fixture.table.lastProgress()).isEqualTo(fixture.clock.now());

        Instant known = fixture.clock.now();
        fixture.membership.lost();
        fixture.clock.advance(Duration.ofSeconds(1));
        fixture.table.updateEnds(Map.of(), Map.of());

        assertThat(fixture.table.lastProgress()).isEqualTo(known);
    }

    @Test
    void whoHasNotJoinedYetHasNothingToLose() {
        fixture.clock.advance(SESSION_TIMEOUT.multipliedBy(2));

        assertThat(fixture.membership.turn()).isFalse();
        assertThat(fixture.membership.isInDoubt()).isFalse();
    }
}
