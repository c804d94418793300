/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import static io.directstream.stream.Ranges.P0;
import static io.directstream.stream.Ranges.P1;
import static io.directstream.stream.Ranges.P2;
import static org.assertj.core.api.Assertions.assertThat;

import io.directstream.OffsetRange;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PartitionTableTests {

    private final ReadingFixture fixture = new ReadingFixture();

    private final PartitionTable table = fixture.table;

    @Test
    void aPartitionDeliversNothingBeforeItsPositionIsKnown() {
        table.assign(List.of(P0));
        assertThat(fixture.state(P0)).isEqualTo(PartitionState.LOADING);
        assertThat(table.claim()).isEmpty();
        assertThat(table.isBusy()).as("the member looks often").isTrue();

        fixture.load(P0, 10);
        assertThat(fixture.state(P0)).isEqualTo(PartitionState.IDLE);
        assertThat(table.claim()).as("nothing was read yet").isEmpty();
        assertThat(table.isBusy()).isFalse();
    }

    @Test
    void recordsThatArriveMakeAPartitionReady() {
        fixture.begin(P0, 10);
        fixture.arrive(P0, 10, 15);

        PlannedRange planned = fixture.take();

        assertThat(planned.range()).isEqualTo(OffsetRange.create(P0, 10, 15));
        assertThat(fixture.state(P0)).isEqualTo(PartitionState.RUNNING);
        assertThat(table.running()).containsExactly(P0);
    }

    @Test
    void offsetsWithoutRecordsMakeAPartitionReadyToo() {
        fixture.begin(P0, 10);
        fixture.kafka.addMarkers(P0, 13);
        fixture.poll();

        assertThat(fixture.take().range()).isEqualTo(OffsetRange.create(P0, 10, 13));
    }

    @Test
    @DisplayName("I1: a partition runs one range at a time")
    void aPartitionRunsOneRangeAtATime() {
        fixture.begin(P0, 10);
        fixture.arrive(P0, 10, 15);
        PlannedRange running = fixture.take();
        fixture.arrive(P0, 15, 20);
        assertThat(table.claim()).isEmpty();

        fixture.finish(running);

        assertThat(fixture.take().range()).isEqualTo(OffsetRange.create(P0, 15, 20));
    }

    @Test
    void whatDidNotFitIntoARangeIsDueWhenThatOneEnds() {
        fixture.begin(P0, 0);
        fixture.arrive(P0, 0, 5);
        PlannedRange running = fixture.take(2);
        fixture.clock.advance(Duration.ofSeconds(3));
        long ended = fixture.clock.nanoTime();

        fixture.finish(running);

        assertThat(table.claim()).singleElement().satisfies(next -> {
            assertThat(next.offset()).isEqualTo(2);
            assertThat(next.due()).isEqualTo(ended);
        });
    }

    @Test
    void partitionsTakeTurns() {
        fixture.begin(P0, 0);
        fixture.begin(P1, 0);
        fixture.arrive(P0, 0, 4);
        fixture.arrive(P1, 0, 4);

        PlannedRange first = fixture.take(2);
        fixture.finish(first);
        PlannedRange second = fixture.take(2);

        assertThat(first.partition()).isEqualTo(P0);
        assertThat(second.partition()).isEqualTo(P1);
    }

    @Test
    @DisplayName(
            "At most one finished range is ahead of the acknowledged one, so that a crash repeats no more than two")
    void atMostOneFinishedRangeIsAheadOfTheAcknowledgedOne() {
        fixture.begin(P0, 0);
        fixture.arrive(P0, 0, 10);
        PlannedRange first = fixture.take(1);
        fixture.finish(first);
        PlannedRange second = fixture.take(1);
        fixture.finish(second);

        assertThat(table.claim()).isEmpty();
        assertThat(table.isBusy()).isTrue();
        assertThat(fixture.snapshot(P0).position()).isEqualTo(2);
        assertThat(fixture.snapshot(P0).stored()).isZero();

        fixture.acknowledge(first);
        assertThat(fixture.snapshot(P0).stored()).isEqualTo(1);
        assertThat(fixture.take(1).range()).isEqualTo(OffsetRange.create(P0, 2, 3));
    }

    @Test
    void anAcknowledgementCoversEverythingBeforeIt() {
        fixture.begin(P0, 0);
        fixture.arrive(P0, 0, 10);
        fixture.finish(fixture.take(1));
        PlannedRange second = fixture.take(1);
        fixture.finish(second);

        fixture.acknowledge(second);

        assertThat(fixture.snapshot(P0).stored()).isEqualTo(2);
        assertThat(table.isBusy()).isFalse();
    }

    @Test
    void nothingNewBeginsWhilePaused() {
        fixture.begin(P0, 0);
        fixture.begin(P1, 0);
        fixture.arrive(P0, 0, 10);
        PlannedRange running = fixture.take(1);
        table.setPaused(true);
        fixture.arrive(P1, 0, 5);

        fixture.finish(running);
        fixture.acknowledge(running);
        assertThat(table.isPaused()).isTrue();
        assertThat(table.claim()).isEmpty();

        table.setPaused(false);
        assertThat(List.of(fixture.take().partition(), fixture.take().partition()))
                .containsExactlyInAnyOrder(P0, P1);
    }

    @Test
    void nothingNewBeginsAfterAStop() {
        fixture.begin(P0, 0);
        fixture.arrive(P0, 0, 10);

        table.stop();

        assertThat(table.isStopping()).isTrue();
        assertThat(table.claim()).isEmpty();
    }

    @Test
    void aPartitionThatIsTakenAwayMayFinishItsRangeAndBeginsNothingNew() throws Exception {
        fixture.begin(P0, 0);
        fixture.begin(P1, 0);
        fixture.arrive(P0, 0, 10);
        fixture.arrive(P1, 0, 10);
        PlannedRange running = fixture.take(1);

        table.beginRevoke(Set.of(P0, P1));
        assertThat(table.claim()).isEmpty();
        assertThat(fixture.state(P0)).isEqualTo(PartitionState.REVOKING);
        assertThat(table.awaitIdle(Set.of(P0), 0)).isFalse();
        assertThat(table.awaitIdle(Set.of(P1), 0)).isTrue();

        fixture.finish(running);
        fixture.acknowledge(running);
        assertThat(table.awaitIdle(Set.of(P0), 0)).isTrue();
        assertThat(fixture.snapshot(P0).stored()).as("still stored").isEqualTo(1);
        assertThat(table.claim()).isEmpty();
    }

    @Test
    void whatComesInForAnEndedEpochChangesNothing() {
        fixture.begin(P0, 0);
        fixture.arrive(P0, 0, 10);
        PlannedRange old = fixture.take();
        long oldEpoch = fixture.epoch(P0);
        table.remove(Set.of(P0));
        assertThat(table.view().isCurrent(P0, oldEpoch)).isFalse();
        fixture.begin(P0, 3);

        fixture.acknowledge(old);
        table.reload(P0, oldEpoch, "late");
        table.park(P0, oldEpoch, null, "late");
        assertThat(fixture.state(P0)).isEqualTo(PartitionState.IDLE);
        assertThat(fixture.snapshot(P0).stored()).isEqualTo(3);
        assertThat(fixture.snapshot(P0).position()).isEqualTo(3);
    }

    @Test
    @DisplayName("A task of an ended epoch that still runs keeps the new epoch from running beside it")
    void aZombieKeepsTheNewEpochFromRunningBesideIt() {
        fixture.begin(P0, 0);
        fixture.arrive(P0, 0, 10);
        PlannedRange zombie = fixture.take();
        table.remove(Set.of(P0));
        fixture.begin(P0, 0);
        fixture.arrive(P0, 0, 5);
        assertThat(table.claim()).isEmpty();
        assertThat(table.running()).containsExactly(P0);

        table.abandoned(zombie);

        PlannedRange fresh = fixture.take();
        assertThat(fresh.range()).isEqualTo(OffsetRange.create(P0, 0, 5));
        assertThat(fresh.epoch()).isNotEqualTo(zombie.epoch());
    }

    @Test
    void aZombieThatWouldBeParkedLetsTheNewEpochGoOn() {
        fixture.begin(P0, 0);
        fixture.arrive(P0, 0, 10);
        PlannedRange zombie = fixture.take();
        table.remove(Set.of(P0));
        fixture.begin(P0, 0);
        fixture.arrive(P0, 0, 5);

        table.park(P0, zombie.epoch(), zombie.afresh(), "failed in every attempt");

        assertThat(fixture.state(P0)).isEqualTo(PartitionState.IDLE);
        assertThat(fixture.take().range()).isEqualTo(OffsetRange.create(P0, 0, 5));
    }

    @Test
    void everyAssignmentHasAnEpochOfItsOwn() {
        fixture.begin(P0, 0);
        long first = fixture.epoch(P0);
        fixture.begin(P1, 0);
        table.remove(Set.of(P0));
        fixture.begin(P0, 0);

        assertThat(fixture.epoch(P0)).isGreaterThan(fixture.epoch(P1)).isGreaterThan(first);
        assertThat(table.view().epochs(Set.of(P0, P2))).containsOnlyKeys(P0);
    }

    @Test
    void aPositionThatIsLookedUpAgainHoldsThePartitionUntilItIsKnown() {
        fixture.begin(P0, 0);
        fixture.arrive(P0, 0, 10);
        fixture.finish(fixture.take(5));

        table.reload(P0, fixture.epoch(P0), "refused by the store with GAP");
        assertThat(fixture.snapshot(P0).reason()).isEqualTo("refused by the store with GAP");
        assertThat(table.claim()).isEmpty();

        fixture.load(P0, 3);
        fixture.arrive(P0, 3, 10);
        assertThat(fixture.snapshot(P0).reason()).isNull();
        assertThat(fixture.take().range()).isEqualTo(OffsetRange.create(P0, 3, 10));
    }

    @Test
    void aRangeThatEndsWhileThePositionIsLookedUpAgainDoesNotLetThePartitionGoOn() {
        fixture.begin(P0, 0);
        fixture.arrive(P0, 0, 10);
        fixture.finish(fixture.take(3));
        PlannedRange second = fixture.take(3);
        table.reload(P0, fixture.epoch(P0), "the first could not be stored");

        fixture.finish(second);

        assertThat(fixture.state(P0)).isEqualTo(PartitionState.LOADING);
        assertThat(table.claim()).isEmpty();
    }

    @Test
    void aRangeThatEndsAfterThePartitionBeganElsewhereDoesNotMoveIt() {
        fixture.begin(P0, 0);
        fixture.arrive(P0, 0, 10);
        fixture.finish(fixture.take(3));
        PlannedRange second = fixture.take(3);
        table.reload(P0, fixture.epoch(P0), "the first could not be stored");
        fixture.load(P0, 0);
        fixture.arrive(P0, 0, 10);
        assertThat(table.claim()).as("the second still runs").isEmpty();

        fixture.finish(second);

        assertThat(fixture.take().range()).isEqualTo(OffsetRange.create(P0, 0, 10));
    }

    @Test
    void tellsWhatIsStoredOfThePartitionsAssignedHere() {
        fixture.begin(P0, 7);
        table.assign(List.of(P1));

        assertThat(table.view().storedAmong(Set.of(P0, P1, P2)))
                .containsOnlyKeys(P0)
                .allSatisfy((partition, stored) -> assertThat(stored.offset()).isEqualTo(7));
        assertThat(table.view().partitions()).containsExactly(P0, P1);
        assertThat(table.view().snapshots())
                .extracting(PartitionSnapshot::partition)
                .containsExactly(P0, P1);
    }

    @Test
    void standsAtAnOffsetOnceEverythingBeforeItIsStored() {
        fixture.begin(P0, 0);
        fixture.arrive(P0, 0, 3);
        PlannedRange planned = fixture.take();
        fixture.finish(planned);
        assertThat(table.view().standingAt(P0, 3)).as("not stored yet").isEmpty();

        fixture.acknowledge(planned);
        assertThat(table.view().standingAt(P0, 3)).contains(fixture.epoch(P0));
        assertThat(table.view().standingAt(P0, 4)).isEmpty();
    }

    @Test
    void whatIsSaidOfAPartitionIsShownUntilRecordsArrive() {
        fixture.begin(P0, 0);
        table.held().explain(P0, "not authorized to read");
        assertThat(fixture.snapshot(P0).reason()).isEqualTo("not authorized to read");

        fixture.arrive(P0, 0, 1);
        assertThat(fixture.snapshot(P0).reason()).isNull();
    }
}
