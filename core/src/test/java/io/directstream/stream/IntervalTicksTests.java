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
import java.util.Map;
import org.junit.jupiter.api.Test;

class IntervalTicksTests {

    private static final Duration INTERVAL = Duration.ofMillis(100);

    private final ReadingFixture reading = new ReadingFixture(
            1_000_000,
            new Planning(new Trigger.Interval(INTERVAL), Planning.Scope.PARTITION),
            new CommitMode.AfterBatch());

    private final FakeGroupConsumer consumer = new FakeGroupConsumer();

    private final Ticks ticks = Ticks.of(
            new Trigger.Interval(INTERVAL),
            reading.table,
            new LogEnds("orders", reading.table, new LeaderOffsets(reading.clock), reading.clock),
            reading.clock);

    @Test
    void tellsHowLongItIsToTheEndOfTheInterval() {
        reading.clock.advance(Duration.ofMillis(30));

        assertThat(ticks.untilNext()).isEqualTo(Duration.ofMillis(70));
        reading.clock.advance(Duration.ofMillis(90));
        assertThat(ticks.untilNext()).isZero();
    }

    @Test
    void ticksOncePerInterval() {
        reading.begin(P0, 0);
        reading.table.updateEnds(Map.of(P0, 5L), Map.of());
        reading.clock.advance(Duration.ofMillis(99));
        ticks.tickIfDue(consumer);
        assertThat(reading.table.claim()).isEmpty();

        reading.clock.advance(Duration.ofMillis(1));
        ticks.tickIfDue(consumer);

        assertThat(reading.table.claim()).hasSize(1);
        assertThat(ticks.untilNext()).isEqualTo(INTERVAL);
    }

    @Test
    void intervalsThatWereMissedAreOneAndTheNextEndsInTime() {
        reading.begin(P0, 0);
        reading.table.updateEnds(Map.of(P0, 5L), Map.of());
        long firstEnd = reading.clock.nanoTime() + INTERVAL.toNanos();
        reading.clock.advance(Duration.ofMillis(350));

        ticks.tickIfDue(consumer);

        assertThat(ticks.untilNext()).isEqualTo(Duration.ofMillis(50));
        assertThat(reading.table.claim())
                .singleElement()
                .satisfies(position ->
                        assertThat(position.due()).as("late by what was missed").isEqualTo(firstEnd));
    }
}
