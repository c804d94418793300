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

import io.directstream.offset.StoreOutcome;
import io.directstream.offset.StoredOffset;
import io.directstream.testing.ManualClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.RetriableCommitFailedException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CommitQueueTests {

    private static final Duration INTERVAL = Duration.ofMillis(50);

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final ManualClock clock = new ManualClock();

    private final PartitionTable table = ReadingFixture.table(clock);

    private final CommitQueue commits = new CommitQueue("orders", table, false, new Membership(45_000, clock), clock);

    private final FakeGroupConsumer consumer = new FakeGroupConsumer();

    @BeforeEach
    void assign() {
        table.assign(List.of(P0, P1));
    }

    @Test
    void commitsWithTheMembersNextTurnAndTellsTheOutcomeOnceItIsAcknowledged() {
        CompletableFuture<StoreOutcome> outcome = commit(P0, 10);
        assertThat(consumer.commits).isEmpty();

        commits.flush(consumer);
        assertThat(consumer.commits).containsExactly(Map.of(P0, 10L));
        assertThat(outcome).isNotDone();

        consumer.answer(null);
        assertThat(outcome).isCompletedWithValue(StoreOutcome.STORED);
    }

    @Test
    void mergesTheOffsetsOfAPartitionIntoTheNewest() {
        CompletableFuture<StoreOutcome> first = commit(P0, 10);
        CompletableFuture<StoreOutcome> second = commit(P0, 20);
        commit(P1, 5);

        commits.flush(consumer);
        consumer.answer(null);

        assertThat(consumer.commits).containsExactly(Map.of(P0, 20L, P1, 5L));
        assertThat(first).isCompletedWithValue(StoreOutcome.STORED);
        assertThat(second).isCompletedWithValue(StoreOutcome.STORED);
    }

    @Test
    void storesAPartitionAtOnceThatIsFarBehindTheOthers() {
        table.loaded(P0, table.view().epochs(List.of(P0)).get(P0), null, new StoredOffset(0, null, null));
        table.updateEnds(Map.of(P0, 1_000_000_000L), Map.of());
        commit(P0, 10);
        commits.flush(consumer);
        consumer.answer(null);

        commit(P0, 20);
        commits.flush(consumer);

        assertThat(consumer.commits).hasSize(2);
    }

    @Test
    void sendsOneCommitAtATime() {
        commit(P0, 10);
        commits.flush(consumer);
        commit(P0, 20);
        clock.advance(SECOND);

        commits.flush(consumer);
        assertThat(consumer.commits).hasSize(1);

        consumer.answer(null);
        commits.flush(consumer);
        assertThat(consumer.commits).containsExactly(Map.of(P0, 10L), Map.of(P0, 20L));
    }

    @Test
    void leavesAPauseBetweenCommitsUnlessAPartitionWaitsForIt() {
        commit(P0, 10);
        commits.flush(consumer);
        consumer.answer(null);

        commit(P0, 20);
        commits.flush(consumer);
        assertThat(consumer.commits).as("too soon").hasSize(1);

        commit(P0, 30);
        commits.flush(consumer);
        assertThat(consumer.commits).as("two ranges wait").hasSize(2).last().isEqualTo(Map.of(P0, 30L));
        consumer.answer(null);

        commit(P1, 5);
        clock.advance(INTERVAL);
        commits.flush(consumer);
        assertThat(consumer.commits).hasSize(3);
    }

    @Test
    void aSecondRangeOfABacklogIsNoReasonToHurryUntilMoreOfItsPartitionIsHere() {
        ReadingFixture fixture = new ReadingFixture();
        CommitQueue queue =
                new CommitQueue("orders", fixture.table, false, new Membership(45_000, fixture.clock), fixture.clock);
        fixture.begin(P0, 0);
        PlannedRange first = deliver(fixture, queue, 1);
        queue.flush(consumer);
        consumer.answer(null);
        fixture.acknowledge(first);

        deliver(fixture, queue, 1_001);
        deliver(fixture, queue, 2_001);
        queue.flush(consumer);
        assertThat(consumer.commits).as("others have work").hasSize(1);

        fixture.arrive(P0, 2_001, 2_002);
        queue.flush(consumer);
        assertThat(consumer.commits).hasSize(2).last().isEqualTo(Map.of(P0, 2_001L));
    }

    /** Has the first partition deliver up to the given offset, and commits that. */
    private static PlannedRange deliver(ReadingFixture fixture, CommitQueue queue, long until) {
        fixture.arrive(P0, fixture.snapshot(P0).position(), until);
        PlannedRange delivered = fixture.take();
        fixture.finish(delivered);
        queue.commit(P0, new OffsetAndMetadata(until), fixture.epoch(P0));
        return delivered;
    }

    @Test
    void sendsNothingWhereNothingWaits() {
        commits.flush(consumer);

        assertThat(consumer.commits).isEmpty();
        assertThat(commits.flushNow(consumer, SECOND)).isTrue();
        assertThat(consumer.commits).isEmpty();
    }

    @Test
    @DisplayName("I1: an offset of a partition that was taken away is never sent")
    void anOffsetOfAnOldEpochIsNeverSent() {
        CompletableFuture<StoreOutcome> outcome = commit(P0, 10);
        CompletableFuture<StoreOutcome> other = commit(P1, 5);
        table.remove(Set.of(P0));

        commits.flush(consumer);
        consumer.answer(null);

        assertThat(consumer.commits).containsExactly(Map.of(P1, 5L));
        assertThat(outcome).isCompletedWithValue(StoreOutcome.FENCED);
        assertThat(other).isCompletedWithValue(StoreOutcome.STORED);
    }

    @Test
    @DisplayName("I1: an offset of an old epoch is not sent for the new one either")
    void anOffsetOfAnOldEpochIsNotSentForTheNewOne() {
        CompletableFuture<StoreOutcome> old = commit(P0, 10);
        table.remove(Set.of(P0));
        table.assign(List.of(P0));
        CompletableFuture<StoreOutcome> fresh = commit(P0, 7);

        commits.flush(consumer);
        consumer.answer(null);

        assertThat(consumer.commits).containsExactly(Map.of(P0, 7L));
        assertThat(old).isCompletedWithValue(StoreOutcome.FENCED);
        assertThat(fresh).isCompletedWithValue(StoreOutcome.STORED);
    }

    @Test
    void aLateOffsetOfAnOldEpochDoesNotPushTheNewOneOut() {
        long oldEpoch = epoch(P0);
        table.remove(Set.of(P0));
        table.assign(List.of(P0));
        CompletableFuture<StoreOutcome> fresh = commit(P0, 7);
        CompletableFuture<StoreOutcome> late =
                commits.commit(P0, new OffsetAndMetadata(10), oldEpoch).toCompletableFuture();

        commits.flush(consumer);
        consumer.answer(null);

        assertThat(late).isCompletedWithValue(StoreOutcome.FENCED);
        assertThat(fresh).isCompletedWithValue(StoreOutcome.STORED);
        assertThat(consumer.commits).containsExactly(Map.of(P0, 7L));
    }

    @Test
    void aFailedCommitWhoseEpochEndedMeanwhileIsGivenUp() {
        CompletableFuture<StoreOutcome> outcome = commit(P0, 10);
        commits.flush(consumer);
        table.remove(Set.of(P0));

        consumer.answer(new RetriableCommitFailedException("coordinator moved"));

        assertThat(outcome).isCompletedWithValue(StoreOutcome.FENCED);
        clock.advance(SECOND);
        commits.flush(consumer);
        assertThat(consumer.commits).hasSize(1);
    }

    @Test
    void aRetriableFailureIsTriedAgainAfterTheUsualPause() {
        CompletableFuture<StoreOutcome> outcome = commit(P0, 10);
        commits.flush(consumer);
        consumer.answer(new RetriableCommitFailedException("coordinator moved"));
        assertThat(outcome).isNotDone();
        assertThat(commits.problem()).contains("coordinator moved");

        commits.flush(consumer);
        assertThat(consumer.commits).hasSize(1);
        clock.advance(INTERVAL);
        commits.flush(consumer);
        assertThat(consumer.commits).containsExactly(Map.of(P0, 10L), Map.of(P0, 10L));

        consumer.answer(null);
        assertThat(outcome).isCompletedWithValue(StoreOutcome.STORED);
        assertThat(commits.problem()).isNull();
    }

    @Test
    void anyOtherFailureIsTriedAgainAfterASecondThoughAPartitionWaits() {
        commit(P0, 10);
        commits.flush(consumer);
        commit(P0, 20);
        consumer.answer(new GroupAuthorizationException("billing"));

        clock.advance(Duration.ofMillis(900));
        commits.flush(consumer);
        assertThat(consumer.commits).hasSize(1);

        clock.advance(Duration.ofMillis(100));
        commits.flush(consumer);
        assertThat(consumer.commits).hasSize(2).last().isEqualTo(Map.of(P0, 20L));
    }

    @Test
    void aRebalanceUnderWayIsNoProblem() {
        commit(P0, 10);
        commits.flush(consumer);
        consumer.answer(new RebalanceInProgressException());

        assertThat(commits.problem()).isNull();
        clock.advance(INTERVAL);
        commits.flush(consumer);
        assertThat(consumer.commits).hasSize(2);
    }

    @Test
    @DisplayName("I1: a failed commit never takes a newer one back")
    void aFailedCommitNeverTakesANewerOneBack() {
        CompletableFuture<StoreOutcome> first = commit(P0, 10);
        commits.flush(consumer);
        CompletableFuture<StoreOutcome> second = commit(P0, 20);
        consumer.answer(new RetriableCommitFailedException("coordinator moved"));
        clock.advance(INTERVAL);
        commits.flush(consumer);
        consumer.answer(null);

        assertThat(consumer.commits).containsExactly(Map.of(P0, 10L), Map.of(P0, 20L));
        assertThat(first).isCompletedWithValue(StoreOutcome.STORED);
        assertThat(second).isCompletedWithValue(StoreOutcome.STORED);
    }

    @Test
    void sendsEverythingAtOnceBeforeAPartitionIsHandedOn() {
        commit(P0, 10);
        commits.flush(consumer);
        CompletableFuture<StoreOutcome> waiting = commit(P0, 20);
        CompletableFuture<StoreOutcome> other = commit(P1, 5);

        assertThat(commits.flushNow(consumer, SECOND)).isTrue();

        assertThat(consumer.group).isEqualTo(Map.of(P0, 20L, P1, 5L));
        assertThat(waiting).isCompletedWithValue(StoreOutcome.STORED);
        assertThat(other).isCompletedWithValue(StoreOutcome.STORED);
    }

    @Test
    @DisplayName("I1: a commit that fails while everything is sent at once does not take the group back")
    void aCommitThatFailsWhileEverythingIsSentDoesNotTakeTheGroupBack() {
        CompletableFuture<StoreOutcome> first = commit(P0, 10);
        commits.flush(consumer);
        CompletableFuture<StoreOutcome> second = commit(P0, 20);
        consumer.waitingFailure = new RetriableCommitFailedException("coordinator moved");

        while (!commits.flushNow(consumer, SECOND)) {
            clock.advance(INTERVAL);
        }

        assertThat(consumer.group).isEqualTo(Map.of(P0, 20L));
        assertThat(first).isCompletedWithValue(StoreOutcome.STORED);
        assertThat(second).isCompletedWithValue(StoreOutcome.STORED);
    }

    @Test
    void waitsForTheAnswerToWhatWasSentBefore() {
        CompletableFuture<StoreOutcome> outcome = commit(P0, 10);
        commits.flush(consumer);

        assertThat(commits.flushNow(consumer, SECOND)).isTrue();

        assertThat(outcome).isCompletedWithValue(StoreOutcome.STORED);
        assertThat(consumer.commits).hasSize(1);
    }

    @Test
    void keepsWhatCouldNotBeSentAtOnce() {
        CompletableFuture<StoreOutcome> outcome = commit(P0, 10);
        consumer.syncFailure = new TimeoutException("no answer within 1000 ms");

        assertThat(commits.flushNow(consumer, SECOND)).isFalse();
        assertThat(outcome).isNotDone();
        assertThat(commits.problem()).contains("no answer within 1000 ms");

        consumer.syncFailure = null;
        assertThat(commits.flushNow(consumer, SECOND)).isTrue();
        assertThat(outcome).isCompletedWithValue(StoreOutcome.STORED);
    }

    @Test
    void goesOnWithANewConsumerThoughTheOldOneOwesAnAnswer() {
        commit(P0, 10);
        commits.flush(consumer);
        table.remove(Set.of(P0, P1));
        commits.consumerClosed();
        table.assign(List.of(P0));
        CompletableFuture<StoreOutcome> fresh = commit(P0, 10);
        FakeGroupConsumer next = new FakeGroupConsumer();
        clock.advance(SECOND);

        commits.flush(next);
        next.answer(null);
        consumer.answer(new CommitFailedException());

        assertThat(fresh).isCompletedWithValue(StoreOutcome.STORED);
        assertThat(next.commits).containsExactly(Map.of(P0, 10L));
    }

    @Test
    void answersLookUpsWithWhatTheGroupHolds() {
        consumer.group.put(P0, 42L);
        CompletableFuture<Map<TopicPartition, OffsetAndMetadata>> answer =
                commits.committed(Set.of(P0, P1)).toCompletableFuture();
        assertThat(answer).isNotDone();

        commits.answerLookups(consumer);

        assertThat(answer).isCompletedWithValue(Map.of(P0, new OffsetAndMetadata(42)));
    }

    @Test
    void passesOnThatALookUpFailed() {
        CompletableFuture<Map<TopicPartition, OffsetAndMetadata>> answer =
                commits.committed(Set.of(P0)).toCompletableFuture();
        consumer.lookupFailure = new TimeoutException("no coordinator");

        commits.answerLookups(consumer);

        assertThat(answer).isCompletedExceptionally();
    }

    private CompletableFuture<StoreOutcome> commit(TopicPartition partition, long offset) {
        return commits.commit(partition, new OffsetAndMetadata(offset), epoch(partition))
                .toCompletableFuture();
    }

    private long epoch(TopicPartition partition) {
        return table.view().epochs(Set.of(partition)).get(partition);
    }
}
