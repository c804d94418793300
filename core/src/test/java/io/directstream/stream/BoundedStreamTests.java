/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import static io.directstream.testing.StreamHarness.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.directstream.BatchListener;
import io.directstream.Listener;
import io.directstream.OffsetRange;
import io.directstream.Progress;
import io.directstream.StreamBatchListener;
import io.directstream.strategy.ConsumerStrategies;
import io.directstream.stream.RangeOutcome.State;
import io.directstream.testing.Deliveries;
import io.directstream.testing.StreamHarness;
import io.directstream.testing.TransactionalWriter;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class BoundedStreamTests extends BrokerTest {

    private final Deliveries deliveries = new Deliveries();

    @Test
    void deliversTheGivenRangesAndNothingElse() throws Exception {
        String topic = topics.create(2);
        topics.fill(topic, 2, 100);
        OffsetRange some = OffsetRange.create(topic, 0, 10, 40);
        OffsetRange all = OffsetRange.create(topic, 1, 0, 100);

        List<RangeOutcome> outcomes = read(deliveries, some, all);

        assertThat(outcomes)
                .extracting(RangeOutcome::range, RangeOutcome::state, RangeOutcome::records)
                .containsExactly(tuple(some, State.COMPLETED, 30L), tuple(all, State.COMPLETED, 100L));
        assertThat(deliveries.offsets(topic, 0)).isEqualTo(offsets(10, 40));
        assertThat(deliveries.offsets(topic, 1)).isEqualTo(offsets(0, 100));
        assertThat(topics.committed(group)).as("committed by the group").isEmpty();
    }

    @Test
    void saysHowFarItIsAndThatItHasNoGroup() throws Exception {
        String topic = topics.create(1);
        topics.fill(topic, 1, 100);

        try (BoundedStream<String, String> stream =
                bounded(options(group), deliveries, OffsetRange.create(topic, 0, 10, 40))) {
            assertThat(stream.started().toCompletableFuture()).isNotDone();
            assertThat(stream.progress()).isEqualTo(new Progress(0, 0, 0, 0, 0));

            end(stream);

            assertThat(stream.started().toCompletableFuture()).isDone();
            assertThat(stream.progress()).isEqualTo(new Progress(1, 1, 30, 30, 30));
            assertThat(stream.stream().snapshot().groupId()).isNull();
        }
    }

    @Test
    void deliversSeveralRangesOfAPartitionOneAfterTheOther() throws Exception {
        String topic = topics.create(1);
        topics.fill(topic, 1, 100);

        read(
                deliveries,
                OffsetRange.create(topic, 0, 50, 60),
                OffsetRange.create(topic, 0, 10, 20),
                OffsetRange.create(topic, 0, 20, 20));

        assertThat(deliveries.ranges())
                .containsExactly(OffsetRange.create(topic, 0, 50, 60), OffsetRange.create(topic, 0, 10, 20));
    }

    @Test
    void cutsRangesToTheBatchesOfTheStream() throws Exception {
        String topic = topics.create(1);
        topics.fill(topic, 1, 100);
        StreamOptions small = options(group).withBatch(new BatchOptions(30, 1 << 20, 10));

        try (BoundedStream<String, String> stream = bounded(small, deliveries, OffsetRange.create(topic, 0, 0, 100))) {
            assertThat(end(stream)).extracting(RangeOutcome::state).containsExactly(State.COMPLETED);
        }

        assertThat(deliveries.offsets(topic, 0)).isEqualTo(offsets(0, 100));
        assertThat(deliveries.ranges()).hasSizeGreaterThanOrEqualTo(4).allMatch(range -> range.count() <= 30);
    }

    @Test
    void keepsToTheRateOfTheStream() throws Exception {
        String topic = topics.create(1);
        topics.fill(topic, 1, 300);
        StreamOptions slow = options(group).withRate(RateOptions.DEFAULT.withMaxPerSecondPerPartition(200L));

        try (BoundedStream<String, String> stream = bounded(slow, deliveries, OffsetRange.create(topic, 0, 0, 300))) {
            assertThat(end(stream)).extracting(RangeOutcome::state).containsExactly(State.COMPLETED);
        }

        assertThat(deliveries.offsets(topic, 0)).isEqualTo(offsets(0, 300));
        assertThat(deliveries.ranges()).hasSizeGreaterThan(2).allMatch(range -> range.count() <= 200);
    }

    @Test
    void endsARangeAtTransactionMarkersAndAbortedRecords() throws Exception {
        String topic = topics.create(1);
        try (TransactionalWriter writer = new TransactionalWriter(bootstrapServers, topic)) {
            writer.commit(10);
            writer.abort(10);
        }
        OffsetRange whole = OffsetRange.create(topic, 0, 0, topics.end(topic, 0));

        try (BoundedStream<String, String> stream = BoundedStream.of(
                options(group),
                StreamHarness.definition(ConsumerStrategies.subscribe(List.of(topic)), deliveries),
                streams.services(options(group), Map.of(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed")),
                () -> List.of(whole))) {
            assertThat(end(stream))
                    .extracting(RangeOutcome::state, RangeOutcome::position, RangeOutcome::records)
                    .containsExactly(tuple(State.COMPLETED, whole.untilOffset(), 10L));
        }
    }

    @Test
    void deliversRangesOfAllPartitionsTogetherToAListenerOfStreamBatches() throws Exception {
        String topic = topics.create(3);
        topics.fill(topic, 3, 50);
        StreamBatchListener<String, String> together = batch -> batch.forEachPartition(deliveries::onBatch);

        List<RangeOutcome> outcomes = read(
                together,
                OffsetRange.create(topic, 0, 0, 50),
                OffsetRange.create(topic, 2, 10, 50),
                OffsetRange.create(topic, 2, 0, 5));

        assertThat(outcomes).extracting(RangeOutcome::state).containsOnly(State.COMPLETED);
        assertThat(deliveries.offsets(topic, 0)).isEqualTo(offsets(0, 50));
        assertThat(deliveries.offsets(topic, 1)).isEmpty();
        assertThat(deliveries.count()).isEqualTo(95);
    }

    @Test
    void givesUpARangeAfterItsLastAttemptAndReadsTheOthers() throws Exception {
        String topic = topics.create(2);
        topics.fill(topic, 2, 20);
        AtomicInteger attempts = new AtomicInteger();
        BatchListener<String, String> listener = batch -> {
            if (batch.offsetRange().partition() == 0) {
                attempts.incrementAndGet();
                throw new IllegalStateException("no room");
            }
            deliveries.onBatch(batch);
        };

        List<RangeOutcome> outcomes =
                read(listener, OffsetRange.create(topic, 0, 5, 20), OffsetRange.create(topic, 1, 0, 20));

        assertThat(attempts).hasValue(4);
        assertThat(outcomes)
                .extracting(RangeOutcome::state, RangeOutcome::position)
                .containsExactly(tuple(State.FAILED, 5L), tuple(State.COMPLETED, 20L));
        assertThat(outcomes.get(0).reason()).contains("attempt 4 of 4").contains("no room");
        assertThat(deliveries.count()).isEqualTo(20);
    }

    @Test
    void givesUpAllRangesOfAFailedStreamBatch() throws Exception {
        String topic = topics.create(2);
        topics.fill(topic, 2, 20);
        StreamBatchListener<String, String> listener = batch -> {
            throw new IllegalStateException("no room");
        };

        List<RangeOutcome> outcomes =
                read(listener, OffsetRange.create(topic, 0, 0, 20), OffsetRange.create(topic, 1, 0, 20));

        assertThat(outcomes).extracting(RangeOutcome::state).containsOnly(State.FAILED);
    }

    @Test
    void failsARangeThatTheLogDoesNotHoldAnyMore() throws Exception {
        String topic = topics.create(1);
        topics.fill(topic, 1, 20);
        topics.admin()
                .deleteRecords(Map.of(new TopicPartition(topic, 0), RecordsToDelete.beforeOffset(10)))
                .all()
                .get();

        List<RangeOutcome> outcomes = read(deliveries, OffsetRange.create(topic, 0, 0, 20));

        assertThat(outcomes).extracting(RangeOutcome::state).containsExactly(State.FAILED);
        assertThat(outcomes.get(0).reason())
                .contains("the log holds [10,20) and its range was given")
                .doesNotContain("when-out-of-range");
    }

    @Test
    void asksAgainForItsRangesUntilTheBrokersTell() throws Exception {
        String topic = topics.create(1);
        topics.fill(topic, 1, 10);
        AtomicInteger questions = new AtomicInteger();
        RangeSource source = () -> {
            if (questions.incrementAndGet() == 1) {
                throw new KafkaException("nobody answers");
            }
            return List.of(OffsetRange.create(topic, 0, 0, 10));
        };

        try (BoundedStream<String, String> stream = bounded(options(group), deliveries, source)) {
            assertThat(end(stream)).extracting(RangeOutcome::state).containsExactly(State.COMPLETED);
        }
    }

    @Test
    void isCancelledIfItIsStoppedBeforeItsRangesAreKnown() {
        CountDownLatch asked = new CountDownLatch(1);
        RangeSource source = () -> {
            asked.countDown();
            throw new KafkaException("nobody answers");
        };
        BoundedStream<String, String> stream = bounded(options(group), deliveries, source);
        stream.start();
        await().until(() -> asked.getCount() == 0);

        stream.close();

        assertThat(stream.result().toCompletableFuture())
                .isCompletedExceptionally()
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .withCauseInstanceOf(CancellationException.class);
    }

    @Test
    void tellsWhyItsRangesWereRefused() {
        RangeSource source = () -> {
            throw new IllegalArgumentException("orders-0 ends at 7");
        };

        try (BoundedStream<String, String> stream = bounded(options(group), deliveries, source)) {
            stream.start();
            assertThat(stream.result().toCompletableFuture())
                    .failsWithin(Duration.ofSeconds(30))
                    .withThrowableThat()
                    .withMessageContaining("orders-0 ends at 7");
            assertThat(stream.stream().snapshot().reason()).contains("orders-0 ends at 7");
        }
    }

    @Test
    void cancelsWhatAStopLeavesUndelivered() throws Exception {
        String topic = topics.create(1);
        topics.fill(topic, 1, 20);
        CountDownLatch called = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        BatchListener<String, String> listener = batch -> {
            called.countDown();
            assertThat(goOn.await(10, TimeUnit.SECONDS)).isTrue();
        };
        StreamOptions small = options(group).withBatch(new BatchOptions(5, 1 << 20, 10));
        BoundedStream<String, String> stream = bounded(small, listener, OffsetRange.create(topic, 0, 0, 20));
        stream.start();
        assertThat(called.await(10, TimeUnit.SECONDS)).isTrue();

        Thread closing = new Thread(stream::close);
        closing.start();
        await().until(() -> stream.stream().snapshot().state() == StreamState.STOPPING);
        goOn.countDown();
        closing.join();

        assertThat(stream.result().toCompletableFuture())
                .isCompletedWithValueMatching(outcomes -> outcomes.get(0).state() == State.CANCELLED
                        && outcomes.get(0).position() < 20);
    }

    @Test
    void disturbsNeitherTheStreamNorItsOffsetsInAReplay() throws Exception {
        String topic = topics.create(1);
        topics.fill(topic, 1, 50);
        Deliveries live = new Deliveries();
        AtomicInteger replays = new AtomicInteger();
        BatchListener<String, String> listener = batch -> {
            if (batch.isReplay()) {
                replays.incrementAndGet();
                deliveries.onBatch(batch);
            } else {
                live.onBatch(batch);
            }
        };
        try (DirectStream<String, String> stream =
                streams.start(options(group), ConsumerStrategies.subscribe(List.of(topic)), listener)) {
            await().until(() -> live.count() == 50);

            try (BoundedStream<String, String> replay = BoundedStream.replay(
                    options(group),
                    StreamHarness.definition(ConsumerStrategies.subscribe(List.of(topic)), listener),
                    streams.services(options(group), Map.of()),
                    () -> List.of(OffsetRange.create(topic, 0, 10, 20)))) {
                assertThat(end(replay)).extracting(RangeOutcome::state).containsExactly(State.COMPLETED);
            }
            topics.fill(topic, 1, 10);

            await().until(() -> live.count() == 60);
            assertThat(stream.snapshot().totals().fenceHits()).isZero();
        }
        assertThat(deliveries.offsets(topic, 0)).isEqualTo(offsets(10, 20));
        assertThat(live.offsets(topic, 0)).isEqualTo(offsets(0, 60));
        assertThat(replays).hasPositiveValue();
        assertThat(topics.committed(group)).containsEntry(new TopicPartition(topic, 0), 60L);
    }

    private List<RangeOutcome> read(Listener<String, String> listener, OffsetRange... ranges) throws Exception {
        try (BoundedStream<String, String> stream = bounded(options(group), listener, ranges)) {
            return end(stream);
        }
    }

    private BoundedStream<String, String> bounded(
            StreamOptions options, Listener<String, String> listener, OffsetRange... ranges) {
        return bounded(options, listener, () -> Arrays.asList(ranges));
    }

    private BoundedStream<String, String> bounded(
            StreamOptions options, Listener<String, String> listener, RangeSource source) {
        return BoundedStream.of(
                options,
                StreamHarness.definition(ConsumerStrategies.subscribe(List.of("unused")), listener),
                streams.services(options, Map.of()),
                source);
    }

    private static List<RangeOutcome> end(BoundedStream<String, String> stream) throws Exception {
        stream.start();
        return stream.result().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    private static List<Long> offsets(long from, long until) {
        return LongStream.range(from, until).boxed().toList();
    }
}
