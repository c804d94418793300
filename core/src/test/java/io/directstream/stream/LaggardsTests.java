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

import io.directstream.consumer.PartitionReader;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Two workers, batches of 10 records: a partition with 100 records left may be a laggard. */
class LaggardsTests {

    private static final int MAX_RECORDS = 10;

    private ReadingFixture fixture = fixture(Planning.continuous());

    @Test
    void aPartitionThatDecidesWhenEverythingIsReadTakesItsTurnFirst() {
        begin();
        ends(1_000, 100, 100);
        arrive(P1, P2, P0);

        assertThat(turns()).containsExactly(P0, P1, P2);
    }

    @Test
    void partitionsThatAreEquallyFarBehindTakeTheirTurnsInOrder() {
        List<TopicPartition> five = IntStream.range(0, 5)
                .mapToObj(number -> new TopicPartition("orders", number))
                .toList();
        five.forEach(partition -> fixture.begin(partition, 0));
        fixture.table.updateEnds(
                five.stream().collect(Collectors.toMap(partition -> partition, partition -> 1_000L)), Map.of());
        arrive(P2, P1, P0);

        assertThat(turns()).containsExactly(P2, P1, P0);
    }

    @Test
    void aFewBatchesAreSoonReadAndNoReasonToOvertake() {
        begin();
        ends(99, 0, 0);
        arrive(P1, P0);

        assertThat(turns()).containsExactly(P1, P0);
    }

    @Test
    void aPartitionWithItsShareOrLessIsNoReasonEither() {
        begin();
        ends(240, 1_000, 0);

        assertThat(starving()).containsExactly(P1);
    }

    @Test
    void oneWorkerStaysWithTheOthers() {
        begin();
        ends(900, 1_000, 0);

        assertThat(starving()).containsExactly(P1);
    }

    @Test
    void itIsReadForOnlyWhileNothingOfItIsHere() {
        begin();
        ends(1_000, 0, 0);
        assertThat(starving()).containsExactly(P0);

        fixture.arrive(P0, 0, 10);
        assertThat(starving()).isEmpty();

        fixture.take();
        assertThat(starving()).containsExactly(P0);
    }

    @Test
    void whatCaughtUpOrLeftIsNoneAnyMore() {
        begin();
        ends(1_000, 500, 0);
        fixture.arrive(P0, 0, 990);
        for (int range = 0; range < 99; range++) {
            PlannedRange planned = fixture.take();
            fixture.finish(planned);
            fixture.acknowledge(planned);
        }
        ends(1_000, 500, 0);
        assertThat(starving()).containsExactly(P1);

        fixture.reading.drop(List.of(P1));
        assertThat(starving()).isEmpty();
    }

    @Test
    @DisplayName("where positions are not known yet, nobody is behind")
    void aPositionThatIsNotKnownSaysNothing() {
        fixture.table.assign(List.of(P0));
        fixture.table.updateEnds(Map.of(P0, 1_000L), Map.of());

        assertThat(fixture.table.laggards().isAnyOf(List.of(P0))).isFalse();
    }

    @Test
    void aParkedPartitionIsWaitedForByNobody() {
        begin();
        fixture.table.park(P0, fixture.epoch(P0), null, "out of stock");
        ends(1_000, 500, 0);

        assertThat(starving()).containsExactly(P1);
    }

    @Test
    void anIntervalReadsWhatItPlannedInItsOwnOrder() {
        fixture = fixture(new Planning(new Trigger.Interval(Duration.ofSeconds(1)), Planning.Scope.PARTITION));
        begin();
        ends(1_000, 0, 0);

        assertThat(fixture.table.laggards().isAnyOf(List.of(P0))).isFalse();
    }

    private static ReadingFixture fixture(Planning planning) {
        return new ReadingFixture(MAX_RECORDS, 1_000_000, planning, new CommitMode.AfterBatch());
    }

    private void begin() {
        Stream.of(P0, P1, P2).forEach(partition -> fixture.begin(partition, 0));
    }

    private void ends(long first, long second, long third) {
        fixture.table.updateEnds(Map.of(P0, first, P1, second, P2, third), Map.of());
    }

    private void arrive(TopicPartition... partitions) {
        Stream.of(partitions).forEach(partition -> fixture.arrive(partition, 0, 10));
    }

    private List<TopicPartition> turns() {
        return Stream.generate(() -> fixture.table.claim())
                .takeWhile(claimed -> !claimed.isEmpty())
                .map(claimed -> claimed.get(0).partition())
                .toList();
    }

    private List<TopicPartition> starving() {
        return fixture.table.laggards().starving().stream()
                .map(PartitionReader::partition)
                .toList();
    }
}
