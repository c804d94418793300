/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import static io.directstream.stream.Ranges.P0;
import static org.assertj.core.api.Assertions.assertThat;

import io.directstream.testing.FetchedRecords;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is known, and what is honestly not known, of a partition's lag. */
class PartitionLagTests {

    private final ReadingFixture fixture = new ReadingFixture();

    @Test
    void nothingIsKnownWhileThePositionIsLookedUp() {
        fixture.table.assign(List.of(P0));

        PartitionSnapshot snapshot = fixture.snapshot(P0);
        assertThat(snapshot.position()).isNull();
        assertThat(snapshot.stored()).isNull();
        assertThat(snapshot.end()).isNull();
        assertThat(snapshot.lag()).isNull();
        assertThat(snapshot.timeLag()).isNull();
        assertThat(snapshot.lostRecords()).isNull();
    }

    @Test
    void lagIsUnknownUntilTheLogsEndIsKnown() {
        fixture.begin(P0, 0);
        fixture.arrive(P0, 0, 5);

        assertThat(fixture.snapshot(P0).lag()).isNull();
        assertThat(fixture.snapshot(P0).timeLag()).isNull();
    }

    @Test
    void lagIsTheEndMinusWhatIsStored() {
        fixture.begin(P0, 3);
        end(10);

        assertThat(fixture.snapshot(P0).lag()).isEqualTo(7);
        assertThat(fixture.snapshot(P0).end()).isEqualTo(10);
        assertThat(fixture.snapshot(P0).stored()).isEqualTo(3);
    }

    @Test
    void whatWasReadIsNewerThanAnOlderLookAtTheEnd() {
        fixture.begin(P0, 3);
        end(4);
        fixture.arrive(P0, 3, 9);

        assertThat(fixture.snapshot(P0).end()).isEqualTo(9);
        assertThat(fixture.snapshot(P0).lag()).isEqualTo(6);
    }

    @Test
    void aPositionBeyondTheEndIsNoNegativeLag() {
        fixture.begin(P0, 50);
        end(10);

        assertThat(fixture.snapshot(P0).lag()).isZero();
        assertThat(fixture.snapshot(P0).timeLag()).isZero();
    }

    @Test
    void timeLagIsTheAgeOfTheOldestRecordNotStored() {
        fixture.begin(P0, 3);
        end(10);
        assertThat(fixture.snapshot(P0).timeLag()).as("that record is not here").isNull();

        fixture.arrive(P0, 3, 10);
        assertAgeOf(3);

        PlannedRange running = fixture.take(2);
        assertAgeOf(3);

        fixture.finish(running);
        assertAgeOf(3);

        fixture.acknowledge(running);
        assertAgeOf(5);
    }

    @Test
    void timeLagOfAFailedRangeIsThatOfItsFirstRecord() {
        fixture.begin(P0, 3);
        end(10);
        fixture.arrive(P0, 3, 10);
        PlannedRange failed = fixture.take(2);

        fixture.table.backOff(failed.nextAttempt(), 1, "no");

        assertAgeOf(3);
    }

    @Test
    void timeLagIsThatOfTheNextRecordWhereTheStoredOffsetHasNone() {
        fixture.begin(P0, 3);
        end(10);
        fixture.arrive(P0, 5, 10);
        assertAgeOf(5);

        fixture.kafka.addMarkers(P0, 12);
        fixture.poll();
        end(12);
        PlannedRange records = fixture.take();
        fixture.finish(records);
        assertAgeOf(5);
    }

    @Test
    void timeLagPassesOverARangeWithoutRecords() {
        fixture.begin(P0, 3);
        fixture.kafka.addMarkers(P0, 4);
        fixture.poll();
        PlannedRange markers = fixture.take();
        assertThat(markers.recordCount()).isZero();
        fixture.arrive(P0, 4, 6);
        end(6);
        assertAgeOf(4);

        fixture.finish(markers);
        assertAgeOf(4);
    }

    @Test
    void timeLagIsZeroWhereOnlyMarkersAreLeft() {
        fixture.begin(P0, 3);
        end(4);
        assertThat(fixture.snapshot(P0).timeLag()).as("it was not looked at").isNull();

        fixture.table.setPaused(true);
        fixture.kafka.addMarkers(P0, 4);
        fixture.poll();

        assertThat(fixture.snapshot(P0).lag()).isEqualTo(1);
        assertThat(fixture.snapshot(P0).timeLag()).isZero();
    }

    @Test
    void timeLagIsKnownOfARangeWhoseRecordsWereGivenUp() {
        fixture.begin(P0, 3);
        end(10);
        fixture.arrive(P0, 3, 10);
        PlannedRange failed = fixture.take(2);

        fixture.table.backOff(failed.nextAttempt().withoutRecords(), 1, "no");
        assertAgeOf(3);

        fixture.table.park(P0, failed.epoch(), failed.afresh(), "no");
        fixture.clock.advance(Duration.ofDays(1));
        assertAgeOf(3);
    }

    @Test
    void timeLagIsKnownOfARangeThatWaitsForTheRestOfItsRecords() {
        ReadingFixture timed = new ReadingFixture(
                1_000_000,
                new Planning(new Trigger.Interval(Duration.ofSeconds(1)), Planning.Scope.PARTITION),
                new CommitMode.AfterBatch());
        timed.begin(P0, 3);
        timed.table.updateEnds(Map.of(P0, 10L), Map.of());
        timed.table.tick(timed.clock.nanoTime());
        List<PlannedRange> planned = new BatchPlanner().plan(timed.table.claim());
        assertThat(timed.reading.prepare(planned)).isFalse();
        timed.poll();
        timed.arrive(P0, 3, 5);

        assertThat(timed.snapshot(P0).timeLag())
                .isEqualTo(Duration.between(Instant.ofEpochMilli(FetchedRecords.timestamp(3)), timed.clock.now()));
    }

    @Test
    void timeLagIsThatOfTheFirstRecordThereIsWhereTheLogLostTheNext() {
        fixture.begin(P0, 3);
        fixture.table.updateEnds(Map.of(P0, 100L), Map.of(P0, new LogStart(20, FetchedRecords.timestamp(21))));

        assertAgeOf(21);

        fixture.table.updateEnds(Map.of(P0, 100L), Map.of(P0, new LogStart(100, null)));
        assertThat(fixture.snapshot(P0).timeLag()).as("of an empty log").isZero();
        assertThat(fixture.snapshot(P0).lostRecords()).isEqualTo(97);
    }

    @Test
    void timeLagIsUnknownOfRecordsThatHaveNoTimestamp() {
        assertThat(TimeLag.age(-1, fixture.clock.now())).isNull();
        assertThat(TimeLag.age(0, fixture.clock.now())).isNotNull();
    }

    @Test
    void timeLagIsZeroWhereAllIsStored() {
        fixture.begin(P0, 10);
        end(10);

        assertThat(fixture.snapshot(P0).timeLag()).isZero();
    }

    @Test
    void aRecordFromTheFutureIsNoNegativeTimeLag() {
        ReadingFixture early = new ReadingFixture();
        Duration past = Duration.between(early.clock.now(), Instant.EPOCH);
        early.clock.advance(past);
        early.begin(P0, 3);
        early.table.updateEnds(Map.of(P0, 5L), Map.of());
        early.arrive(P0, 3, 5);

        assertThat(early.snapshot(P0).timeLag()).isZero();
    }

    @Test
    void countsOffsetsThatTheLogNoLongerHolds() {
        fixture.begin(P0, 3);
        fixture.table.updateEnds(Map.of(P0, 100L), Map.of(P0, new LogStart(20, null)));
        assertThat(fixture.snapshot(P0).lostRecords()).isEqualTo(17);

        fixture.table.remove(Set.of(P0));
        fixture.begin(P0, 30);
        fixture.table.updateEnds(Map.of(P0, 100L), Map.of(P0, new LogStart(20, null)));
        assertThat(fixture.snapshot(P0).lostRecords()).isZero();
    }

    private void end(long offset) {
        fixture.table.updateEnds(Map.of(P0, offset), Map.of());
    }

    private void assertAgeOf(long offset) {
        Duration age = Duration.between(Instant.ofEpochMilli(FetchedRecords.timestamp(offset)), fixture.clock.now());
        assertThat(fixture.snapshot(P0).timeLag()).isEqualTo(age);
    }
}
