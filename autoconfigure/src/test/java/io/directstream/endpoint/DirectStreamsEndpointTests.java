/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.directstream.assignor.PlacedBy;
import io.directstream.fakes.ActuatorClient;
import io.directstream.fakes.Batches;
import io.directstream.fakes.FakeStreams;
import io.directstream.fakes.Partitions;
import io.directstream.rate.PidRateEstimator.Terms;
import io.directstream.strategy.ConsumerStrategies;
import io.directstream.stream.BatchTotals;
import io.directstream.stream.CommitMode;
import io.directstream.stream.Handover;
import io.directstream.stream.RateSnapshot;
import io.directstream.stream.StreamState;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.io.ClassPathResource;
import org.springframework.test.json.JsonContent;

@ReadOnlyEndpoints
class DirectStreamsEndpointTests {

    private final FakeStreams streams;

    private final ActuatorClient actuator;

    DirectStreamsEndpointTests(@Autowired FakeStreams streams, @LocalServerPort int port) {
        this.streams = streams;
        this.actuator = new ActuatorClient(port);
    }

    @BeforeEach
    void twoStreams() {
        streams.add("orders")
                .assigned(
                        Partitions.behind("orders", 0, 20, Duration.ofMillis(2400)),
                        Partitions.loading("orders", 1),
                        Partitions.parked("orders", 2, "4 attempts failed"))
                .placedBy(Map.of(
                        new TopicPartition("orders", 0), PlacedBy.HOST,
                        new TopicPartition("orders", 1), PlacedBy.BALANCE))
                .lastHandover(new Handover(
                        Instant.parse("2026-11-20T10:00:30Z"), 2, Duration.ofMillis(120), Handover.Outcome.COMPLETE))
                .totals(new BatchTotals(41, 1, 2, 4100, 3, 4))
                .rate(new RateSnapshot(
                        RateSnapshot.Reason.BACKPRESSURE_ESTIMATE,
                        1000L,
                        750.0,
                        Map.of(new TopicPartition("orders", 0), 500.0, new TopicPartition("orders", 1), 250.0),
                        new Terms(800, 200, 250, 200, 750),
                        2))
                .history(
                        Batches.failed("orders", 42, new IllegalStateException("no stock\nand more")),
                        Batches.completed("orders", 41),
                        Batches.completed("orders", 40));
        streams.add("payments")
                .state(StreamState.STARTING, "no broker reached at kafka:9092")
                .notJoined();
    }

    @AfterEach
    void noStream() {
        streams.clear();
    }

    @Test
    void showsEachStream() {
        assertThat(actuator.get("directstreams").body()).isStrictlyEqualTo(expected("directstreams.json"));
    }

    @Test
    void showsOneStreamInTheSameShape() {
        streams.remove("payments");

        assertThat(actuator.get("directstreams/orders").body())
                .isStrictlyEqualTo(actuator.get("directstreams").body().getJson());
    }

    @Test
    void showsWhatAPatternAndAnAssignmentReadAndWhoCommits() {
        streams.add("orders")
                .reads(ConsumerStrategies.assign(
                        Set.of(new TopicPartition("orders", 10), new TopicPartition("orders", 2))))
                .options(options -> options.withOffsets(options.offsets().withCommit(new CommitMode.Manual())));
        streams.add("payments").reads(ConsumerStrategies.subscribePattern(Pattern.compile("pay.*")));

        JsonContent body = actuator.get("directstreams").body();

        assertThat(body)
                .extractingPath("$.streams.orders.consumerStrategy")
                .asMap()
                .containsEntry("type", "Assign")
                .containsEntry("topics", null)
                .containsEntry("pattern", null)
                .containsEntry("partitions", List.of("orders-2", "orders-10"));
        assertThat(body).extractingPath("$.streams.orders.commit").isEqualTo("manual");
        assertThat(body)
                .extractingPath("$.streams.payments.consumerStrategy")
                .asMap()
                .containsEntry("type", "SubscribePattern")
                .containsEntry("topics", null)
                .containsEntry("pattern", "pay.*")
                .containsEntry("partitions", null);
    }

    @Test
    void showsAllRangesOfAStreamBatchInOneString() {
        streams.add("orders").history(Batches.ofPartitions("orders", 7, 0, 1));

        assertThat(actuator.get("directstreams/orders/batches").body())
                .extractingPath("$.batches[0].ranges")
                .isEqualTo("orders-0@[70,80) orders-1@[70,80)");
    }

    @Test
    void showsNoStreamWhereThereIsNone() {
        streams.clear();

        assertThat(actuator.get("directstreams").body())
                .isStrictlyEqualTo("{\"instance\": \"node-a\", \"scope\": \"instance\", \"streams\": {}}");
    }

    @Test
    void showsTheNewestDeliveriesFirst() {
        assertThat(actuator.get("directstreams/orders/batches").body())
                .isStrictlyEqualTo(expected("directstreams-batches.json"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "since=40         | 42, 41",
                "since=42         | ''",
                "limit=1          | 42",
                "limit=5          | 42, 41, 40",
                "since=40&limit=1 | 42"
            })
    void cutsTheDeliveriesBySinceAndLimit(String query, String ids) {
        assertThat(actuator.get("directstreams/orders/batches?" + query).body())
                .extractingPath("$.batches[*].id")
                .asArray()
                .satisfies(found -> assertThat(Arrays.toString(found)).isEqualTo("[" + ids + "]"));
    }

    @Test
    void cutsWhatAnExceptionSaysAfterItsFirstLineAndAfter300Characters() {
        streams.add("orders").history(Batches.failed("orders", 1, new IllegalStateException("x".repeat(1000))));

        assertThat(actuator.get("directstreams/orders/batches").body())
                .extractingPath("$.batches[0].error.message")
                .isEqualTo("x".repeat(300) + "...");
    }

    @ParameterizedTest
    @ValueSource(strings = {"directstreams/nobody", "directstreams/nobody/batches", "directstreams/orders/rates"})
    void doesNotFindWhatIsNotThere(String path) {
        assertThat(actuator.get(path).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=-1", "limit=many", "since=yesterday"})
    void refusesWhatIsNoNumberOfDeliveries(String query) {
        assertThat(actuator.get("directstreams/orders/batches?" + query).status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "directstreams/orders",
                "directstreams/orders/restart",
                "directstreamlag",
                "consumercache",
                "directstreamoffsets/orders"
            })
    void letsNothingBeWrittenByDefault(String path) {
        assertThat(actuator.post(path, "{\"state\": \"paused\"}").status()).isEqualTo(405);
    }

    private static ClassPathResource expected(String file) {
        return new ClassPathResource(file, DirectStreamsEndpointTests.class);
    }
}
