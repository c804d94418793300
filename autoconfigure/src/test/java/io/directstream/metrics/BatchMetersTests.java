/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.directstream.fakes.Batches;
import io.directstream.fakes.SettableClock;
import io.directstream.offset.StoreOutcome;
import io.directstream.stream.BatchOutcome;
import io.directstream.stream.StreamState;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.search.RequiredSearch;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class BatchMetersTests {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    private final SettableClock clock = new SettableClock();

    private final BatchMeters meters = new BatchMeters(registry, clock);

    @Test
    void deliveriesAreTimedByOutcome() {
        meters.batchFinished(Batches.completed("orders", 1));
        meters.batchFinished(Batches.completed("orders", 2));
        meters.batchFinished(Batches.failed("orders", 3, new IllegalStateException()));

        assertThat(timer("completed").count()).isEqualTo(2);
        assertThat(timer("completed").totalTime(TimeUnit.MILLISECONDS)).isEqualTo(500);
        assertThat(timer("failed").count()).isEqualTo(1);
    }

    @Test
    void recordsAreCountedByTopicAndOutcome() {
        meters.batchFinished(Batches.completed("orders", 1));
        meters.batchFinished(Batches.completed("orders", 2));
        meters.batchFinished(Batches.failed("orders", 3, new IllegalStateException()));

        assertThat(records("completed")).isEqualTo(20);
        assertThat(records("failed")).isEqualTo(10);
    }

    @Test
    void everyOutcomeHasItsSeriesAsSoonAsAPartitionIsAssigned() {
        meters.partitionsAssigned("orders", Set.of(new TopicPartition("orders", 0)));

        assertThat(timer("failed").count()).isZero();
        assertThat(timer("fenced").count()).isZero();
        assertThat(records("completed")).isZero();
        assertThat(records("failed")).isZero();
        assertThat(records("fenced")).isZero();
    }

    @Test
    void theAgeOfTheLastCompletedBatchGrowsFromItsEnd() {
        meters.batchFinished(Batches.completed("orders", 1));
        clock.advance(Duration.ofSeconds(7));
        assertThat(lastCompleted().value(TimeUnit.SECONDS)).isEqualTo(7);

        meters.batchFinished(Batches.failed("orders", 2, new IllegalStateException()));
        assertThat(lastCompleted().value(TimeUnit.SECONDS)).isEqualTo(7);

        meters.batchFinished(Batches.completed("orders", 2));
        assertThat(lastCompleted().value(TimeUnit.SECONDS)).isZero();
    }

    @Test
    void theAgeOfTheLastCompletedBatchIsUnknownBeforeTheFirstAndAfterAStop() {
        meters.batchFinished(Batches.failed("orders", 1, new IllegalStateException()));
        assertThat(lastCompleted()).isNull();

        meters.batchFinished(Batches.completed("orders", 1));
        meters.stateChanged("orders", StreamState.PAUSED);
        assertThat(lastCompleted()).isNotNull();

        meters.stateChanged("orders", StreamState.STOPPED);
        assertThat(lastCompleted()).isNull();
        assertThat(timer("completed").count()).as("counts of a stopped stream").isEqualTo(1);
    }

    @Test
    void delaysAreTimedFromWhenADeliveryWasDue() {
        meters.batchFinished(Batches.completed("orders", 1));
        meters.batchFinished(Batches.failed("orders", 2, new IllegalStateException()));

        Timer scheduling = ofOrders(DirectStreamMeters.BATCH_SCHEDULING_DELAY).timer();
        assertThat(scheduling.count()).isEqualTo(2);
        assertThat(scheduling.totalTime(TimeUnit.MILLISECONDS)).isEqualTo(100);
        assertThat(ofOrders(DirectStreamMeters.BATCH_TOTAL_DELAY).timer().totalTime(TimeUnit.MILLISECONDS))
                .isEqualTo(600);
    }

    @Test
    void recordsAndAttemptsAreThoseOfCompletedDeliveries() {
        meters.batchFinished(Batches.completed("orders", 1));
        meters.batchFinished(Batches.failed("orders", 2, new IllegalStateException()));

        DistributionSummary records = ofOrders(DirectStreamMeters.BATCH_RECORDS).summary();
        assertThat(records.count()).isEqualTo(1);
        assertThat(records.totalAmount()).isEqualTo(10);
        DistributionSummary attempts =
                ofOrders(DirectStreamMeters.BATCH_ATTEMPTS).summary();
        assertThat(attempts.count()).isEqualTo(1);
        assertThat(attempts.max()).isEqualTo(1);
    }

    @Test
    void answersOfTheStoreAreTimedByOutcomeAndFailuresToo() {
        meters.storeAnswered("orders", "kafka", StoreOutcome.STORED, Duration.ofMillis(20));
        meters.storeAnswered("orders", "kafka", null, Duration.ofMillis(500));

        assertThat(stores("stored").totalTime(TimeUnit.MILLISECONDS)).isEqualTo(20);
        assertThat(stores("failed").totalTime(TimeUnit.MILLISECONDS)).isEqualTo(500);
        assertThat(stores("gap").count()).isZero();
        assertThat(stores("topic_recreated").count()).isZero();
    }

    @Test
    void fenceHitsRebalancesAndLostRecordsAreCounted() {
        meters.partitionsAssigned("orders", Set.of(new TopicPartition("orders", 0)));
        assertThat(count(DirectStreamMeters.FENCE_HITS)).isZero();
        assertThat(count(DirectStreamMeters.REBALANCES)).isZero();
        assertThat(count(DirectStreamMeters.RECORDS_LOST)).isZero();

        meters.fenceHit("orders");
        meters.rebalanced("orders");
        meters.rebalanced("orders");
        meters.recordsLost("orders", new TopicPartition("orders", 0), 7);

        assertThat(count(DirectStreamMeters.FENCE_HITS)).isEqualTo(1);
        assertThat(count(DirectStreamMeters.REBALANCES)).isEqualTo(2);
        assertThat(count(DirectStreamMeters.RECORDS_LOST)).isEqualTo(7);
    }

    @Test
    void aStreamThatIsGoneLeavesNoMeter() {
        meters.batchFinished(Batches.completed("orders", 1));
        meters.storeAnswered("orders", "kafka", StoreOutcome.STORED, Duration.ZERO);
        meters.batchFinished(Batches.completed("payments", 1));

        meters.retain(Set.of("payments"));

        assertThat(registry.getMeters())
                .isNotEmpty()
                .allMatch(meter -> "payments".equals(meter.getId().getTag("stream")));
        assertThat(registry.find(DirectStreamMeters.BATCH).meters()).hasSize(BatchOutcome.values().length);
        assertThat(registry.find(DirectStreamMeters.RECORDS).counters()).hasSize(BatchOutcome.values().length);
        assertThat(registry.find(DirectStreamMeters.BATCH_LAST_COMPLETED).gauges())
                .hasSize(1);
    }

    private Timer timer(String outcome) {
        return registry.get(DirectStreamMeters.BATCH)
                .tags("stream", "orders", "outcome", outcome)
                .timer();
    }

    private RequiredSearch ofOrders(String name) {
        return registry.get(name).tags("stream", "orders");
    }

    private double count(String name) {
        return ofOrders(name).counter().count();
    }

    private Timer stores(String outcome) {
        return registry.get(DirectStreamMeters.OFFSET_STORES)
                .tags("stream", "orders", "store", "kafka", "outcome", outcome)
                .timer();
    }

    private double records(String outcome) {
        return registry.get(DirectStreamMeters.RECORDS)
                .tags("stream", "orders", "topic", "orders", "outcome", outcome)
                .counter()
                .count();
    }

    private TimeGauge lastCompleted() {
        return registry.find(DirectStreamMeters.BATCH_LAST_COMPLETED)
                .tags("stream", "orders")
                .timeGauge();
    }
}
