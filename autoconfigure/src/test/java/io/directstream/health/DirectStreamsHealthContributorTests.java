/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.directstream.fakes.FakeStream;
import io.directstream.fakes.FakeStreams;
import io.directstream.fakes.Partitions;
import io.directstream.fakes.SettableClock;
import io.directstream.stream.StreamState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthContributors;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

class DirectStreamsHealthContributorTests {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final Duration TOO_LONG = PATIENCE.plusSeconds(1);

    private final SettableClock clock = new SettableClock();

    private final FakeStreams streams = new FakeStreams();

    private final FakeStream orders = streams.add("orders");

    private final DirectStreamsHealthContributor contributor = new DirectStreamsHealthContributor(
            streams.containers(), stream -> stream.equals("slow") ? Duration.ofHours(1) : PATIENCE, clock);

    @Test
    void aStreamThatIsBehindButStoresIsUp() {
        orders.assigned(Partitions.behind("orders", 0, 20, Duration.ofHours(9)), Partitions.loading("orders", 1));
        clock.advance(PATIENCE);

        Health health = health("orders");

        assertThat(health.getStatus()).isEqualTo(Status.UP);
        assertThat(health.getDetails())
                .isEqualTo(Map.of(
                        "state",
                        "running",
                        "group",
                        "shop-orders",
                        "partitions",
                        2,
                        "lag",
                        20L,
                        "lastProgress",
                        FakeStream.BEGIN));
    }

    @Test
    void anIdleStreamIsUpHoweverLongItIsIdle() {
        orders.assigned(Partitions.caughtUp("orders", 0));
        clock.advance(Duration.ofDays(30));
        orders.asOf(clock.now().minusSeconds(1));

        assertThat(health("orders").getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void aStreamThatHearsNothingOfTheLogsEndsForLongIsOutOfService() {
        orders.state(StreamState.RUNNING, "no broker reached").assigned(Partitions.caughtUp("orders", 0));
        clock.advance(Duration.ofMinutes(7));

        Health health = health("orders");

        assertThat(health.getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
        assertThat(health.getDetails())
                .containsEntry(
                        "reason",
                        "nothing was stored since 2026-11-20T10:00:00Z and the lag is not known: no broker reached");
    }

    @Test
    void aMemberWithoutPartitionsIsUpHoweverLongItHasNone() {
        clock.advance(Duration.ofDays(30));
        assertThat(health("orders").getStatus()).isEqualTo(Status.UP);

        orders.state(StreamState.RUNNING, "no broker reached");
        assertThat(health("orders").getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
    }

    @Test
    void aStreamPausedByAnOperatorIsUpAndSaysSo() {
        orders.state(StreamState.PAUSED, null).assigned(Partitions.behind("orders", 0, 20, Duration.ofHours(9)));
        clock.advance(TOO_LONG);

        Health health = health("orders");

        assertThat(health.getStatus()).isEqualTo(Status.UP);
        assertThat(health.getDetails()).containsEntry("reason", "paused by an operator");
    }

    @Test
    void aStreamThatIsBehindAndStoresNothingIsDown() {
        orders.assigned(Partitions.caughtUp("orders", 0), Partitions.behind("orders", 1, 20, Duration.ofSeconds(1)));
        clock.advance(TOO_LONG);

        Health health = health("orders");

        assertThat(health.getStatus()).isEqualTo(Status.DOWN);
        assertThat(health.getDetails())
                .containsEntry("reason", "nothing was stored since 2026-11-20T10:00:00Z although there is lag")
                .containsEntry("lag", 20L);

        orders.lastProgress(clock.now());
        assertThat(health("orders").getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void theEnginesReasonIsToldTogetherWithTheLackOfProgress() {
        orders.state(StreamState.RUNNING, "no broker reached")
                .assigned(Partitions.behind("orders", 1, 20, Duration.ofSeconds(1)));
        clock.advance(TOO_LONG);

        assertThat(health("orders").getDetails())
                .containsEntry(
                        "reason",
                        "nothing was stored since 2026-11-20T10:00:00Z although there is lag: no broker reached");
    }

    @Test
    @DisplayName("I9: partitions that wait for the listener's commits are named")
    void partitionsThatWaitForTheListenersCommitsAreNamed() {
        orders.assigned(Partitions.awaitingCommit("orders", 1), Partitions.caughtUp("orders", 2));
        assertThat(health("orders").getStatus()).isEqualTo(Status.UP);
        assertThat(health("orders").getDetails()).containsEntry("awaitingCommit", List.of("orders-1"));

        clock.advance(TOO_LONG);

        assertThat(health("orders").getStatus()).isEqualTo(Status.DOWN);
        assertThat(health("orders").getDetails())
                .containsEntry(
                        "reason",
                        "nothing was stored since 2026-11-20T10:00:00Z although there is lag; orders-1 wait for the listener"
                                + " to commit");
    }

    @Test
    void howLongNothingMayBeStoredIsEachStreamsOwn() {
        streams.add("slow").assigned(Partitions.behind("slow", 0, 20, Duration.ofSeconds(1)));
        clock.advance(TOO_LONG);
        assertThat(health("slow").getStatus()).isEqualTo(Status.UP);

        clock.advance(Duration.ofHours(1));
        assertThat(health("slow").getStatus()).isEqualTo(Status.DOWN);
    }

    @Test
    void aStreamWhosePositionsAreNotFoundForLongIsOutOfService() {
        orders.assigned(Partitions.caughtUp("orders", 0), Partitions.loading("orders", 1));
        assertThat(health("orders").getStatus()).isEqualTo(Status.UP);

        clock.advance(TOO_LONG);
        assertThat(health("orders").getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
    }

    @Test
    void aParkedPartitionIsDownAtOnceAndNamedWithItsReason() {
        orders.state(StreamState.FAILED, null)
                .assigned(Partitions.caughtUp("orders", 0), Partitions.parked("orders", 1, "4 attempts failed"));

        Health health = health("orders");

        assertThat(health.getStatus()).isEqualTo(Status.DOWN);
        assertThat(health.getDetails())
                .containsEntry("parked", Map.of("orders-1", "4 attempts failed"))
                .doesNotContainKey("reason");
    }

    @Test
    void aParkedPartitionIsDownEvenWhilePaused() {
        orders.state(StreamState.PAUSED, null).assigned(Partitions.parked("orders", 1, "4 attempts failed"));

        assertThat(health("orders").getStatus()).isEqualTo(Status.DOWN);
    }

    @ParameterizedTest
    @EnumSource(names = {"STARTING", "STOPPING", "STOPPED"})
    void aStreamThatIsNotInTheGroupIsOutOfServiceForTheEnginesReason(StreamState state) {
        orders.state(state, "no broker reached at kafka:9092 since 10:00");

        Health health = health("orders");

        assertThat(health.getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
        assertThat(health.getDetails()).containsEntry("reason", "no broker reached at kafka:9092 since 10:00");
    }

    @Test
    void theStreamsAreThoseOfTheMomentOfAsking() {
        assertThat(contributor.stream().map(HealthContributors.Entry::name)).containsExactly("orders");

        streams.add("payments");
        assertThat(contributor.stream().map(HealthContributors.Entry::name)).containsExactly("orders", "payments");

        streams.remove("orders");
        assertThat(contributor.getContributor("orders")).isNull();
        assertThat(contributor.getContributor("payments")).isNotNull();
    }

    private Health health(String stream) {
        return ((HealthIndicator) contributor.getContributor(stream)).health();
    }
}
