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

import io.directstream.testing.FakeFetchConsumer;
import io.directstream.testing.ManualClock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;

class FetcherTests {

    private static final TopicPartition P0 = new TopicPartition("orders", 0);

    private static final TopicPartition P1 = new TopicPartition("orders", 1);

    private static final TopicPartition OTHER = new TopicPartition("returns", 0);

    private final ManualClock clock = new ManualClock();

    private final ByteBudget budget = new ByteBudget(1_000, () -> {});

    private final RecordingReadListener told = new RecordingReadListener();

    private final Queue<FakeFetchConsumer> made = new ArrayDeque<>();

    private final Fetcher fetcher = new Fetcher("orders-fetcher-0", this::make, budget, told, clock);

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

        consumer().add(records(P0, 10, 12));
        consumer().schedulePollTask(() -> {});
        reader.moveTo(3);
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

        budget.take(1_000);
        assertThat(fetcher.tryAcquire()).isFalse();

        reader.setWanted(true);
        assertThat(fetcher.tryAcquire()).isTrue();
        fetcher.release();
    }

    @Test
    void returnsAtOnceWhenWokenAndLosesNothing() {
        PartitionReader reader = add(P0, 10);
        poll();

        consumer().add(records(P0, 10, 12));
        fetcher.wakeup();
        poll();
        assertThat(reader.filledUntil()).isEqualTo(10);

        poll();
        assertThat(reader.filledUntil()).isEqualTo(12);
        assertThat(told.failures).isEmpty();
        assertThat(made).hasSize(1);
    }

    @Test
    void restoresAnInterruption() {
        add(P0, 0);
        poll();

        consumer().setPollException(new InterruptException("asked to stop"));
        Thread.interrupted();
        poll();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(told.failures).isEmpty();
    }

    @Test
    void takesOnlyThePartitionOutWhosePositionIsOutOfRange() {
        add(P0, 10);
        PartitionReader other = add(P1, 0);
        poll();

        OffsetOutOfRangeException outOfRange = new OffsetOutOfRangeException(Map.of(P0, 10L));
        consumer().setPollException(outOfRange);
        poll();
        consumer().add(records(P1, 0, 2));
        poll();

        assertThat(told.unreadable).containsExactly(Map.entry(P0, outOfRange));
        assertThat(consumer().assignment()).containsExactly(P1);
        assertThat(other.filledUntil()).isEqualTo(2);
        assertThat(made).as("the same consumer goes on").hasSize(1);
    }

    @Test
    void takesOnlyTheTopicOutThatMayNotBeRead() {
        add(P0, 0);
        add(P1, 0);
        add(OTHER, 0);
        poll();

        consumer().setPollException(new TopicAuthorizationException(Set.of("orders")));
        poll();

        assertThat(told.unreadable).extracting(Map.Entry::getKey).containsExactlyInAnyOrder(P0, P1);
        assertThat(consumer().assignment()).containsExactly(OTHER);
    }

    @Test
    void saysNothingOfAnUnreadablePartitionThatLeftMeanwhile() {
        PartitionReader left = add(P0, 10);
        add(P1, 0);
        poll();

        fetcher.remove(left);
        poll();
        consumer().setPollException(new OffsetOutOfRangeException(Map.of(P0, 10L)));
        poll();

        assertThat(told.unreadable).isEmpty();
    }

    @Test
    void afterAFailureReadsWithANewConsumerFromWhereTheReadersAreFilledTo() {
        PartitionReader reader = add(P0, 10);
        poll();
        consumer().add(records(P0, 10, 12));
        poll();
        FakeFetchConsumer broken = consumer();

        broken.setPollException(new KafkaException("the connection broke"));
        poll();
        assertThat(broken.closed()).isTrue();
        assertThat(told.failures).containsExactly("orders-fetcher-0: the connection broke");
        assertThat(fetcher.tryAcquire()).as("pauses").isFalse();

        clock.advance(Duration.ofSeconds(1));
        assertThat(fetcher.tryAcquire()).isTrue();
        fetcher.poll(Duration.ZERO);
        fetcher.release();
        consumer().add(records(P0, 12, 13));
        poll();

        assertThat(consumer()).isNotSameAs(broken);
        assertThat(consumer().seeks()).containsExactly("orders-0@12");
        assertThat(reader.filledUntil()).isEqualTo(13);
    }

    @Test
    void aReaderThatLeftDuringAFailingPollIsNotReadAgain() {
        PartitionReader left = add(P0, 10);
        PartitionReader stays = add(P1, 0);
        poll();

        consumer().schedulePollTask(() -> {
            fetcher.remove(left);
            left.close();
        });
        consumer().setPollException(new KafkaException("the connection broke"));
        poll();
        clock.advance(Duration.ofSeconds(1));
        poll();
        consumer().add(records(P1, 0, 2));
        poll();

        assertThat(told.failures).hasSize(1);
        assertThat(consumer().assignment()).containsExactly(P1);
        assertThat(stays.filledUntil()).isEqualTo(2);
    }

    @Test
    void aReaderThatCameInPlaceOfAnotherDuringAFailingPollIsTheOneRead() {
        PartitionReader old = add(P0, 10);
        PartitionReader fresh = new PartitionReader(P0, 20, budget);
        poll();

        consumer().schedulePollTask(() -> {
            fetcher.remove(old);
            old.close();
            fetcher.add(fresh);
        });
        consumer().setPollException(new KafkaException("the connection broke"));
        poll();
        clock.advance(Duration.ofSeconds(1));
        poll();
        consumer().add(records(P0, 20, 22));
        poll();

        assertThat(fresh.filledUntil()).isEqualTo(22);
        assertThat(told.failures).hasSize(1);
    }

    @Test
    void aReaderThatIsClosedAsItComesHoldsUpNobody() {
        PartitionReader closed = add(P0, 10);
        PartitionReader stays = add(P1, 0);
        closed.close();

        poll();
        consumer().add(records(P1, 0, 2));
        poll();

        assertThat(told.failures).isEmpty();
        assertThat(stays.filledUntil()).isEqualTo(2);
    }

    @Test
    void aConsumerThatCannotBeMadeIsAFailureLikeOthers() {
        boolean[] possible = {false};
        Fetcher waiting = new Fetcher(
                "orders-fetcher-1",
                () -> {
                    if (possible[0]) {
                        return make();
                    }
                    throw new KafkaException("no resolvable bootstrap urls");
                },
                budget,
                told,
                clock);
        PartitionReader reader = new PartitionReader(P0, 5, budget);
        waiting.add(reader);

        waiting.poll(Duration.ZERO);
        assertThat(told.failures).containsExactly("orders-fetcher-1: no resolvable bootstrap urls");

        possible[0] = true;
        waiting.poll(Duration.ZERO);
        assertThat(consumer().seeks()).containsExactly("orders-0@5");
    }

    @Test
    void pausesAllPartitionsTogetherAndGoesOnWithAllTogether() {
        add(P0, 0);
        add(P1, 0);
        poll();

        budget.take(1_000);
        poll();
        assertThat(consumer().paused()).containsExactlyInAnyOrder(P0, P1);

        add(OTHER, 0);
        poll();
        assertThat(consumer().paused()).as("with one that came later").containsExactlyInAnyOrder(P0, P1, OTHER);

        budget.giveBack(600);
        poll();
        assertThat(consumer().paused()).isEmpty();
    }

    @Test
    void neverPausesAWantedReaderAndPausesItOnceItIsNotWantedAnyMore() {
        PartitionReader first = add(P0, 0);
        PartitionReader second = add(P1, 0);
        poll();

        first.setWanted(true);
        budget.take(1_000);
        poll();
        assertThat(consumer().paused()).containsExactly(P1);

        first.setWanted(false);
        second.setWanted(true);
        poll();
        assertThat(consumer().paused()).containsExactly(P0);
    }

    @Test
    void aNewConsumerIsPausedAsTheOldOneWas() {
        add(P0, 0);
        poll();
        budget.take(1_000);
        poll();

        consumer().setPollException(new KafkaException("the connection broke"));
        poll();
        poll();

        assertThat(made).hasSize(2);
        assertThat(consumer().paused()).containsExactly(P0);
    }

    @Test
    void isNotPolledAnyMoreOnceItIsClosed() {
        add(P0, 0);
        poll();

        fetcher.close();

        assertThat(consumer().closed()).isTrue();
        assertThat(fetcher.tryAcquire()).isFalse();
    }

    private FakeFetchConsumer make() {
        FakeFetchConsumer consumer = new FakeFetchConsumer();
        made.add(consumer);
        return consumer;
    }

    /** The newest one. */
    private FakeFetchConsumer consumer() {
        return made.stream().reduce((older, newer) -> newer).orElseThrow();
    }

    private PartitionReader add(TopicPartition partition, long from) {
        PartitionReader reader = new PartitionReader(partition, from, budget);
        fetcher.add(reader);
        return reader;
    }

    private void poll() {
        fetcher.poll(Duration.ZERO);
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
