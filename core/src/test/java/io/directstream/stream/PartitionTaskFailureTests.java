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

import io.directstream.BatchListener;
import io.directstream.offset.OffsetStoreException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PartitionTaskFailureTests {

    private final TaskFixture tasks = new TaskFixture();

    private final ReadingFixture reading = tasks.reading;

    @Test
    @DisplayName("I4: a failing range is delivered again as the same range, without asking Kafka again")
    void aFailingRangeIsDeliveredAgainFromMemory() {
        begin(tasks, 0, 5);
        tasks.listener = failing();
        tasks.run();
        assertThat(tasks.result().outcome()).isEqualTo(BatchOutcome.FAILED);
        assertThat(tasks.result().failure()).hasMessage("no");
        assertThat(reading.snapshot(P0).reason())
                .isEqualTo("orders/orders-0@[0,5) failed in attempt 1 of 2 with java.lang.IllegalStateException");
        assertThat(tasks.stored).isEmpty();

        tasks.listener =
                batch -> assertThat(batch).extracting(ConsumerRecord::offset).containsExactly(0L, 1L, 2L, 3L, 4L);
        endBackoff(tasks, Duration.ofSeconds(1), false);
        tasks.run();

        assertThat(tasks.log)
                .containsExactly(
                        "listen orders-0@[0,5) attempt 1", "listen orders-0@[0,5) attempt 2", "store orders-0@[0,5)");
        assertThat(tasks.memory()).isZero();
    }

    @Test
    void readsOnBehindAWaitingRange() {
        begin(tasks, 0, 5);
        tasks.listener = failing();
        tasks.run();
        tasks.listener = batch -> {};
        endBackoff(tasks, Duration.ofSeconds(1), false);
        reading.poll();
        assertThat(reading.kafka.seeks()).last().isEqualTo("orders-0@5");
        reading.arrive(P0, 5, 9);

        tasks.run();
        tasks.run();

        assertThat(tasks.log).endsWith("listen orders-0@[5,9) attempt 1", "store orders-0@[5,9)");
        assertThat(tasks.memory()).isZero();
    }

    @Test
    @DisplayName("I7: a waiting range keeps no memory that others need; its records are read again")
    void aWaitingRangeKeepsNoMemoryThatOthersNeed() {
        TaskFixture tight = new TaskFixture(new ReadingFixture(40), BatchOptions.DEFAULT);
        begin(tight, 0, 8);
        assertThat(tight.memory()).isGreaterThan(20);
        tight.listener = failing();
        tight.run();
        assertThat(tight.memory()).isZero();

        tight.listener = batch ->
                assertThat(batch.recordCount()).isEqualTo(batch.offsetRange().count());
        endBackoff(tight, Duration.ofSeconds(1), true);
        tight.reading.poll();
        tight.reading.arrive(P0, 0, 8);
        tight.run();

        String range = tight.results.get(0).ranges().get(0).range().toString();
        assertThat(tight.log)
                .containsExactly("listen " + range + " attempt 1", "listen " + range + " attempt 2", "store " + range);
    }

    @Test
    void afterTheLastAttemptThePartitionIsParkedWithItsReasonAndHoldsNoMemory() {
        begin(tasks, 0, 5);
        tasks.listener = failing();
        tasks.run();
        endBackoff(tasks, Duration.ofSeconds(1), false);
        tasks.run();

        assertThat(reading.state(P0)).isEqualTo(PartitionState.FAILED);
        assertThat(reading.snapshot(P0).reason())
                .isEqualTo("orders/orders-0@[0,5) failed in attempt 2 of 2 with java.lang.IllegalStateException: no");
        assertThat(reading.snapshot(P0).position()).isZero();
        assertThat(tasks.memory()).isZero();
        assertThat(tasks.stored).isEmpty();
        assertThat(tasks.totals()).isEqualTo(new BatchTotals(0, 2, 0, 0, 0, 0));
    }

    @Test
    void aParkedPartitionHoldsNobodyElse() {
        begin(tasks, 0, 5);
        tasks.listener = failing();
        tasks.run();
        endBackoff(tasks, Duration.ofSeconds(1), false);
        tasks.run();
        reading.begin(P1, 0);
        reading.arrive(P1, 0, 3);
        tasks.listener = batch -> {};

        tasks.run();

        assertThat(reading.snapshot(P1).stored()).isEqualTo(3);
    }

    @Test
    void anErrorOfTheListenerIsAFailureLikeOthers() {
        begin(tasks, 0, 5);
        tasks.listener = batch -> {
            throw new StackOverflowError();
        };

        tasks.run();

        assertThat(reading.state(P0)).isEqualTo(PartitionState.BACKING_OFF);
        assertThat(tasks.result().failure()).isInstanceOf(StackOverflowError.class);
    }

    @Test
    void anInterruptionOfTheListenerIsRestored() {
        begin(tasks, 0, 5);
        tasks.listener = batch -> {
            throw new InterruptedException();
        };

        tasks.run();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(tasks.result().outcome()).isEqualTo(BatchOutcome.FAILED);
    }

    @Test
    void anOutageOfTheStoreIsAWaitAndNotAnAttempt() {
        begin(tasks, 0, 5);
        tasks.store = () -> {
            throw new OffsetStoreException("the store is away", new IllegalStateException("connection refused"));
        };
        tasks.run();
        assertThat(reading.state(P0)).isEqualTo(PartitionState.BACKING_OFF);
        assertThat(reading.snapshot(P0).reason()).contains("the store is away", "connection refused");
        assertThat(tasks.results).isEmpty();

        endBackoff(tasks, Duration.ofSeconds(1), false);
        tasks.run();

        assertThat(tasks.log).contains("listen orders-0@[0,5) attempt 1").doesNotContain("attempt 2");
        assertThat(tasks.totals().failed()).isZero();
    }

    @Test
    void aFailingRangeWhosePartitionWasTakenAwayIsGivenUp() {
        begin(tasks, 0, 5);
        tasks.listener = batch -> {
            reading.reading.drop(Set.of(P0));
            throw new IllegalStateException("no");
        };

        tasks.run();

        assertThat(tasks.result().outcome()).isEqualTo(BatchOutcome.FENCED);
        assertThat(tasks.memory()).isZero();
    }

    @Test
    void aWaitingRangeGivesItsMemoryBackWhenItsPartitionIsTakenAway() {
        begin(tasks, 0, 5);
        tasks.listener = failing();
        tasks.run();
        assertThat(tasks.memory()).isPositive();

        reading.reading.drop(Set.of(P0));

        assertThat(tasks.memory()).isZero();
    }

    @Test
    @DisplayName("I4: a range that was delivered before is never cut, though its reader lost what it had")
    void aFixedRangeIsNeverCut() {
        TaskFixture tight = new TaskFixture(new ReadingFixture(40), BatchOptions.DEFAULT);
        begin(tight, 0, 8);
        tight.listener = failing();
        tight.run();
        String range = tight.results.get(0).ranges().get(0).range().toString();
        endBackoff(tight, Duration.ofSeconds(1), true);
        tight.reading.poll();
        tight.reading.arrive(P0, 0, 8);
        PlannedRange again = tight.plan();
        tight.reading.reading.cache().replace(P0);

        tight.run(again);

        assertThat(tight.results).as("no second delivery").hasSize(1);
        assertThat(tight.reading.snapshot(P0).reason()).contains("it is read again");
        assertThat(tight.reading.state(P0)).isEqualTo(PartitionState.BACKING_OFF);
        assertThat(again.range().toString()).isEqualTo(range);
    }

    private static BatchListener<String, String> failing() {
        return batch -> {
            throw new IllegalStateException("no");
        };
    }

    private static void begin(TaskFixture tasks, long from, long until) {
        tasks.reading.begin(P0, from);
        tasks.reading.arrive(P0, from, until);
    }

    /** What the member does in its turns. */
    private static void endBackoff(TaskFixture tasks, Duration after, boolean readAgain) {
        tasks.reading.clock.advance(after);
        Map<?, Boolean> goingOn = tasks.reading.table.held().endBackoffs();
        assertThat(goingOn).isEqualTo(Map.of(P0, readAgain));
        tasks.reading.reading.goOn(P0, readAgain);
    }
}
