/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import static io.directstream.stream.Ranges.P0;
import static io.directstream.stream.Ranges.P1;
import static org.assertj.core.api.Assertions.assertThat;

import io.directstream.OffsetRange;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class IntervalAgendaTests extends IntervalAgendaTest {

    private final ReadingFixture each = fixture(Planning.Scope.PARTITION);

    private final ReadingFixture together = fixture(Planning.Scope.STREAM);

    @Test
    void nothingIsPlannedBetweenTwoIntervals() {
        each.begin(P0, 0);
        each.write(P0, 0, 5);
        each.table.updateEnds(Map.of(P0, 5L), Map.of());

        assertThat(each.table.claim()).isEmpty();
        tick(each, Map.of(P0, 5L));
        assertThat(each.table.claim()).hasSize(1);
    }

    @Test
    void aRangeEndsWhereTheLogEndedAtTheTickAndWaitsForItsRecords() {
        each.begin(P0, 0);
        tick(each, Map.of(P0, 5L));

        assertThat(claim(each)).as("nothing was read yet").isEmpty();
        each.write(P0, 0, 8);
        poll(each);

        assertThat(claim(each)).singleElement().satisfies(planned -> {
            assertThat(planned.range()).isEqualTo(OffsetRange.create(P0, 0, 5));
            assertThat(planned.fixed()).as("an upper bound").isFalse();
        });
        assertThat(each.reading.cache().snapshot().misses()).isEqualTo(1);
        assertThat(each.reading.cache().snapshot().hits()).isZero();
    }

    @Test
    void theSurplusBeyondTheRangeIsAHitOfTheNextOne() {
        each.begin(P0, 0);
        tick(each, Map.of(P0, 5L));
        assertThat(claim(each)).isEmpty();
        each.write(P0, 0, 8);
        poll(each);
        finish(each, claim(each));
        tick(each, Map.of(P0, 8L));

        assertThat(claim(each))
                .singleElement()
                .satisfies(planned -> assertThat(planned.range()).isEqualTo(OffsetRange.create(P0, 5, 8)));
        assertThat(each.reading.cache().snapshot().hits()).isEqualTo(1);
    }

    @Test
    void anIntervalThatEndsWhileARangeRunsIsFollowedAtOnceAndItsDelayCountsFromThen() {
        each.begin(P0, 0);
        each.write(P0, 0, 5);
        tick(each, Map.of(P0, 5L));
        claim(each);
        poll(each);
        List<PlannedRange> running = claim(each);
        each.write(P0, 5, 7);
        long missed = tick(each, Map.of(P0, 7L));
        tick(each, Map.of(P0, 7L));
        assertThat(each.table.claim()).as("one range at a time").isEmpty();
        finish(each, running);

        List<BatchPlanner.Position> next = each.table.claim();

        assertThat(next).singleElement().satisfies(position -> {
            assertThat(position.offset()).isEqualTo(5);
            assertThat(position.due()).as("the first interval that was missed").isEqualTo(missed);
        });
    }

    @Test
    void anIntervalThatBroughtNothingIsOverWithThat() {
        each.begin(P0, 0);
        tick(each, Map.of(P0, 0L));
        each.table.updateEnds(Map.of(P0, 3L), Map.of());
        assertThat(each.table.claim()).isEmpty();
        long due = tick(each, Map.of(P0, 3L));

        assertThat(each.table.claim())
                .singleElement()
                .satisfies(position -> assertThat(position.due()).isEqualTo(due));
    }

    @Test
    void nothingComesDueWhileTheStreamIsPaused() {
        each.begin(P0, 0);
        each.table.setPaused(true);
        tick(each, Map.of(P0, 3L));
        each.table.setPaused(false);

        assertThat(each.table.claim()).isEmpty();
        tick(each, Map.of(P0, 3L));
        assertThat(each.table.claim()).hasSize(1);
    }

    @Test
    void aBatchCoversPartitionsWithoutNewsToo() {
        together.begin(P0, 3);
        together.begin(P1, 0);
        together.write(P1, 0, 2);
        tick(together, Map.of(P0, 3L, P1, 2L));
        assertThat(claim(together)).as("waits for records").isEmpty();
        poll(together);

        assertThat(claim(together))
                .extracting(PlannedRange::range)
                .containsExactly(OffsetRange.create(P0, 3, 3), OffsetRange.create(P1, 0, 2));
    }

    @Test
    @DisplayName(
            "I9: a partition whose position is still looked up is waited for, unless there is a reason that it takes long")
    void aPartitionThatCannotBeLoadedDoesNotHoldUpTheOthers() {
        together.begin(P0, 0);
        together.table.assign(List.of(P1));
        tick(together, Map.of(P0, 2L));
        assertThat(together.table.claim()).as("P1 is being loaded").isEmpty();

        together.table.reload(P1, together.epoch(P1), "no leader");
        tick(together, Map.of(P0, 2L));

        assertThat(together.table.claim()).hasSize(1);
    }

    @Test
    @DisplayName("I9: a partition whose position is looked up anew while its range waits does not hold up the others")
    void aPartitionThatIsLoadedAnewDoesNotHoldUpTheOthers() {
        together.begin(P0, 0);
        together.begin(P1, 0);
        tick(together, Map.of(P0, 0L, P1, 2L));
        assertThat(claim(together)).as("P1 waits for its records").isEmpty();
        together.table.reload(P1, together.epoch(P1), "its position is out of range");
        finish(together, claim(together));
        together.write(P0, 0, 2);
        tick(together, Map.of(P0, 2L));
        assertThat(claim(together)).as("P0 waits for its records").isEmpty();
        poll(together);

        assertThat(claim(together)).extracting(PlannedRange::range).containsExactly(OffsetRange.create(P0, 0, 2));
    }

    @Test
    @DisplayName("I9: the others of a continuous stream batch begin as soon as it is known that one takes long")
    void theOthersBeginWhenOneIsKnownToTakeLong() {
        ReadingFixture continuous = new ReadingFixture(
                1_000_000, new Planning(new Trigger.Continuous(), Planning.Scope.STREAM), new CommitMode.AfterBatch());
        continuous.table.assign(List.of(P1));
        continuous.begin(P0, 0);
        continuous.arrive(P0, 0, 2);
        assertThat(continuous.table.claim()).as("P1 is being loaded").isEmpty();

        continuous.table.held().explain(P1, "no leader");

        assertThat(continuous.table.claim()).hasSize(1);
    }

    @Test
    @DisplayName(
            "I9: a partition of which nothing arrives is left behind by the others of its batch after the read timeout")
    void aPartitionOfWhichNothingArrivesDoesNotHoldUpTheOthers() {
        together.begin(P0, 0);
        together.begin(P1, 0);
        together.write(P0, 0, 2);
        tick(together, Map.of(P0, 2L, P1, 2L));
        assertThat(claim(together)).isEmpty();
        poll(together);
        assertThat(together.table.claim()).isEmpty();
        together.clock.advance(Duration.ofSeconds(30));

        assertThat(together.table.stalled(Duration.ofSeconds(30).toNanos())).containsExactly(P1);

        assertThat(claim(together))
                .extracting(PlannedRange::range)
                .containsExactly(OffsetRange.create(P0, 0, 2), OffsetRange.create(P1, 0, 0));
    }

    @Test
    @DisplayName(
            "I9: a partition nobody answers for is left behind by the others of its batch at once, until somebody does")
    void aPartitionNobodyAnswersForDoesNotHoldUpTheOthers() {
        together.begin(P0, 0);
        together.begin(P1, 0);
        together.write(P0, 0, 2);
        tick(together, Map.of(P0, 2L, P1, 2L));
        assertThat(claim(together)).isEmpty();
        poll(together);
        assertThat(together.table.claim()).as("P1 is waited for").isEmpty();

        together.table.silent(Set.of(P1));
        finish(together, claim(together));
        together.write(P0, 2, 3);
        tick(together, Map.of(P0, 3L));
        assertThat(claim(together)).as("P0 waits for its record").isEmpty();
        poll(together);
        List<PlannedRange> without = claim(together);
        assertThat(without)
                .extracting(PlannedRange::range)
                .containsExactly(OffsetRange.create(P0, 2, 3), OffsetRange.create(P1, 0, 0));
        finish(together, without);

        together.write(P1, 0, 2);
        tick(together, Map.of(P0, 3L, P1, 2L));
        assertThat(claim(together)).as("P1 waits for its records").isEmpty();
        poll(together);
        assertThat(claim(together))
                .extracting(PlannedRange::range)
                .containsExactly(OffsetRange.create(P0, 3, 3), OffsetRange.create(P1, 0, 2));
    }

    @Test
    @DisplayName(
            "I1: a batch that lost a partition while it waited for its back-off goes on with the same other ranges")
    void aBatchGoesOnWithoutAPartitionThatWasTakenAway() {
        together.begin(P0, 0);
        together.begin(P1, 0);
        together.write(P0, 0, 2);
        together.write(P1, 0, 2);
        tick(together, Map.of(P0, 2L, P1, 2L));
        claim(together);
        poll(together);
        for (PlannedRange planned : claim(together)) {
            together.reading.cache().suspend(planned.partition(), 0);
            together.table.backOff(planned.nextAttempt(), Duration.ofSeconds(1).toNanos(), "failed");
        }
        together.table.updateEnds(Map.of(P0, 9L), Map.of());
        together.reading.drop(Set.of(P1));
        together.clock.advance(Duration.ofSeconds(1));
        together.table.held().endBackoffs().forEach(together.reading::goOn);
        poll(together);

        assertThat(claim(together)).singleElement().satisfies(planned -> {
            assertThat(planned.range()).isEqualTo(OffsetRange.create(P0, 0, 2));
            assertThat(planned.attempt()).isEqualTo(2);
        });
    }
}
