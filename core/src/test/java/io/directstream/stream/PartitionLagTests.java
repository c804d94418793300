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
        fixture.table.updateEnds(Map.of(P0, 100L), Map.of(P0, 20L));
        assertThat(fixture.snapshot(P0).lostRecords()).isEqualTo(17);

        fixture.table.remove(Set.of(P0));
        fixture.begin(P0, 30);
        fixture.table.updateEnds(Map.of(P0, 100L), Map.of(P0, 20L));
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
