/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import static io.directstream.stream.Ranges.P0;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.directstream.BatchRevokedException;
import io.directstream.PartitionBatch;
import io.directstream.offset.OffsetStoreException;
import io.directstream.offset.StorableRange;
import io.directstream.offset.StoreOutcome;
import io.directstream.testing.FetchedRecords;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class PartitionTaskTests {

    private final TaskFixture tasks = new TaskFixture();

    private final ReadingFixture reading = tasks.reading;

    @Test
    @DisplayName("I2: a range is stored after its listener returned")
    void aRangeIsStoredAfterItsListenerReturned() {
        begin(10, 15);

        tasks.run();

        assertThat(tasks.log).containsExactly("listen orders-0@[10,15) attempt 1", "store orders-0@[10,15)");
        assertThat(reading.snapshot(P0).stored()).isEqualTo(15);
        assertThat(tasks.result().outcome()).isEqualTo(BatchOutcome.COMPLETED);
        assertThat(tasks.totals()).isEqualTo(new BatchTotals(1, 0, 0, 5, 0, 0));
        assertThat(tasks.memory()).isZero();
    }

    @Test
    void theStoreIsToldWhatItMayWantToKeep() {
        begin(10, 15);

        tasks.run();

        StorableRange stored = tasks.stored.get(0);
        assertThat(stored.kind()).isEqualTo(StorableRange.Kind.RANGE);
        assertThat(stored.epoch()).isEqualTo(reading.epoch(P0));
        assertThat(stored.leaderEpoch()).isEqualTo(FetchedRecords.LEADER_EPOCH);
        assertThat(stored.recordTimestamp()).isEqualTo(FetchedRecords.timestamp(14));
        assertThat(stored.records()).isEqualTo(5);
        assertThat(stored.attempt()).isEqualTo(1);
    }

    @Test
    @DisplayName("I6: a range of markers is stored without calling the listener")
    void aRangeOfMarkersIsStoredWithoutCallingTheListener() {
        reading.begin(P0, 10);
        reading.kafka.addMarkers(P0, 13);
        reading.poll();

        tasks.run();

        assertThat(tasks.log).containsExactly("store orders-0@[10,13)");
        assertThat(tasks.stored.get(0).recordTimestamp()).isNull();
        assertThat(reading.snapshot(P0).stored()).isEqualTo(13);
    }

    @Test
    void aRangeIsCutToTheLargestBatchAndTheRestFollows() {
        TaskFixture small = new TaskFixture(new ReadingFixture(), new BatchOptions(3, 1 << 20, 10));
        small.reading.begin(P0, 0);
        small.reading.arrive(P0, 0, 5);

        small.run();
        small.run();

        assertThat(small.log)
                .containsExactly(
                        "listen orders-0@[0,3) attempt 1",
                        "store orders-0@[0,3)",
                        "listen orders-0@[3,5) attempt 1",
                        "store orders-0@[3,5)");
    }

    @Test
    void returningEarlyFinishesTheRange() {
        begin(0, 100);
        tasks.listener = batch -> batch.iterator().next();

        tasks.run();

        assertThat(reading.snapshot(P0).stored()).isEqualTo(100);
    }

    @Test
    void aBatchIsOverWhenItsListenerReturned() {
        begin(0, 5);
        PartitionBatch<?, ?>[] kept = new PartitionBatch<?, ?>[1];
        tasks.listener = batch -> kept[0] = batch;

        tasks.run();

        assertThatIllegalStateException().isThrownBy(() -> kept[0].records());
    }

    @Test
    void theLogContextNamesTheStreamAndTheRangeWhileTheListenerRuns() {
        begin(0, 5);
        List<String> seen = new ArrayList<>();
        tasks.listener = batch -> {
            seen.add(MDC.get("directstream.stream"));
            seen.add(MDC.get("directstream.range"));
        };

        tasks.run();

        assertThat(seen).containsExactly("orders", "orders-0@[0,5)");
        assertThat(MDC.get("directstream.stream")).isNull();
        assertThat(MDC.get("directstream.range")).isNull();
    }

    @Test
    @DisplayName("I5: the reader is back before the next range of its partition may begin")
    void theReaderIsBackBeforeTheNextRangeMayBegin() {
        begin(0, 5);
        tasks.store = () -> {
            tasks.store = () -> CompletableFuture.completedStage(StoreOutcome.STORED);
            return new RunsTheNextTask();
        };
        tasks.listener = batch -> {
            if (batch.offsetRange().fromOffset() == 0) {
                reading.arrive(P0, 5, 8);
            }
        };

        tasks.run();

        assertThat(tasks.log)
                .as("the second one ran as soon as it could")
                .containsExactly(
                        "listen orders-0@[0,5) attempt 1",
                        "store orders-0@[0,5)",
                        "listen orders-0@[5,8) attempt 1",
                        "store orders-0@[5,8)");
        assertThat(reading.snapshot(P0).reason()).isNull();
    }

    @Test
    @DisplayName("I2: nothing is stored of a range whose partition was taken away while its listener ran")
    void nothingIsStoredOfAPartitionThatWasTakenAway() {
        begin(0, 5);
        tasks.listener = batch -> reading.reading.drop(Set.of(P0));

        tasks.run();

        assertThat(tasks.stored).isEmpty();
        assertThat(tasks.result().outcome()).isEqualTo(BatchOutcome.FENCED);
        assertThat(tasks.totals()).isEqualTo(new BatchTotals(0, 0, 1, 0, 0, 0));
        assertThat(tasks.memory()).isZero();
        assertThat(reading.table.running()).isEmpty();
    }

    @Test
    void aListenerThatStopsBecauseOfThatHasNotFailed() {
        begin(0, 5);
        tasks.listener = batch -> {
            reading.reading.drop(Set.of(P0));
            batch.records();
        };

        tasks.run();

        assertThat(tasks.result().outcome()).isEqualTo(BatchOutcome.FENCED);
        assertThat(tasks.result().failure()).isNull();
        assertThat(tasks.memory()).isZero();
    }

    @Test
    void aRevocationThatAListenerMadeUpIsAFailureLikeOthers() {
        begin(0, 5);
        tasks.listener = batch -> {
            throw new BatchRevokedException(batch.address());
        };

        tasks.run();

        assertThat(tasks.result().outcome()).isEqualTo(BatchOutcome.FAILED);
        assertThat(reading.state(P0)).isEqualTo(PartitionState.BACKING_OFF);
    }

    @Test
    @DisplayName("I1: where the store refuses a range, what is stored decides where to go on")
    void whereTheStoreRefusesARangeThePositionIsLookedUpAgain() {
        begin(0, 5);
        tasks.store = () -> CompletableFuture.completedStage(StoreOutcome.GAP);

        tasks.run();

        assertThat(reading.state(P0)).isEqualTo(PartitionState.LOADING);
        assertThat(reading.snapshot(P0).reason()).isEqualTo("orders/orders-0@[0,5) was refused by the store with GAP");
        assertThat(tasks.reloads).containsExactly(Set.of(P0));
        assertThat(tasks.totals().fenceHits()).isEqualTo(1);
        assertThat(tasks.memory()).isZero();
    }

    @Test
    void whereTheStoreFailsLaterThePositionIsLookedUpAgain() {
        begin(0, 5);
        CompletableFuture<StoreOutcome> answer = new CompletableFuture<>();
        tasks.store = () -> answer;
        tasks.run();
        assertThat(reading.state(P0)).isEqualTo(PartitionState.IDLE);

        answer.completeExceptionally(new OffsetStoreException("disk full", new IllegalStateException("disk")));

        assertThat(reading.state(P0)).isEqualTo(PartitionState.LOADING);
        assertThat(tasks.reloads).containsExactly(Set.of(P0));
        assertThat(tasks.totals().fenceHits()).as("nobody fenced it").isZero();
    }

    @Test
    void aRefusalThatComesAfterThePartitionWasTakenAwayChangesNothing() {
        begin(0, 5);
        CompletableFuture<StoreOutcome> answer = new CompletableFuture<>();
        tasks.store = () -> answer;
        tasks.run();
        reading.reading.drop(Set.of(P0));
        reading.begin(P0, 0);

        answer.complete(StoreOutcome.FENCED);

        assertThat(reading.state(P0)).isEqualTo(PartitionState.IDLE);
        assertThat(tasks.reloads).isEmpty();
        assertThat(tasks.totals().fenceHits()).isEqualTo(1);
    }

    private void begin(long from, long until) {
        reading.begin(P0, from);
        reading.arrive(P0, from, until);
    }

    /** An outcome that runs the partition's next task before anything else happens. */
    private final class RunsTheNextTask extends CompletableFuture<StoreOutcome> {

        @Override
        public <U> CompletableFuture<U> thenApply(Function<? super StoreOutcome, ? extends U> function) {
            CompletableFuture<U> answer = new CompletableFuture<>() {
                @Override
                public CompletableFuture<U> whenComplete(BiConsumer<? super U, ? super Throwable> meter) {
                    return whenMetered(super.whenComplete(meter).join());
                }
            };
            answer.complete(function.apply(StoreOutcome.STORED));
            return answer;
        }

        /** What the end of the range waits for. */
        private <U> CompletableFuture<U> whenMetered(U outcome) {
            CompletableFuture<U> answer = new CompletableFuture<>() {
                @Override
                public CompletableFuture<U> whenComplete(BiConsumer<? super U, ? super Throwable> action) {
                    tasks.run();
                    return super.whenComplete(action);
                }
            };
            answer.complete(outcome);
            return answer;
        }
    }
}
