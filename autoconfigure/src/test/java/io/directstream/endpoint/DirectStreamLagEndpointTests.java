/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;

import io.directstream.fakes.ActuatorClient;
import io.directstream.fakes.ActuatorClient.Answer;
import io.directstream.fakes.FakeStream;
import io.directstream.fakes.FakeStreams;
import io.directstream.fakes.Partitions;
import io.directstream.stream.GroupLag;
import io.directstream.stream.OffsetMoveException;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.io.ClassPathResource;
import org.springframework.test.json.JsonContent;

@ReadOnlyEndpoints
class DirectStreamLagEndpointTests {

    private final FakeStreams streams;

    private final ActuatorClient actuator;

    DirectStreamLagEndpointTests(@Autowired FakeStreams streams, @LocalServerPort int port) {
        this.streams = streams;
        this.actuator = new ActuatorClient(port);
    }

    @BeforeEach
    void twoStreams() {
        streams.add("orders")
                .assigned(Partitions.behind("orders", 0, 20, Duration.ofMillis(2400)), Partitions.loading("orders", 1));
        streams.add("payments").assigned(Partitions.behind("payments", 3, 5, Duration.ofSeconds(1)));
    }

    @AfterEach
    void noStream() {
        streams.clear();
    }

    @Test
    void sumsWhatIsKnown() {
        assertThat(actuator.get("directstreamlag").body())
                .isStrictlyEqualTo(new ClassPathResource("directstreamlag.json", getClass()));
    }

    @Test
    void showsOneStreamInTheSameShapeWithItsOwnTotals() {
        JsonContent orders = actuator.get("directstreamlag/payments").body();

        assertThat(orders).extractingPath("$.totalLag").isEqualTo(5);
        assertThat(orders).extractingPath("$.maxTimeLagSeconds").isEqualTo(1.0);
        assertThat(orders).extractingPath("$.streams").asMap().containsOnlyKeys("payments");
    }

    @Test
    void saysNullWhereNothingIsKnown() {
        streams.remove("payments");
        streams.add("orders").assigned(Partitions.loading("orders", 0));

        JsonContent lag = actuator.get("directstreamlag").body();

        assertThat(lag).extractingPath("$.totalLag").isNull();
        assertThat(lag).extractingPath("$.maxTimeLagSeconds").isNull();
        assertThat(lag).extractingPath("$.streams.orders.totalLag").isNull();
    }

    @Test
    void saysNullForAStreamThatHasNotJoinedItsGroupAndNoLagForAMemberWithoutPartitions() {
        streams.add("orders").notJoined();
        streams.add("payments");

        JsonContent lag = actuator.get("directstreamlag").body();

        assertThat(lag).extractingPath("$.streams.orders.totalLag").isNull();
        assertThat(lag).extractingPath("$.streams.payments.totalLag").isEqualTo(0);
        assertThat(lag).extractingPath("$.streams.payments.maxTimeLagSeconds").isNull();
    }

    @Test
    void showsAllPartitionsOfTheGroupWhereAskedTo() {
        given(streams.add("orders").container().groupLag())
                .willReturn(new GroupLag(
                        FakeStream.BEGIN.plusSeconds(61),
                        List.of(
                                new GroupLag.PartitionLag(
                                        new TopicPartition("orders", 0), 100L, 120L, 20L, Duration.ofMillis(2400), 0L),
                                new GroupLag.PartitionLag(new TopicPartition("orders", 1), null, 95L, null, null, null),
                                new GroupLag.PartitionLag(
                                        new TopicPartition("orders", 2), 10L, null, null, null, null)),
                        "the partition has no leader: orders-2"));

        assertThat(actuator.get("directstreamlag/orders?scope=group").body())
                .isStrictlyEqualTo(new ClassPathResource("directstreamlag-group.json", getClass()));
    }

    @Test
    void showsThePartitionsOfThisInstanceWhereAskedTo() {
        assertThat(actuator.get("directstreamlag/orders?scope=instance").body().getJson())
                .isEqualTo(actuator.get("directstreamlag/orders").body().getJson());
    }

    @Test
    void refusesAnotherScope() {
        Answer answer = actuator.get("directstreamlag/orders?scope=cluster");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body())
                .isStrictlyEqualTo(
                        "{\"error\": \"scope 'cluster' is unknown\", \"allowed\": [\"instance\", \"group\"]}");
    }

    @Test
    void saysWhyTheLagOfAGroupIsNotToBeHad() {
        given(streams.add("ranges").container().groupLag())
                .willThrow(OffsetMoveException.invalid("stream 'ranges' reads given ranges"));
        given(streams.add("away").container().groupLag())
                .willThrow(OffsetMoveException.unavailable("the offset store: no answer within 10 s", null));

        Answer never = actuator.get("directstreamlag/ranges?scope=group");
        assertThat(never.status()).isEqualTo(400);
        assertThat(never.body()).extractingPath("$.error").isEqualTo("stream 'ranges' reads given ranges");
        Answer notNow = actuator.get("directstreamlag/away?scope=group");
        assertThat(notNow.status()).isEqualTo(503);
        assertThat(notNow.body()).extractingPath("$.error").isEqualTo("the offset store: no answer within 10 s");
    }

    @Test
    void doesNotFindWhatIsNotThere() {
        assertThat(actuator.get("directstreamlag/nobody").status()).isEqualTo(404);
        assertThat(actuator.get("directstreamlag/nobody?scope=group").status()).isEqualTo(404);
    }
}
