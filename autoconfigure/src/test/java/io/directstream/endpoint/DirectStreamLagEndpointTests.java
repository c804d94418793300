/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.directstream.fakes.ActuatorClient;
import io.directstream.fakes.FakeStreams;
import io.directstream.fakes.Partitions;
import java.time.Duration;
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
    void doesNotFindWhatIsNotThere() {
        assertThat(actuator.get("directstreamlag/nobody").status()).isEqualTo(404);
    }
}
