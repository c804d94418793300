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
import static org.assertj.core.api.Assertions.within;

import io.directstream.consumer.RawRecords;
import io.directstream.rate.PidRateEstimator.Gains;
import io.directstream.stream.Backpressure.Delivered;
import io.directstream.stream.RateOptions.PartitionMaximum;
import io.directstream.stream.RateSnapshot.Reason;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Limits of streams with an interval of a tenth of a second. */
class IntervalRatesTests extends IntervalAgendaTest {

    private static final long BACKLOG = 100_000;

    private static final RateOptions HUNDRED = RateOptions.DEFAULT.withMaxPerSecondPerPartition(100L);

    @ParameterizedTest
    @EnumSource
    void eachIntervalBringsAsManyAsTheLimitOfAPartitionSays(Planning.Scope scope) {
        ReadingFixture stream = stream(scope, HUNDRED);

        assertThat(interval(stream)).isEqualTo(Map.of(P0, 10L, P1, 10L));
        assertThat(interval(stream)).isEqualTo(Map.of(P0, 10L, P1, 10L));
        assertThat(stream.table.claim())
                .as("nothing before the next interval ends")
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("P-10: a limit below one record per interval does not round to zero")
    void aLowRateDoesNotRoundToZero(Planning.Scope scope) {
        ReadingFixture stream = stream(scope, RateOptions.DEFAULT.withMaxPerSecondPerPartition(3L));

        long records = 0;
        for (int i = 0; i < 20; i++) {
            records += interval(stream).getOrDefault(P0, 0L);
        }

        assertThat(records).as("two seconds of three records").isEqualTo(6);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("F-54: a partition without a limit of its own is not starved by one that has one")
    void anUnlimitedPartitionIsNotStarved(Planning.Scope scope) {
        List<PartitionMaximum> own = List.of(new PartitionMaximum(P1, null));
        ReadingFixture stream = stream(scope, new RateOptions(100L, 1, own, null));

        assertThat(interval(stream)).isEqualTo(Map.of(P0, 10L, P1, BACKLOG));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("F-59: the first batch is bounded by the initial rate, not by the backlog")
    void theFirstBatchIsBounded(Planning.Scope scope) {
        ReadingFixture stream = stream(scope, pressure(1));

        assertThat(interval(stream)).isEqualTo(Map.of(P0, 25L, P1, 25L));
        assertThat(stream.table.rates().snapshot().reason()).isEqualTo(Reason.BACKPRESSURE_INITIAL);
    }

    @Test
    @DisplayName("F-59: a partition that begins while a batch of its stream is due does not bring its backlog")
    void aPartitionThatComesLaterIsBounded() {
        ReadingFixture stream = new ReadingFixture(1_000, planning(Planning.Scope.STREAM), HUNDRED);
        stream.begin(P0, 0);
        tick(stream, Map.of(P0, BACKLOG));
        stream.begin(P1, 0);
        stream.table.updateEnds(Map.of(P1, BACKLOG), Map.of());

        assertThat(stream.table.claim()).extracting(BatchPlanner.Position::upTo).containsExactly(10L, 0L);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("F-52: a minimum counts per second, not per batch")
    void aMinimumCountsPerSecond(Planning.Scope scope) {
        BackpressureOptions slow = new BackpressureOptions(1, new Gains(1, 0.2, 0), 1);
        ReadingFixture stream = stream(scope, new RateOptions(100L, 70, List.of(), slow));

        assertThat(interval(stream)).as("70 per second in a tenth of it").isEqualTo(Map.of(P0, 7L, P1, 7L));
    }

    @ParameterizedTest
    @EnumSource
    void backpressureFollowsWhatTheListenerTakes(Planning.Scope scope) {
        ReadingFixture stream = stream(scope, pressure(100));
        interval(stream);
        delivered(stream, 50, Duration.ofMillis(50));
        assertThat(interval(stream)).as("the first tells no estimate").isEqualTo(Map.of(P0, 25L, P1, 25L));

        delivered(stream, 50, Duration.ofMillis(250));
        assertThat(interval(stream)).as("200 per second").isEqualTo(Map.of(P0, 10L, P1, 10L));

        RateSnapshot rate = stream.table.rates().snapshot();
        assertThat(rate.reason()).isEqualTo(Reason.BACKPRESSURE_ESTIMATE);
        assertThat(rate.streamPerSecond()).isEqualTo(200);
        assertThat(rate.totalPerSecond()).hasValue(200.0);
        assertThat(rate.terms()).satisfies(terms -> {
            assertThat(terms.processedPerSecond()).isEqualTo(200);
            assertThat(terms.error()).isEqualTo(800);
            assertThat(terms.historicalError()).isZero();
        });
    }

    @Test
    void deliveriesThatEndInOneIntervalCountAsOneBatch() {
        ReadingFixture stream = stream(Planning.Scope.PARTITION, pressure(100));
        delivered(stream, 50, Duration.ofMillis(50));
        interval(stream);
        long now = stream.clock.nanoTime();
        long ms = 1_000_000;
        stream.table.rates().delivered(new Delivered(now + 20 * ms, now + 60 * ms, 5 * ms, 20));
        stream.table.rates().delivered(new Delivered(now, now + 50 * ms, 0, 20));
        interval(stream);

        assertThat(stream.table.rates().snapshot().terms()).satisfies(terms -> {
            assertThat(terms.processedPerSecond()).as("40 in 60 ms").isCloseTo(40 / 0.06, within(1e-6));
            assertThat(terms.historicalError()).as("the delay of the first").isZero();
        });
    }

    @Test
    void anIntervalThatBringsNothingChangesNoEstimate() {
        ReadingFixture stream = stream(Planning.Scope.STREAM, pressure(100));
        delivered(stream, 50, Duration.ofMillis(50));
        interval(stream);
        delivered(stream, 50, Duration.ofMillis(250));
        interval(stream);

        delivered(stream, 0, Duration.ofMillis(250));
        interval(stream);

        assertThat(stream.table.rates().snapshot().streamPerSecond()).isEqualTo(200);
    }

    @Test
    void whatALimitAllowsAndDoesNotFitIntoARangeFollowsAtOnce() {
        ReadingFixture stream = new ReadingFixture(
                10, planning(Planning.Scope.PARTITION), RateOptions.DEFAULT.withMaxPerSecondPerPartition(250L));
        stream.begin(P0, 0);
        stream.write(P0, 0, 100);
        tick(stream, Map.of(P0, 100L));

        assertThat(List.of(next(stream), next(stream), next(stream))).containsExactly(10L, 10L, 5L);
        assertThat(stream.table.claim()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void intervalsThatEndWhileABatchRunsAddUpToOne(Planning.Scope scope) {
        ReadingFixture stream = stream(scope, HUNDRED);
        tick(stream, ends());
        List<PlannedRange> running =
                stream.table.claim().stream().map(new BatchPlanner()::plan).toList();
        for (int i = 0; i < 5; i++) {
            tick(stream, ends());
        }
        stream.table.abandoned(running.get(0));
        running.stream().skip(1).forEach(stream.table::abandoned);

        assertThat(stream.table.claim().get(0).upTo()).isEqualTo(10);
    }

    @ParameterizedTest
    @EnumSource
    void aLimitCanBeSetAndTakenBackWhileTheStreamRuns(Planning.Scope scope) {
        ReadingFixture stream = stream(scope, HUNDRED);
        stream.table.rates().limit(50L);
        assertThat(interval(stream)).isEqualTo(Map.of(P0, 5L, P1, 5L));
        assertThat(stream.table.rates().snapshot().reason()).isEqualTo(Reason.OPERATOR);

        stream.table.rates().limit(null);
        assertThat(interval(stream)).isEqualTo(Map.of(P0, 10L, P1, 10L));
        assertThat(stream.table.rates().snapshot().reason()).isEqualTo(Reason.CONFIGURATION);
    }

    @Test
    void aSmallerLimitOfAPartitionItselfIsKeptWhenAnotherIsSet() {
        List<PartitionMaximum> own = List.of(new PartitionMaximum(P1, 20L));
        ReadingFixture stream = stream(Planning.Scope.STREAM, new RateOptions(100L, 1, own, null));

        stream.table.rates().limit(200L);

        assertThat(interval(stream)).isEqualTo(Map.of(P0, 20L, P1, 2L));
    }

    private static RateOptions pressure(long min) {
        return RateOptions.DEFAULT.withBackpressure(new BackpressureOptions(500, new Gains(1, 0.2, 0), min));
    }

    private static void delivered(ReadingFixture stream, long records, Duration processing) {
        long now = stream.clock.nanoTime();
        stream.table.rates().delivered(new Delivered(now, now + processing.toNanos(), 0, records));
    }

    /** Ends an interval and finishes what it brings; tells how many offsets of each partition that is. */
    private Map<TopicPartition, Long> interval(ReadingFixture stream) {
        tick(stream, ends());
        Map<TopicPartition, Long> brought = new HashMap<>();
        List<PlannedRange> planned = new BatchPlanner().plan(stream.table.claim());
        while (!planned.isEmpty()) {
            for (PlannedRange range : planned) {
                brought.merge(range.partition(), range.range().count(), Long::sum);
                PlannedRange taken = range.cutTo(RawRecords.none(range.range().untilOffset()));
                stream.table.finished(List.of(taken));
                stream.acknowledge(taken);
            }
            planned = new BatchPlanner().plan(stream.table.claim());
        }
        brought.values().removeIf(count -> count == 0);
        return brought;
    }

    private long next(ReadingFixture stream) {
        List<PlannedRange> claimed = claim(stream);
        if (claimed.isEmpty()) {
            poll(stream);
            claimed = claim(stream);
        }
        long before = stream.snapshot(P0).position();
        finish(stream, claimed);
        return stream.snapshot(P0).position() - before;
    }

    private static Map<TopicPartition, Long> ends() {
        return Map.of(P0, BACKLOG, P1, BACKLOG);
    }

    private static ReadingFixture stream(Planning.Scope scope, RateOptions rate) {
        ReadingFixture stream = new ReadingFixture(1_000, planning(scope), rate);
        stream.begin(P0, 0);
        stream.begin(P1, 0);
        return stream;
    }

    private static Planning planning(Planning.Scope scope) {
        return new Planning(new Trigger.Interval(INTERVAL), scope);
    }
}
