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
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** Back-off, parking, and partitions that stand still. */
class PartitionTableWaitingTests {

    private static final long READ_TIMEOUT = Duration.ofSeconds(30).toNanos();

    private final ReadingFixture fixture = new ReadingFixture();

    private final PartitionTable table = fixture.table;

    @Test
    void eachBackOffEndsInItsOwnTimeWhicheverBeganFirst() {
        fixture.begin(P0, 0);
        fixture.begin(P1, 0);
        fixture.arrive(P0, 0, 1);
        fixture.arrive(P1, 0, 1);
        for (PlannedRange failed : List.of(fixture.take(), fixture.take())) {
            int seconds = failed.partition().equals(P0) ? 3 : 1;
            table.backOff(failed.nextAttempt(), Duration.ofSeconds(seconds).toNanos(), "no");
        }

        fixture.clock.advance(Duration.ofSeconds(1));
        assertThat(table.held().endBackoffs()).containsOnlyKeys(P1);
        fixture.clock.advance(Duration.ofMillis(1_999));
        assertThat(table.held().endBackoffs()).isEmpty();
        fixture.clock.advance(Duration.ofMillis(1));
        assertThat(table.held().endBackoffs()).containsOnlyKeys(P0);
    }

    @Test
    void aFailedRangeWaitsAndIsDeliveredAgainAsItWas() {
        PlannedRange failed = runFirst();

        assertThat(table.backOff(failed.nextAttempt(), Duration.ofSeconds(2).toNanos(), "no"))
                .isTrue();
        assertThat(fixture.state(P0)).isEqualTo(PartitionState.BACKING_OFF);
        assertThat(fixture.snapshot(P0).reason()).isEqualTo("no");
        fixture.clock.advance(Duration.ofMillis(1_999));
        assertThat(table.held().endBackoffs()).isEmpty();
        assertThat(table.claim()).isEmpty();

        fixture.clock.advance(Duration.ofMillis(1));
        assertThat(table.held().endBackoffs()).as("its records are still here").isEqualTo(Map.of(P0, false));
        PlannedRange again = fixture.take();
        assertThat(again.range()).isEqualTo(failed.range());
        assertThat(again.records()).isSameAs(failed.records());
        assertThat(again.attempt()).isEqualTo(2);
    }

    @Test
    void aFailedRangeWithoutItsRecordsWaitsUntilAllOfThemAreHereAgain() {
        PlannedRange failed = runFirst();
        failed.records().giveBack(fixture.reading.budget());
        fixture.reading.cache().suspend(P0, 0);
        table.backOff(failed.nextAttempt().withoutRecords(), 0, "no");

        assertThat(table.held().endBackoffs()).as("to be read again").isEqualTo(Map.of(P0, true));
        fixture.reading.goOn(P0, true);
        fixture.poll();
        fixture.arrive(P0, 0, 2);
        assertThat(table.claim()).as("2 of 4").isEmpty();

        fixture.arrive(P0, 2, 9);
        PlannedRange again = fixture.take();
        assertThat(again.range()).isEqualTo(OffsetRange.create(P0, 0, 4));
        assertThat(again.records().records()).hasSize(4);
    }

    @Test
    void whileOnePartitionWaitsTheOthersGoOn() {
        table.backOff(runFirst().nextAttempt(), READ_TIMEOUT, "no");
        fixture.begin(P1, 0);
        fixture.arrive(P1, 0, 3);

        assertThat(fixture.take().partition()).isEqualTo(P1);
    }

    @Test
    void aRangeWhosePartitionWasTakenAwayDoesNotWait() {
        PlannedRange failed = runFirst();
        table.remove(Set.of(P0));

        assertThat(table.backOff(failed.nextAttempt(), 0, "no")).isFalse();
    }

    @Test
    void aWaitingRangeComesBackWhenItsPartitionIsTakenAway() {
        PlannedRange failed = runFirst();
        table.backOff(failed.nextAttempt(), READ_TIMEOUT, "no");

        assertThat(table.remove(Set.of(P0, P1)))
                .singleElement()
                .satisfies(waiting -> assertThat(waiting.records()).isSameAs(failed.records()));
    }

    @Test
    void aPartitionInItsHandoverStaysInIt() {
        PlannedRange failed = runFirst();
        table.beginRevoke(Set.of(P0));

        table.backOff(failed.nextAttempt(), 0, "no");
        assertThat(fixture.state(P0)).isEqualTo(PartitionState.REVOKING);
        assertThat(table.held().endBackoffs()).isEmpty();

        table.park(P0, failed.epoch(), failed.afresh(), "failed in every attempt");
        assertThat(fixture.state(P0)).isEqualTo(PartitionState.REVOKING);
    }

    @Test
    void aParkedPartitionStaysParkedWhateverArrivesUntilItIsRestarted() {
        PlannedRange failed = runFirst();
        park(failed);
        fixture.reading.cache().resume(P0);
        fixture.poll();
        fixture.arrive(P0, 0, 9);

        assertThat(fixture.state(P0)).isEqualTo(PartitionState.FAILED);
        assertThat(table.view().parked()).containsExactly(P0);
        assertThat(table.view().snapshot(P0))
                .get()
                .extracting(PartitionSnapshot::reason)
                .isEqualTo("failed in every attempt");
        assertThat(table.held().endBackoffs()).isEmpty();
        assertThat(table.claim()).isEmpty();
        assertThat(table.running()).isEmpty();
    }

    @Test
    void aRestartedPartitionGoesOnAtOnceWithRecordsThatArrivedWhileItWasParked() {
        PlannedRange failed = runFirst();
        park(failed);
        fixture.reading.cache().resume(P0);
        fixture.poll();
        fixture.arrive(P0, 0, 9);

        table.held().restart();

        assertThat(table.claim()).isNotEmpty();
    }

    @Test
    void aRestartedPartitionRepeatsItsRangeWithAttemptsCountedAnew() {
        PlannedRange failed = runFirst();
        park(failed.nextAttempt());

        assertThat(table.held().restart()).as("repeats a range").isEqualTo(Map.of(P0, true));
        assertThat(table.held().restart()).as("once is enough").isEmpty();
        fixture.reading.goOn(P0, true);
        fixture.poll();
        fixture.arrive(P0, 0, 9);

        PlannedRange again = fixture.take();
        assertThat(again.range()).isEqualTo(failed.range());
        assertThat(again.attempt()).isEqualTo(1);
    }

    @Test
    void aPartitionParkedWithoutARangeLooksItsPositionUpAgain() {
        fixture.begin(P0, 0);
        table.park(P0, fixture.epoch(P0), null, "position 0 is out of range");
        assertThat(fixture.snapshot(P0).reason()).isEqualTo("position 0 is out of range");

        assertThat(table.held().restart()).isEqualTo(Map.of(P0, false));
        assertThat(fixture.state(P0)).isEqualTo(PartitionState.LOADING);
    }

    @Test
    void aPartitionThatStandsStillBelowItsLogsEndIsReportedOnceEachTimeout() {
        fixture.begin(P0, 0);
        ends(P0, 5);
        fixture.clock.advance(Duration.ofSeconds(29));
        assertThat(table.stalled(READ_TIMEOUT)).isEmpty();

        fixture.clock.advance(Duration.ofSeconds(1));
        assertThat(table.stalled(READ_TIMEOUT)).containsExactly(P0);
        assertThat(fixture.snapshot(P0).reason()).isEqualTo("nothing arrived below the log's end");
        assertThat(table.stalled(READ_TIMEOUT)).isEmpty();

        fixture.clock.advance(Duration.ofSeconds(30));
        assertThat(table.stalled(READ_TIMEOUT)).containsExactly(P0);
    }

    @Test
    void aQuietPartitionIsNotReportedAsSoonAsItsLogGoesOn() {
        fixture.begin(P0, 5);
        ends(P0, 5);
        fixture.clock.advance(Duration.ofHours(1));
        ends(P0, 6);
        assertThat(table.stalled(READ_TIMEOUT)).as("behind for a moment only").isEmpty();

        fixture.clock.advance(Duration.ofSeconds(30));
        ends(P0, 7);
        assertThat(table.stalled(READ_TIMEOUT)).containsExactly(P0);
    }

    @Test
    void nothingIsReportedWhilePausedOrWhileAListenerRunsOrWhereAllIsRead() {
        fixture.begin(P0, 0);
        ends(P0, 5);
        fixture.clock.advance(Duration.ofHours(1));
        table.setPaused(true);
        assertThat(table.stalled(READ_TIMEOUT)).isEmpty();
        table.setPaused(false);

        fixture.begin(P1, 0);
        fixture.arrive(P1, 0, 3);
        PlannedRange running = fixture.take();
        fixture.clock.advance(Duration.ofHours(1));
        assertThat(table.stalled(READ_TIMEOUT)).as("workers may have been busy").isEmpty();

        fixture.finish(running);
        fixture.arrive(P0, 0, 5);
        fixture.clock.advance(Duration.ofHours(1));
        assertThat(table.stalled(READ_TIMEOUT)).isEmpty();
    }

    @Test
    void progressIsBeingStoredCaughtUpOrPaused() {
        Instant began = fixture.clock.now();
        PlannedRange running = runFirst();
        ends(P0, 10);
        fixture.clock.advance(Duration.ofMinutes(1));
        assertThat(table.lastProgress()).isEqualTo(began);

        fixture.finish(running);
        fixture.acknowledge(running);
        assertThat(table.lastProgress()).as("stored").isEqualTo(began.plusSeconds(60));

        fixture.clock.advance(Duration.ofMinutes(1));
        ends(P0, 10);
        assertThat(table.lastProgress()).as("behind").isEqualTo(began.plusSeconds(60));
        table.setPaused(true);
        fixture.clock.advance(Duration.ofMinutes(1));
        ends(P0, 10);
        assertThat(table.lastProgress()).as("paused").isEqualTo(began.plusSeconds(180));
    }

    private PlannedRange runFirst() {
        fixture.begin(P0, 0);
        fixture.arrive(P0, 0, 4);
        return fixture.take();
    }

    private void park(PlannedRange failed) {
        failed.records().giveBack(fixture.reading.budget());
        fixture.reading.cache().suspend(P0, failed.range().fromOffset());
        table.park(P0, failed.epoch(), failed.afresh(), "failed in every attempt");
    }

    private void ends(TopicPartition partition, long end) {
        table.updateEnds(Map.of(partition, end), Map.of());
    }
}
