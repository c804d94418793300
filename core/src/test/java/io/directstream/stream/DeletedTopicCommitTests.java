/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import static io.directstream.stream.Ranges.P0;
import static org.assertj.core.api.Assertions.assertThat;

import io.directstream.offset.StoreOutcome;
import io.directstream.testing.ManualClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.RetriableCommitFailedException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DeletedTopicCommitTests {

    private static final TopicPartition GONE = new TopicPartition("returns", 0);

    private static final RetriableCommitFailedException REFUSAL = new RetriableCommitFailedException(
            new UnknownTopicOrPartitionException("This server does not host this topic-partition."));

    private final ManualClock clock = new ManualClock();

    private final PartitionTable table = ReadingFixture.table(clock);

    private final CommitQueue commits = new CommitQueue("orders", table, false, new Membership(45_000, clock), clock);

    private final Group consumer = new Group();

    @BeforeEach
    void assign() {
        table.assign(List.of(P0, GONE));
    }

    @Test
    @DisplayName("I9: a deleted topic leaves the pending commit, and the others are committed")
    void aDeletedTopicLeavesThePendingCommit() {
        CompletableFuture<StoreOutcome> of = commit(P0, 10);
        CompletableFuture<StoreOutcome> ofGone = commit(GONE, 20);
        commits.flush(consumer);
        consumer.answer(REFUSAL);
        assertThat(ofGone).isNotDone();

        clock.advance(Duration.ofSeconds(1));
        commits.flush(consumer);
        assertThat(ofGone).isCompletedWithValue(StoreOutcome.FENCED);
        consumer.answer(null);

        assertThat(consumer.commits).last().isEqualTo(Map.of(P0, 10L));
        assertThat(of).isCompletedWithValue(StoreOutcome.STORED);
        assertThat(commits.problem()).isNull();
    }

    @Test
    void whereNothingElseIsPendingThereIsNoProblemLeft() {
        commit(GONE, 20);
        commits.flush(consumer);
        consumer.answer(REFUSAL);
        assertThat(commits.problem()).contains("does not host this topic-partition");

        clock.advance(Duration.ofSeconds(1));
        commits.flush(consumer);

        assertThat(consumer.commits).hasSize(1);
        assertThat(commits.problem()).isNull();
    }

    @Test
    void aHandoverDoesNotWaitForADeletedTopic() {
        CompletableFuture<StoreOutcome> of = commit(P0, 10);
        CompletableFuture<StoreOutcome> ofGone = commit(GONE, 20);
        consumer.syncFailure = new TimeoutException("no success within 1000 ms");
        assertThat(commits.flushNow(consumer, Duration.ofSeconds(1))).isFalse();

        consumer.syncFailure = null;
        assertThat(commits.flushNow(consumer, Duration.ofSeconds(1))).isTrue();

        assertThat(of).isCompletedWithValue(StoreOutcome.STORED);
        assertThat(ofGone).isCompletedWithValue(StoreOutcome.FENCED);
    }

    @Test
    void asLongAsTheBrokersDoNotTellWhatExistsNothingIsGivenUp() {
        CompletableFuture<StoreOutcome> ofGone = commit(GONE, 20);
        commits.flush(consumer);
        consumer.answer(REFUSAL);
        consumer.listFailure = new TimeoutException("no broker");

        clock.advance(Duration.ofSeconds(1));
        commits.flush(consumer);
        assertThat(ofGone).isNotDone();
        consumer.answer(REFUSAL);

        consumer.listFailure = null;
        clock.advance(Duration.ofSeconds(1));
        commits.flush(consumer);
        assertThat(ofGone).isCompletedWithValue(StoreOutcome.FENCED);
    }

    private CompletableFuture<StoreOutcome> commit(TopicPartition partition, long offset) {
        long epoch = table.view().epochs(Set.of(partition)).get(partition);
        return commits.commit(partition, new OffsetAndMetadata(offset), epoch).toCompletableFuture();
    }

    /** Topic {@code orders} exists, {@code returns} does not. */
    private static final class Group extends FakeGroupConsumer {

        @Nullable
        private RuntimeException listFailure;

        @Override
        public synchronized Map<String, List<PartitionInfo>> listTopics(Duration timeout) {
            if (listFailure != null) {
                throw listFailure;
            }
            return listTopics();
        }
    }
}
