/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import static io.directstream.testing.StreamHarness.options;
import static org.assertj.core.api.Assertions.assertThat;

import io.directstream.OffsetRange;
import io.directstream.consumer.CacheSnapshot;
import io.directstream.rate.PidRateEstimator.Gains;
import io.directstream.strategy.ConsumerStrategies;
import io.directstream.strategy.ConsumerStrategy;
import io.directstream.stream.RateOptions.PartitionMaximum;
import io.directstream.stream.RateSnapshot.Reason;
import io.directstream.testing.Deliveries;
import io.directstream.testing.WholeBatches;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Limits and backpressure of whole streams on a real broker. */
class RatesTests extends BrokerTest {

    private static final Duration INTERVAL = Duration.ofMillis(100);

    private static final RateOptions TWO_HUNDRED = RateOptions.DEFAULT.withMaxPerSecondPerPartition(200L);

    private final Deliveries deliveries = new Deliveries();

    @Test
    @DisplayName("I1: a limited stream with an interval delivers a backlog once, in ranges no larger than its limit")
    void anIntervalsRangesKeepToTheLimit() {
        String topic = topics.create(2);
        topics.fill(topic, 2, 100);

        try (var stream = streams.start(
                timed().withRate(TWO_HUNDRED), ConsumerStrategies.subscribe(List.of(topic)), deliveries)) {
            await().until(() -> deliveries.count() == 200);
            assertThat(stream.rates().snapshot().totalPerSecond()).hasValue(400.0);
        }

        assertThat(deliveries.ranges()).extracting(OffsetRange::count).allMatch(count -> count <= 20);
        assertThat(deliveries.faults()).isEmpty();
    }

    @Test
    @DisplayName("I1: a limited stream without an interval delivers a backlog once, no faster than its limit")
    void aContinuousStreamKeepsToTheLimit() {
        String topic = topics.create(2);
        topics.fill(topic, 2, 500);

        try (var stream = streams.start(
                options(group).withRate(TWO_HUNDRED), ConsumerStrategies.subscribe(List.of(topic)), deliveries)) {
            await().until(() -> deliveries.count() == 1_000);
            List<BatchResult> results = stream.history();
            Duration took = Duration.between(
                    results.get(results.size() - 1).startedAt(), results.get(0).startedAt());
            assertThat(took)
                    .as("500 of each at 200 per second, of which a second's may come at once")
                    .isGreaterThan(Duration.ofMillis(1_400));
        }

        assertThat(deliveries.ranges()).extracting(OffsetRange::count).allMatch(count -> count <= 200);
        assertThat(deliveries.faults()).isEmpty();
    }

    @Test
    @DisplayName("I7: the backlog of a limited partition leaves memory for the others")
    void aLimitedPartitionDoesNotKeepTheOthersFromBeingRead() {
        String topic = topics.create(2);
        topics.fill(topic, 1, 30_000);
        RateOptions slow =
                new RateOptions(null, 1, List.of(new PartitionMaximum(new TopicPartition(topic, 0), 10L)), null);
        StreamOptions options = options(group).withRate(slow).withBatch(new BatchOptions(1_000, 1 << 20, 10));

        try (var stream = streams.start(options, ConsumerStrategies.subscribe(List.of(topic)), deliveries)) {
            await().until(() -> deliveries.count() > 10);
            topics.send(topic, 1, "unlimited");
            topics.flush();

            await().until(() -> deliveries.offsets(topic, 1).size() == 1);
            assertThat(stream.consumerCache().entries())
                    .extracting(CacheSnapshot.Entry::bufferedRecords)
                    .as("of what was sent")
                    .allMatch(records -> records < 30_000 - 1_000);
        }

        assertThat(deliveries.faults()).isEmpty();
    }

    @Test
    @DisplayName("I1: a partition that moves to another instance keeps its limit, and its backlog is delivered once")
    void limitsHoldAcrossARebalance() {
        String topic = topics.create(2);
        topics.fill(topic, 2, 600);
        StreamOptions slow = options(group).withRate(TWO_HUNDRED);
        ConsumerStrategy strategy = ConsumerStrategies.subscribe(List.of(topic));

        try (var first = streams.start(slow, strategy, deliveries)) {
            await().until(() -> deliveries.count() > 50);
            try (var second = streams.start(slow, strategy, deliveries)) {
                await().until(() ->
                        second.assignment().size() == 1 && first.assignment().size() == 1);
                assertThat(deliveries.count()).isLessThan(1_200);
                assertThat(second.rates().snapshot().totalPerSecond()).hasValue(200.0);
                await().until(() -> deliveries.count() == 1_200);
            }
        }

        assertThat(deliveries.ranges()).extracting(OffsetRange::count).allMatch(count -> count <= 200);
        assertThat(deliveries.faults()).isEmpty();
    }

    @Test
    void aLimitSetWhileTheStreamRunsHoldsAtOnceAndCanBeTakenBack() {
        String topic = topics.create(1);
        try (var stream = streams.start(options(group), ConsumerStrategies.subscribe(List.of(topic)), deliveries)) {
            await().until(() -> stream.assignment().size() == 1);
            stream.rates().limit(1L);
            topics.fill(topic, 1, 1_000);
            await().until(() -> deliveries.count() >= 1);
            assertThat(deliveries.ranges()).extracting(OffsetRange::count).containsOnly(1L);

            stream.rates().limit(null);

            await().until(() -> deliveries.count() == 1_000);
        }

        assertThat(deliveries.faults()).isEmpty();
    }

    @Test
    void backpressureSlowsAStreamDownToWhatItsListenerTakes() {
        String topic = topics.create(2);
        topics.fill(topic, 2, 5_000);
        BackpressureOptions pressure = new BackpressureOptions(2_000, new Gains(1.0, 0.2, 0.0), 10);
        WholeBatches batches = new WholeBatches();
        CountDownLatch never = new CountDownLatch(1);

        try (var stream = streams.startTogether(
                timed().withRate(RateOptions.DEFAULT.withBackpressure(pressure)),
                ConsumerStrategies.subscribe(List.of(topic)),
                batch -> {
                    long records = batch.offsetRanges().stream()
                            .mapToLong(OffsetRange::count)
                            .sum();
                    assertThat(never.await(records * 2, TimeUnit.MILLISECONDS)).isFalse();
                    batches.onBatch(batch);
                })) {
            await().until(() -> stream.rates().snapshot().reason() == Reason.BACKPRESSURE_ESTIMATE);
            assertThat(stream.rates().snapshot().streamPerSecond())
                    .as("two milliseconds per record")
                    .isLessThanOrEqualTo(500);
            await().until(() -> batches.batches().size() >= 6);
        }

        assertThat(count(batches.batches().get(0))).as("the initial rate").isLessThanOrEqualTo(200);
        assertThat(count(batches.batches().get(5))).as("what was estimated").isLessThanOrEqualTo(52);
        assertThat(batches.deliveries().faults()).isEmpty();
    }

    private StreamOptions timed() {
        return options(group).withTrigger(new Trigger.Interval(INTERVAL));
    }

    private static long count(List<OffsetRange> ranges) {
        return ranges.stream().mapToLong(OffsetRange::count).sum();
    }
}
