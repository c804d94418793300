/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.atLeast;

import io.directstream.assignor.PlacedBy;
import io.directstream.fakes.Batches;
import io.directstream.fakes.FakeStreams;
import io.directstream.fakes.Partitions;
import io.directstream.fakes.SettableClock;
import io.directstream.listener.DirectStreamContainer;
import io.directstream.stream.RateSnapshot;
import io.directstream.stream.StreamState;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StreamMetersRefresherTests {

    private static final TopicPartition ORDERS_0 = new TopicPartition("orders", 0);

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    private final FakeStreams streams = new FakeStreams();

    private final BatchMeters batches = new BatchMeters(registry, new SettableClock());

    private final ReadMeters reads = new ReadMeters(registry, new SettableClock());

    private final StreamMetersRefresher refresher = new StreamMetersRefresher(
            streams.containers(), batches, reads, registry, stream -> !stream.startsWith("coarse"));

    @AfterEach
    void stop() {
        refresher.stop();
    }

    @Test
    void theLagOfEachPartitionIsShown() {
        streams.add("orders")
                .assigned(
                        Partitions.behind("orders", 0, 20, Duration.ofMillis(2400)), Partitions.caughtUp("orders", 1));

        refresher.refresh();

        assertThat(lag("orders", "0").value()).isEqualTo(20);
        assertThat(lagTime("orders", "0").value()).isEqualTo(2.4);
        assertThat(lag("orders", "1").value()).isZero();
        assertThat(lagTime("orders", "1").value()).isZero();
    }

    @Test
    void theLimitOfAStreamIsShownWhileAllItsPartitionsHaveOne() {
        streams.add("orders").rate(rate(Map.of(ORDERS_0, 100.0), 2));
        refresher.refresh();
        assertThat(registry.find(DirectStreamMeters.RATE_LIMIT).gauge()).isNull();

        streams.add("orders").rate(rate(Map.of(ORDERS_0, 100.0, new TopicPartition("orders", 1), 50.0), 2));
        refresher.refresh();
        assertThat(registry.get(DirectStreamMeters.RATE_LIMIT)
                        .tags("stream", "orders")
                        .gauge()
                        .value())
                .isEqualTo(150);
    }

    private static RateSnapshot rate(Map<TopicPartition, Double> limits, int assigned) {
        return new RateSnapshot(RateSnapshot.Reason.CONFIGURATION, 100L, null, limits, null, assigned);
    }

    @Test
    void anUnknownLagHasNoSeriesUntilItIsKnown() {
        streams.add("orders").assigned(Partitions.loading("orders", 0));
        refresher.refresh();
        assertThat(lag("orders", "0")).isNull();
        assertThat(lagTime("orders", "0")).isNull();

        streams.add("orders").assigned(Partitions.behind("orders", 0, 20, null));
        refresher.refresh();
        assertThat(lag("orders", "0").value()).isEqualTo(20);
        assertThat(lagTime("orders", "0")).isNull();

        streams.add("orders").assigned(Partitions.loading("orders", 0));
        refresher.refresh();
        assertThat(lag("orders", "0")).isNull();
    }

    @Test
    void aSeriesFollowsItsPartition() {
        streams.add("orders").assigned(Partitions.behind("orders", 0, 20, Duration.ofSeconds(2)));
        refresher.refresh();
        Gauge before = lag("orders", "0");

        streams.add("orders").assigned(Partitions.behind("orders", 0, 3, Duration.ofSeconds(1)));
        refresher.refresh();

        assertThat(lag("orders", "0")).isSameAs(before);
        assertThat(before.value()).isEqualTo(3);
    }

    @Test
    void aRevokedPartitionLeavesNoSeries() {
        streams.add("orders").assigned(Partitions.caughtUp("orders", 0), Partitions.caughtUp("orders", 1));
        refresher.refresh();

        streams.add("orders").assigned(Partitions.caughtUp("orders", 1));
        refresher.refresh();

        assertThat(lag("orders", "0")).isNull();
        assertThat(lagTime("orders", "0")).isNull();
        assertThat(lag("orders", "1")).isNotNull();
    }

    @Test
    void aStreamWithoutSeriesPerPartitionHasThemPerTopic() {
        streams.add("coarse")
                .assigned(
                        Partitions.behind("coarse", 0, 20, Duration.ofSeconds(2)),
                        Partitions.behind("coarse", 1, 5, Duration.ofSeconds(9)),
                        Partitions.loading("coarse", 2),
                        Partitions.behind("other", 0, 1, Duration.ofSeconds(1)),
                        Partitions.loading("silent", 0));

        refresher.refresh();

        assertThat(lag("coarse", "all").value()).isEqualTo(25);
        assertThat(lagTime("coarse", "all").value()).isEqualTo(9);
        assertThat(lag("other", "all").value()).isEqualTo(1);
        assertThat(lag("silent", "all")).isNull();
        assertThat(registry.find(DirectStreamMeters.LAG).gauges()).hasSize(2);
    }

    @Test
    void exactlyOneStateIsOn() {
        streams.add("orders").state(StreamState.PAUSED, null);

        refresher.refresh();

        for (StreamState state : StreamState.values()) {
            assertThat(state(state)).as("%s", state).isEqualTo((state == StreamState.PAUSED) ? 1 : 0);
        }
    }

    @Test
    void aStreamThatIsGoneLeavesNoMeter() {
        streams.add("orders").assigned(Partitions.caughtUp("orders", 0));
        batches.batchFinished(Batches.completed("orders", 1));
        refresher.refresh();
        assertThat(registry.getMeters()).isNotEmpty();

        streams.remove("orders");
        refresher.refresh();

        assertThat(registry.getMeters()).isEmpty();
    }

    @Test
    void metersAreKeptUpToDateFromStartToStop() {
        refresher.start();
        streams.add("orders").assigned(Partitions.caughtUp("orders", 0));
        await().untilAsserted(() -> assertThat(lag("orders", "0")).isNotNull());
        streams.add("orders").assigned(Partitions.behind("orders", 0, 8, Duration.ofSeconds(1)));
        await().untilAsserted(() -> assertThat(lag("orders", "0").value()).isEqualTo(8));

        refresher.stop();

        assertThat(refresher.isRunning()).isFalse();
        assertThat(registry.getMeters()).isEmpty();
    }

    @Test
    void aFailureDoesNotEndTheUpdates() {
        DirectStreamContainer failing = streams.add("orders").container();
        given(failing.snapshot()).willThrow(new IllegalStateException("on purpose"));
        refresher.start();
        await().untilAsserted(() -> then(failing).should(atLeast(2)).snapshot());

        streams.add("orders");

        await().untilAsserted(() ->
                assertThat(registry.find(DirectStreamMeters.STATE).gauges()).isNotEmpty());
    }

    @Test
    void showsWhichPartOfThePartitionsIsHereForWhichReason() {
        streams.add("orders")
                .placedBy(Map.of(
                        new TopicPartition("orders", 0), PlacedBy.RACK,
                        new TopicPartition("orders", 1), PlacedBy.RACK,
                        new TopicPartition("orders", 2), PlacedBy.RACK,
                        new TopicPartition("orders", 3), PlacedBy.BALANCE));
        streams.add("payments");
        refresher.start();

        await().untilAsserted(() -> assertThat(placement("orders", "rack")).isEqualTo(0.75));
        assertThat(placement("orders", "balance")).isEqualTo(0.25);
        assertThat(placement("orders", "host")).isZero();
        assertThat(registry.find(DirectStreamMeters.PLACEMENT)
                        .tags("stream", "payments")
                        .gauges())
                .isEmpty();
    }

    private double placement(String stream, String level) {
        return registry.get(DirectStreamMeters.PLACEMENT)
                .tags("stream", stream, "level", level)
                .gauge()
                .value();
    }

    private Gauge lag(String topic, String partition) {
        return registry.find(DirectStreamMeters.LAG)
                .tags("topic", topic, "partition", partition)
                .gauge();
    }

    private Gauge lagTime(String topic, String partition) {
        return registry.find(DirectStreamMeters.LAG_TIME)
                .tags("topic", topic, "partition", partition)
                .gauge();
    }

    private double state(StreamState state) {
        return registry.get(DirectStreamMeters.STATE)
                .tags("stream", "orders", "state", state.name().toLowerCase(Locale.ROOT))
                .gauge()
                .value();
    }
}
