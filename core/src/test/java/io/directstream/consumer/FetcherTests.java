/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.consumer;

import static io.directstream.testing.FetchedRecords.record;
import static io.directstream.testing.FetchedRecords.records;
import static org.assertj.core.api.Assertions.assertThat;

import io.directstream.testing.FetchedRecords;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class FetcherTests extends FetcherTest {

    @Test
    void filesWhatArrivesIntoTheReaders() {
        PartitionReader first = add(P0, 10);
        PartitionReader second = add(P1, 0);
        poll();

        consumer().add(List.of(record(P0, 10), record(P0, 11), record(P1, 0)));
        poll();

        assertThat(first.filledUntil()).isEqualTo(12);
        assertThat(first.bufferedRecords()).isEqualTo(2);
        assertThat(second.filledUntil()).isEqualTo(1);
        assertThat(told.arrived).containsExactly(Set.of(P0, P1));
        assertThat(consumer().seeks()).containsExactlyInAnyOrder("orders-0@10", "orders-1@0");
    }

    @Test
    void makesNoConsumerBeforeItIsPolled() {
        add(P0, 0);

        assertThat(made).isEmpty();
        assertThat(fetcher.clientId()).isEqualTo("orders-fetcher-0");
    }

    @Test
    void saysNothingWhereNothingArrived() {
        add(P0, 0);
        poll();

        assertThat(told.arrived).isEmpty();
    }

    @Test
    void goesOnByPositionThoughNoRecordCame() {
        PartitionReader reader = add(P0, 10);
        poll();

        consumer().addMarkers(P0, 14);
        poll();

        assertThat(reader.filledUntil()).isEqualTo(14);
        assertThat(reader.bufferedRecords()).isZero();
        assertThat(told.arrived).containsExactly(Set.of(P0));
    }

    @Test
    void readsOnlyThePartitionsItHas() {
        PartitionReader first = add(P0, 0);
        add(P1, 0);
        poll();

        fetcher.remove(first);
        poll();

        assertThat(fetcher.partitionCount()).isEqualTo(1);
        assertThat(consumer().assignment()).containsExactly(P1);
        assertThat(consumer().seeks()).as("the other one goes on where it is").hasSize(2);
    }

    @Test
    void readsFromWhereAReaderWasMovedTo() {
        PartitionReader reader = add(P0, 10);
        poll();

        reader.moveTo(3);
        fetcher.reposition(reader);
        consumer().add(records(P0, 3, 5));
        poll();

        assertThat(reader.filledUntil()).isEqualTo(5);
        assertThat(consumer().seeks()).containsExactly("orders-0@10", "orders-0@3");
    }

    @Test
    void dropsWhatArrivesForAReaderThatMovedMeanwhile() {
        PartitionReader reader = add(P0, 10);
        poll();

        consumer().schedulePollTask(() -> {
            records(P0, 10, 12).forEach(consumer()::addRecord);
            reader.moveTo(3);
        });
        poll();

        assertThat(reader.filledUntil()).isEqualTo(3);
        assertThat(told.arrived).isEmpty();
        assertThat(budget.used()).isZero();
    }

    @Test
    void isPolledByOneThreadAtATime() {
        add(P0, 0);

        assertThat(fetcher.tryAcquire()).isTrue();
        assertThat(elsewhere()).isFalse();

        fetcher.release();
        assertThat(elsewhere()).isTrue();
    }

    @Test
    void isNotWorthPollingWithoutPartitions() {
        assertThat(fetcher.tryAcquire()).isFalse();

        PartitionReader reader = add(P0, 0);
        assertThat(fetcher.tryAcquire()).isTrue();
        fetcher.release();

        fetcher.remove(reader);
        assertThat(fetcher.tryAcquire()).as("the removal is still to be heeded").isTrue();
        fetcher.poll(Duration.ZERO);
        fetcher.release();
        assertThat(fetcher.tryAcquire()).isFalse();
    }

    @Test
    void isNotWorthPollingWhenTheBudgetIsUsedUpUnlessAReaderIsWanted() {
        PartitionReader reader = add(P0, 0);
        poll();

        budget.take(0, 1_000);
        assertThat(fetcher.tryAcquire()).isFalse();

        reader.need(1);
        assertThat(fetcher.tryAcquire()).isTrue();
        fetcher.release();
    }

    @Test
    void pausesAllPartitionsTogetherAndGoesOnWithAllTogether() {
        add(P0, 0);
        add(P1, 0);
        poll();

        budget.take(0, 1_000);
        poll();
        assertThat(consumer().paused()).containsExactlyInAnyOrder(P0, P1);

        add(OTHER, 0);
        poll();
        assertThat(consumer().paused()).as("with one that came later").containsExactlyInAnyOrder(P0, P1, OTHER);

        budget.giveBack(0, 600);
        poll();
        assertThat(consumer().paused()).isEmpty();
    }

    @Test
    void neverPausesAWantedReaderAndPausesItOnceItIsNotWantedAnyMore() {
        PartitionReader first = add(P0, 0);
        PartitionReader second = add(P1, 0);
        poll();

        first.need(1);
        budget.take(0, 1_000);
        poll();
        assertThat(consumer().paused()).containsExactly(P1);

        first.need(PartitionReader.CLOSED);
        second.need(1);
        poll();
        assertThat(consumer().paused()).containsExactly(P0);
    }

    @Test
    void pausesAPartitionThatHoldsAsMuchAsItsLimitUntilHalfOfItIsTaken() {
        budget.limit(P0, 4L);
        PartitionReader limited = add(P0, 0);
        add(P1, 0);
        poll();
        consumer().write(FetchedRecords.records(P0, 0, 5));
        poll();
        assertThat(limited.bufferedRecords()).isEqualTo(5);
        assertThat(fetcher.readsAll()).isTrue();

        poll();
        assertThat(consumer().paused()).containsExactly(P0);
        assertThat(fetcher.readsAll()).isFalse();

        limited.take(2, 2, 1_000);
        poll();
        assertThat(consumer().paused()).as("3 of 4").containsExactly(P0);

        limited.take(3, 1, 1_000);
        poll();
        assertThat(consumer().paused()).as("2 of 4").isEmpty();
        assertThat(fetcher.readsAll()).isTrue();
    }

    @Test
    void readsALimitedPartitionFurtherForAPlannedRangeOrWithoutItsLimit() {
        budget.limit(P0, 1L);
        PartitionReader limited = add(P0, 0);
        poll();
        consumer().write(FetchedRecords.records(P0, 0, 5));
        poll();
        poll();
        assertThat(consumer().paused()).containsExactly(P0);

        limited.need(10);
        poll();
        assertThat(consumer().paused()).isEmpty();

        limited.need(PartitionReader.CLOSED);
        poll();
        assertThat(consumer().paused()).containsExactly(P0);

        budget.limit(P0, null);
        poll();
        assertThat(consumer().paused()).isEmpty();
    }

    @Test
    void readsForOneReaderOnlyAndThenForAllAgain() {
        PartitionReader first = add(P0, 0);
        PartitionReader second = add(P1, 0);
        poll();
        consumer().write(FetchedRecords.records(P0, 0, 5));
        consumer().write(FetchedRecords.records(P1, 0, 5));

        fetcher.pollFor(second);
        assertThat(first.bufferedRecords()).isZero();
        assertThat(second.bufferedRecords()).isEqualTo(5);

        poll();
        assertThat(first.bufferedRecords()).isEqualTo(5);
        assertThat(consumer().paused()).isEmpty();
    }

    @Test
    void waitsAMomentAfterNothingCameForTheOneReader() {
        PartitionReader reader = add(P0, 0);
        poll();
        fetcher.pollFor(reader);
        consumer().write(FetchedRecords.records(P0, 0, 5));

        fetcher.pollFor(reader);
        assertThat(reader.bufferedRecords()).isZero();

        clock.advance(Duration.ofMillis(50));
        fetcher.pollFor(reader);
        assertThat(reader.bufferedRecords()).isEqualTo(5);
    }

    @Test
    void readingForOneReaderIsNoPollSoThatTheOthersAreNotForgotten() {
        PartitionReader reader = add(P0, 0);
        poll();
        clock.advance(Duration.ofSeconds(1));

        fetcher.pollFor(reader);

        assertThat(fetcher.nanosSincePoll()).isEqualTo(Duration.ofSeconds(1).toNanos());
    }

    @Test
    void isNotPolledAnyMoreOnceItIsClosed() {
        add(P0, 0);
        poll();

        fetcher.close();

        assertThat(consumer().closed()).isTrue();
        assertThat(fetcher.tryAcquire()).isFalse();
    }

    private boolean elsewhere() {
        return CompletableFuture.supplyAsync(() -> {
                    boolean acquired = fetcher.tryAcquire();
                    if (acquired) {
                        fetcher.release();
                    }
                    return acquired;
                })
                .join();
    }
}
