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
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.directstream.stream.RateOptions.PartitionMaximum;
import io.directstream.stream.RateSnapshot.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** Limits of streams without an interval. */
class ContinuousRatesTests {

    private static final RateOptions HUNDRED = RateOptions.DEFAULT.withMaxPerSecondPerPartition(100L);

    private final FakeGroupConsumer consumer = new FakeGroupConsumer();

    @Test
    void aPartitionGoesOnWhenTheLimitAllows() {
        ReadingFixture stream = stream(1_000, HUNDRED);
        assertThat(stream.table.claim()).as("a backlog, and no time passed").isEmpty();

        pass(stream, Duration.ofMillis(100));
        assertThat(deliver(stream)).isEqualTo(10);
        assertThat(stream.table.claim()).isEmpty();

        pass(stream, Duration.ofMillis(250));
        assertThat(deliver(stream)).isEqualTo(25);
    }

    @Test
    void whatIsNotUsedIsKeptForASecond() {
        ReadingFixture stream = stream(1_000, HUNDRED);

        pass(stream, Duration.ofMinutes(1));

        assertThat(deliver(stream)).isEqualTo(100);
        assertThat(stream.table.claim()).isEmpty();
    }

    @Test
    void whatIsKeptIsNoMoreThanABatch() {
        ReadingFixture stream = stream(30, HUNDRED);

        pass(stream, Duration.ofMinutes(1));

        assertThat(deliver(stream)).isEqualTo(30);
        assertThat(stream.table.claim()).isEmpty();
    }

    @Test
    void aLowLimitIsKeptToOverTime() {
        ReadingFixture stream = stream(1_000, RateOptions.DEFAULT.withMaxPerSecondPerPartition(1L));

        long records = 0;
        for (int i = 0; i < 100; i++) {
            pass(stream, Duration.ofMillis(100));
            records += deliver(stream);
        }

        assertThat(records).as("ten seconds of one record").isEqualTo(10);
    }

    @Test
    void whatARangeLeavesCanBeReadAtOnce() {
        ReadingFixture stream = stream(1_000, HUNDRED);
        pass(stream, Duration.ofMillis(200));
        PlannedRange cut = stream.take(5);
        stream.finish(cut);
        stream.acknowledge(cut);

        assertThat(deliver(stream)).isEqualTo(15);
        assertThat(stream.table.claim()).isEmpty();
    }

    @Test
    void theRecordsOfAFailedRangeThatGoesOnInPartsCountOnce() {
        ReadingFixture stream = stream(1_000, HUNDRED);
        pass(stream, Duration.ofMillis(200));
        PlannedRange failed = stream.take();
        assertThat(failed.recordCount()).isEqualTo(20);

        IllegalStateException bad = new IllegalStateException("bad");
        stream.table.backOff(Isolation.named(failed, 7, bad, Treatment.DELIVER), 0, "failed");
        stream.table.held().endBackoffs();

        assertThat(List.of(deliver(stream), deliver(stream), deliver(stream))).containsExactly(7L, 1L, 12L);
        assertThat(stream.table.claim()).isEmpty();
    }

    @Test
    void aLowerLimitTakesWhatWasKeptUnderTheOldOne() {
        ReadingFixture stream = stream(1_000, HUNDRED);
        pass(stream, Duration.ofSeconds(1));

        stream.table.rates().limit(3L);

        assertThat(deliver(stream)).isEqualTo(3);
        assertThat(stream.table.claim()).isEmpty();
    }

    @Test
    void aPartitionWithoutALimitDoesNotWait() {
        ReadingFixture stream = stream(1_000, new RateOptions(10L, 1, List.of(new PartitionMaximum(P1, null)), null));
        stream.begin(P1, 0);
        stream.arrive(P1, 0, 400);

        assertThat(stream.take().range().count()).isEqualTo(400);
        assertThat(stream.table.rates().snapshot().totalPerSecond()).isEmpty();
    }

    @Test
    void theMemberIsToldWhenALimitAllowsMoreAndNeverOtherwise() {
        ReadingFixture stream = stream(1_000, HUNDRED);
        Ticks ticks = Ticks.of(new Trigger.Continuous(), stream.table, null, stream.clock);
        stream.clock.advance(Duration.ofMillis(30));
        assertThat(ticks.untilNext()).isEqualTo(Duration.ofMillis(70));

        stream.clock.advance(Duration.ofMillis(70));
        assertThat(ticks.untilNext()).isZero();
        ticks.tickIfDue(consumer);
        assertThat(ticks.untilNext()).isEqualTo(Duration.ofMillis(100));

        Ticks unlimited = Ticks.of(new Trigger.Continuous(), new ReadingFixture().table, null, stream.clock);
        assertThat(unlimited.untilNext()).isGreaterThan(Duration.ofHours(1));
    }

    @Test
    void aLimitCanBeSetAndTakenBackWhileTheStreamRuns() {
        ReadingFixture stream = stream(1_000, RateOptions.DEFAULT);
        stream.clock.advance(Duration.ofMinutes(5));
        stream.table.rates().limit(50L);
        assertThat(stream.table.rates().snapshot())
                .isEqualTo(new RateSnapshot(Reason.OPERATOR, 50L, null, Map.of(P0, 50.0), null, 1));
        pass(stream, Duration.ofMillis(100));
        assertThat(deliver(stream)).as("counted from when it was set").isEqualTo(5);

        stream.table.rates().limit(null);
        assertThat(stream.table.rates().snapshot())
                .isEqualTo(new RateSnapshot(Reason.UNLIMITED, null, null, Map.of(), null, 1));
        assertThat(deliver(stream)).isEqualTo(495);
    }

    @Test
    void aLimitThatWouldStopTheStreamIsRefused() {
        ReadingFixture stream = stream(1_000, HUNDRED);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> stream.table.rates().limit(0L))
                .withMessage("maxRecordsPerSecondPerPartition is 0; it must be at least 1");
    }

    @Test
    void batchesOverAllPartitionsKeepToTheLimitOfEach() {
        Planning together = new Planning(new Trigger.Continuous(), Planning.Scope.STREAM);
        ReadingFixture stream = new ReadingFixture(
                1_000, together, new RateOptions(100L, 1, List.of(new PartitionMaximum(P1, 10L)), null));
        for (TopicPartition partition : List.of(P0, P1)) {
            stream.begin(partition, 0);
            stream.arrive(partition, 0, 500);
        }
        assertThat(stream.table.claim()).isEmpty();

        pass(stream, Duration.ofMillis(100));

        assertThat(stream.table.claim()).extracting(BatchPlanner.Position::upTo).containsExactly(10L, 1L);
    }

    @Test
    void aPartitionThatWaitsForItsTurnDoesNotStandStill() {
        ReadingFixture stream = stream(1_000, HUNDRED);
        stream.table.updateEnds(Map.of(P0, 1_000L), Map.of());
        stream.clock.advance(Duration.ofSeconds(31));

        assertThat(stream.table.stalled(Duration.ofSeconds(30).toNanos())).isEmpty();

        ReadingFixture unlimited = stream(1_000, RateOptions.DEFAULT);
        unlimited.table.updateEnds(Map.of(P0, 1_000L), Map.of());
        unlimited.clock.advance(Duration.ofSeconds(31));
        assertThat(unlimited.table.stalled(Duration.ofSeconds(30).toNanos())).isEqualTo(Set.of(P0));
    }

    private void pass(ReadingFixture stream, Duration time) {
        stream.clock.advance(time);
        stream.table.rates().refillIfDue();
    }

    /** How many offsets come now. */
    private static long deliver(ReadingFixture stream) {
        List<PlannedRange> planned = new BatchPlanner().plan(stream.table.claim());
        if (planned.isEmpty()) {
            return 0;
        }
        PlannedRange taken = stream.read(planned.get(0));
        stream.finish(taken);
        stream.acknowledge(taken);
        return taken.range().count();
    }

    private static ReadingFixture stream(int maxRecords, RateOptions rate) {
        ReadingFixture stream = new ReadingFixture(maxRecords, Planning.continuous(), rate);
        stream.begin(P0, 0);
        stream.arrive(P0, 0, 500);
        return stream;
    }
}
