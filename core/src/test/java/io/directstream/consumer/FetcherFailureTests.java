/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.consumer;

import static io.directstream.testing.FetchedRecords.records;
import static org.assertj.core.api.Assertions.assertThat;

import io.directstream.testing.FakeFetchConsumer;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;

class FetcherFailureTests extends FetcherTest {

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
                tally -> {
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
    void aNewConsumerIsPausedAsTheOldOneWas() {
        add(P0, 0);
        poll();
        budget.take(0, 1_000);
        poll();

        consumer().setPollException(new KafkaException("the connection broke"));
        poll();
        poll();

        assertThat(made).hasSize(2);
        assertThat(consumer().paused()).containsExactly(P0);
    }
}
