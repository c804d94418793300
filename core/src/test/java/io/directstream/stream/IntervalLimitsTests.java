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

import io.directstream.stream.BatchPlanner.Position;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What an interval planned and limits or memory do not let one batch hold. */
class IntervalLimitsTests extends IntervalAgendaTest {

    @Test
    void aFullBudgetCutsARangeToWhatIsThere() {
        ReadingFixture tight = fixture(17_000, Planning.Scope.PARTITION);
        tight.begin(P0, 0);
        tick(tight, Map.of(P0, 106L));
        assertThat(claim(tight)).isEmpty();
        tight.write(P0, 0, 99);
        poll(tight);
        assertThat(claim(tight)).as("99 of 106, and room for more").isEmpty();

        tight.write(P0, 99, 105);
        tight.poll();
        assertThat(tight.reading.budget().isFull()).isTrue();
        assertThat(claim(tight)).as("105 of 106").hasSize(1);
    }

    @Test
    void aRangeThatDoesNotFitIntoItsShareOfTheBudgetBeginsOnceHalfOfThatIsHere() {
        ReadingFixture tight = fixture(32_000, Planning.Scope.PARTITION);
        tight.begin(P0, 0);
        tight.begin(P1, 0);
        tick(tight, Map.of(P0, 101L, P1, 100L));
        assertThat(claim(tight)).isEmpty();
        assertThat(claim(tight)).isEmpty();
        tight.write(P0, 0, 50);
        tight.write(P1, 0, 50);
        poll(tight);

        assertThat(claim(tight))
                .as("50 of 101 begin, 50 of 100 wait for the rest: 100 are a half of the budget")
                .extracting(PlannedRange::partition)
                .containsExactly(P0);
        assertThat(claim(tight)).isEmpty();
    }

    @Test
    void whatAnIntervalPlannedAndDidNotFitIntoARangeFollowsAtOnce() {
        ReadingFixture limited = limited(Planning.Scope.PARTITION);
        limited.begin(P0, 0);
        limited.write(P0, 0, 25);
        long due = tick(limited, Map.of(P0, 25L));
        claim(limited);
        poll(limited);

        for (long from : List.of(0L, 10L, 20L)) {
            List<PlannedRange> part = claim(limited);
            assertThat(part).singleElement().satisfies(planned -> {
                assertThat(planned.range().fromOffset()).isEqualTo(from);
                assertThat(planned.due()).isEqualTo(due);
            });
            finish(limited, part);
        }

        limited.write(P0, 25, 30);
        limited.table.updateEnds(Map.of(P0, 30L), Map.of());
        assertThat(limited.table.claim()).as("belongs to the next interval").isEmpty();
    }

    @Test
    void aRangeThatHasToBeCutBeginsOnceHalfABatchIsHere() {
        ReadingFixture limited = limited(Planning.Scope.PARTITION);
        limited.begin(P0, 0);
        tick(limited, Map.of(P0, 11L));
        assertThat(claim(limited)).isEmpty();
        limited.write(P0, 0, 4);
        poll(limited);
        assertThat(claim(limited)).as("4 of 11, at most 10").isEmpty();

        limited.write(P0, 4, 5);
        limited.poll();

        List<PlannedRange> claimed = claim(limited);
        assertThat(limited.read(claimed.get(0)).range().untilOffset()).isEqualTo(5);
    }

    @Test
    void aRangeThatNeedNotBeCutWaitsForAllItsRecords() {
        ReadingFixture limited = limited(Planning.Scope.PARTITION);
        limited.begin(P0, 0);
        tick(limited, Map.of(P0, 10L));
        assertThat(claim(limited)).isEmpty();
        limited.write(P0, 0, 9);
        poll(limited);
        assertThat(claim(limited)).as("9 of 10").isEmpty();

        limited.write(P0, 9, 10);
        limited.poll();

        assertThat(claim(limited)).hasSize(1);
    }

    @Test
    void whenMemoryIsUsedUpABatchBeginsWithoutPartitionsOfWhichNothingIsHere() {
        ReadingFixture tight = fixture(17_000, Planning.Scope.STREAM);
        tight.begin(P0, 0);
        tight.begin(P1, 0);
        long due = tick(tight, Map.of(P0, 110L, P1, 110L));
        assertThat(claim(tight)).isEmpty();
        tight.write(P0, 0, 99);
        poll(tight);
        assertThat(claim(tight)).as("there is room to read the other one").isEmpty();

        tight.write(P0, 99, 105);
        tight.poll();
        List<PlannedRange> begun = claim(tight);
        finish(tight, begun);

        assertThat(tight.snapshot(P0).position()).isEqualTo(105);
        assertThat(tight.snapshot(P1).position()).isZero();
        assertThat(tight.table.claim())
                .as("the rest is due at once")
                .extracting(Position::due)
                .containsOnly(due);
    }

    @Test
    void whatAnIntervalPlannedAndDidNotFitIntoABatchFollowsAtOnce() {
        ReadingFixture limited = limited(Planning.Scope.STREAM);
        limited.begin(P0, 0);
        limited.begin(P1, 0);
        limited.write(P0, 0, 15);
        limited.write(P1, 0, 5);
        long due = tick(limited, Map.of(P0, 15L, P1, 5L));
        claim(limited);
        poll(limited);
        finish(limited, claim(limited));

        List<PlannedRange> rest = claim(limited);
        assertThat(rest).extracting(PlannedRange::due).containsOnly(due);
        finish(limited, rest);

        assertThat(limited.table.view().snapshots())
                .extracting(PartitionSnapshot::position)
                .containsExactly(15L, 5L);
        assertThat(limited.table.claim()).isEmpty();
    }

    /** Ten records of a partition at most. */
    private static ReadingFixture limited(Planning.Scope scope) {
        Planning planning = new Planning(new Trigger.Interval(INTERVAL), scope);
        return new ReadingFixture(10, 1_000_000, planning, new CommitMode.AfterBatch());
    }
}
