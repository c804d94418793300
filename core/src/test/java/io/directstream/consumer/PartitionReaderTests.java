/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.consumer;

import static io.directstream.testing.FetchedRecords.LEADER_EPOCH;
import static io.directstream.testing.FetchedRecords.record;
import static io.directstream.testing.FetchedRecords.recordOf;
import static io.directstream.testing.FetchedRecords.records;
import static io.directstream.testing.FetchedRecords.timestamp;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class PartitionReaderTests {

    private static final TopicPartition PARTITION = new TopicPartition("orders", 0);

    private static final int UNLIMITED = Integer.MAX_VALUE;

    private final ByteBudget budget = new ByteBudget(1_000_000, Integer.MAX_VALUE, () -> {});

    private final PartitionReader reader = new PartitionReader(PARTITION, 10, budget);

    @Test
    void handsOutAllThatWasFetched() {
        append(10, 15);
        append(15, 18);

        RawRecords taken = reader.take(18, UNLIMITED, UNLIMITED);

        assertThat(offsets(taken)).containsExactly(10L, 11L, 12L, 13L, 14L, 15L, 16L, 17L);
        assertThat(taken.until()).isEqualTo(18);
        assertThat(taken.leaderEpoch()).isEqualTo(LEADER_EPOCH);
        assertThat(reader.position()).isEqualTo(18);
        assertThat(reader.filledUntil()).isEqualTo(18);
        assertThat(reader.bufferedRecords()).isZero();
        assertThat(reader.bufferedBytes()).isZero();
    }

    @Test
    void handsOutNothingWhereNothingIs() {
        RawRecords taken = reader.take(20, UNLIMITED, UNLIMITED);

        assertThat(taken.records()).isEmpty();
        assertThat(taken.until()).isEqualTo(10);
        assertThat(taken.bytes()).isZero();
        assertThat(taken.leaderEpoch()).isNull();
    }

    @Test
    void endsInsideOfAFetchedChunkAndGoesOnThere() {
        append(10, 20);

        RawRecords head = reader.take(13, UNLIMITED, UNLIMITED);
        RawRecords tail = reader.take(20, UNLIMITED, UNLIMITED);

        assertThat(offsets(head)).containsExactly(10L, 11L, 12L);
        assertThat(head.until()).isEqualTo(13);
        assertThat(offsets(tail)).startsWith(13L).endsWith(19L).hasSize(7);
        assertThat(tail.until()).isEqualTo(20);
    }

    @Test
    void takesNoMoreRecordsThanAllowed() {
        append(10, 20);

        RawRecords taken = reader.take(20, 4, UNLIMITED);

        assertThat(offsets(taken)).containsExactly(10L, 11L, 12L, 13L);
        assertThat(taken.until()).isEqualTo(14);
        assertThat(reader.bufferedRecords()).isEqualTo(6);
    }

    @Test
    void takesNoMoreRecordsThanAllowedWhereOneChunkFillsTheLimit() {
        append(10, 15);
        append(15, 20);

        RawRecords first = reader.take(20, 5, UNLIMITED);
        RawRecords second = reader.take(20, 5, UNLIMITED);

        assertThat(offsets(first)).containsExactly(10L, 11L, 12L, 13L, 14L);
        assertThat(first.until()).isEqualTo(15);
        assertThat(offsets(second)).containsExactly(15L, 16L, 17L, 18L, 19L);
        assertThat(reader.bufferedRecords()).isZero();
    }

    @Test
    void dividesNoFetchOnceHalfOfWhatIsAllowedIsTaken() {
        append(10, 14);
        append(14, 20);

        RawRecords first = reader.take(20, 8, UNLIMITED);
        RawRecords second = reader.take(20, 8, UNLIMITED);

        assertThat(offsets(first)).containsExactly(10L, 11L, 12L, 13L);
        assertThat(first.until()).isEqualTo(14);
        assertThat(offsets(second)).startsWith(14L).hasSize(6);
    }

    @Test
    void dividesAFetchRatherThanTakeLessThanHalfOfWhatIsAllowed() {
        append(10, 13);
        append(13, 20);

        RawRecords taken = reader.take(20, 8, UNLIMITED);

        assertThat(offsets(taken)).startsWith(10L).endsWith(17L).hasSize(8);
        assertThat(reader.bufferedRecords()).isEqualTo(2);
    }

    @Test
    void takesNoMoreBytesThanAllowed() {
        appendOf(10, 99, 99, 99);

        RawRecords taken = reader.take(13, UNLIMITED, 250);

        assertThat(offsets(taken)).containsExactly(10L, 11L);
        assertThat(taken.bytes()).isEqualTo(200);
        assertThat(reader.bufferedBytes()).isEqualTo(100);
    }

    @Test
    void takesNoMoreBytesThanAllowedWhereTheNextChunkDoesNotFitAtAll() {
        appendOf(10, 99, 99);
        appendOf(12, 99);

        RawRecords taken = reader.take(13, UNLIMITED, 250);

        assertThat(offsets(taken)).containsExactly(10L, 11L);
        assertThat(taken.until()).isEqualTo(12);
        assertThat(reader.bufferedRecords()).isEqualTo(1);
        assertThat(reader.bufferedBytes()).isEqualTo(100);
    }

    @Test
    void takesOneRecordHoweverLarge() {
        appendOf(10, 5_000, 10);

        RawRecords taken = reader.take(12, UNLIMITED, 100);

        assertThat(offsets(taken)).containsExactly(10L);
        assertThat(taken.bytes()).isEqualTo(5_001);
        assertThat(taken.until()).isEqualTo(11);
    }

    @Test
    void countsOffsetsWithoutARecordAsRead() {
        reader.append(10, FetchedPart.of(List.of(), false), 14, LEADER_EPOCH);

        RawRecords taken = reader.take(14, UNLIMITED, UNLIMITED);

        assertThat(taken.records()).isEmpty();
        assertThat(taken.until()).isEqualTo(14);
        assertThat(taken.leaderEpoch()).isEqualTo(LEADER_EPOCH);
        assertThat(reader.position()).isEqualTo(14);
    }

    @Test
    void endsWhereItIsToldToAmongOffsetsWithoutARecord() {
        reader.append(
                10, FetchedPart.of(List.of(record(PARTITION, 10), record(PARTITION, 17)), false), 20, LEADER_EPOCH);

        RawRecords first = reader.take(14, UNLIMITED, UNLIMITED);
        RawRecords second = reader.take(19, UNLIMITED, UNLIMITED);
        RawRecords third = reader.take(20, UNLIMITED, UNLIMITED);

        assertThat(offsets(first)).containsExactly(10L);
        assertThat(first.until()).isEqualTo(14);
        assertThat(offsets(second)).containsExactly(17L);
        assertThat(second.until()).isEqualTo(19);
        assertThat(third.records()).isEmpty();
        assertThat(third.until()).isEqualTo(20);
    }

    @Test
    void goesOverMarkersBetweenChunks() {
        append(10, 12);
        reader.append(12, FetchedPart.of(List.of(), false), 13, LEADER_EPOCH);
        append(13, 15);

        RawRecords taken = reader.take(15, UNLIMITED, UNLIMITED);

        assertThat(offsets(taken)).containsExactly(10L, 11L, 13L, 14L);
        assertThat(taken.until()).isEqualTo(15);
    }

    @Test
    void goesOverMarkersThoughTheLimitIsReached() {
        append(10, 12);
        reader.append(12, FetchedPart.of(List.of(), false), 13, LEADER_EPOCH);
        append(13, 15);

        RawRecords taken = reader.take(15, 2, UNLIMITED);

        assertThat(offsets(taken)).containsExactly(10L, 11L);
        assertThat(taken.until()).as("the marker costs nothing").isEqualTo(13);
    }

    @Test
    void dropsAnAnswerToAnOlderPosition() {
        append(10, 12);
        reader.moveTo(30);

        boolean taken = reader.append(12, FetchedPart.of(records(PARTITION, 12, 14), false), 14, LEADER_EPOCH);

        assertThat(taken).isFalse();
        assertThat(reader.filledUntil()).isEqualTo(30);
        assertThat(budget.used()).isZero();
    }

    @Test
    void forgetsWhatIsBufferedWhenItMoves() {
        append(10, 20);
        reader.take(12, UNLIMITED, UNLIMITED).giveBack(budget);

        reader.moveTo(5);

        assertThat(reader.position()).isEqualTo(5);
        assertThat(reader.filledUntil()).isEqualTo(5);
        assertThat(reader.headTimestamp()).isNull();
        assertThat(reader.bufferedRecords()).isZero();
        assertThat(budget.used()).isZero();
        assertThat(reader.take(20, UNLIMITED, UNLIMITED).records()).isEmpty();
    }

    @Test
    void takesNothingMoreOnceItIsClosed() {
        append(10, 20);

        reader.close();

        assertThat(budget.used()).isZero();
        assertThat(reader.append(20, FetchedPart.of(records(PARTITION, 20, 22), false), 22, LEADER_EPOCH))
                .isFalse();
        assertThat(budget.used()).isZero();
    }

    @Test
    void itsRecordsAndTheirObjectsCountAgainstTheBudgetUntilTheyAreGivenBack() {
        appendOf(10, 99, 99, 99);
        assertThat(budget.used()).isEqualTo(3 * (100 + 160));

        RawRecords taken = reader.take(12, UNLIMITED, UNLIMITED);
        assertThat(budget.used()).as("in the listener's hands").isEqualTo(3 * (100 + 160));

        taken.giveBack(budget);
        assertThat(budget.used()).isEqualTo(100 + 160);
    }

    @Test
    void knowsTheTimestampOfTheRecordItHandsOutNext() {
        reader.append(10, FetchedPart.of(List.of(), false), 11, LEADER_EPOCH);
        append(11, 15);
        assertThat(reader.headTimestamp()).isEqualTo(timestamp(11));

        reader.take(13, UNLIMITED, UNLIMITED);
        assertThat(reader.headTimestamp()).isEqualTo(timestamp(13));

        reader.take(15, UNLIMITED, UNLIMITED);
        assertThat(reader.headTimestamp()).isNull();
    }

    @Test
    void makesTheBudgetUrgentUntilItIsFilledAsFarAsARangeNeedsIt() {
        reader.need(15);
        reader.need(15);
        append(10, 14);
        assertThat(budget.isUrgent()).as("filled up to 14").isTrue();

        append(14, 20);
        assertThat(budget.isUrgent()).isFalse();
        assertThat(reader.isWanted()).isFalse();

        reader.moveTo(10);
        assertThat(budget.isUrgent()).as("what was there is gone").isTrue();
    }

    @Test
    void makesTheBudgetUrgentNoLongerThanARangeNeedsIt() {
        reader.need(15);
        reader.need(PartitionReader.CLOSED);
        reader.need(PartitionReader.CLOSED);

        assertThat(budget.isUrgent()).isFalse();
        assertThat(reader.isWanted()).isFalse();
    }

    private void append(long from, long until) {
        assertThat(reader.append(from, FetchedPart.of(records(PARTITION, from, until), false), until, LEADER_EPOCH))
                .isTrue();
    }

    private void appendOf(long from, int... sizes) {
        List<ConsumerRecord<byte[], byte[]>> chunk = IntStream.range(0, sizes.length)
                .mapToObj(i -> recordOf(PARTITION, from + i, sizes[i]))
                .toList();
        assertThat(reader.append(from, FetchedPart.of(chunk, false), from + sizes.length, LEADER_EPOCH))
                .isTrue();
    }

    private static List<Long> offsets(RawRecords taken) {
        return taken.records().stream().map(ConsumerRecord::offset).toList();
    }
}
