/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.BDDMockito.willReturn;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;

import io.directstream.fakes.ActuatorClient;
import io.directstream.fakes.ActuatorClient.Answer;
import io.directstream.fakes.FakeStream;
import io.directstream.fakes.FakeStreams;
import io.directstream.fakes.Partitions;
import io.directstream.stream.GroupLook;
import io.directstream.stream.LogBounds;
import io.directstream.stream.OffsetMove;
import io.directstream.stream.OffsetMoves;
import io.directstream.stream.OffsetTarget;
import io.directstream.stream.PlannedMoves;
import io.directstream.stream.StreamState;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.io.ClassPathResource;

@SpringBootTest(
        classes = EndpointApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "management.endpoints.web.exposure.include=directstreamoffsets",
            "management.endpoint.directstreamoffsets.access=unrestricted"
        })
class DirectStreamOffsetsEndpointTests {

    private static final TopicPartition FIRST = new TopicPartition("orders", 0);

    private static final TopicPartition SECOND = new TopicPartition("orders", 1);

    private static final LogBounds LOG = new LogBounds(10, 140);

    private final FakeStreams streams;

    private final EndpointApplication.AuditLog audit;

    private final ActuatorClient actuator;

    private final OffsetMoves moves = mock(OffsetMoves.class);

    private final PlannedMoves planned = mock(PlannedMoves.class);

    private FakeStream orders;

    DirectStreamOffsetsEndpointTests(
            @Autowired FakeStreams streams, @Autowired EndpointApplication.AuditLog audit, @LocalServerPort int port) {
        this.streams = streams;
        this.audit = audit;
        this.actuator = new ActuatorClient(port);
    }

    @BeforeEach
    void aStoppedStream() {
        orders = streams.add("orders").state(StreamState.STOPPED, null);
        given(orders.container().offsetMoves()).willReturn(moves);
        given(orders.container().whileStopped(any()))
                .willAnswer(call ->
                        Optional.of(call.<Supplier<Object>>getArgument(0).get()));
        given(moves.plan(any(), any())).willReturn(planned);
        given(planned.moves())
                .willReturn(List.of(
                        move(FIRST, 120L, OffsetMove.Outcome.PLANNED, OffsetMove.Mirror.NONE, null),
                        move(SECOND, null, OffsetMove.Outcome.PLANNED, OffsetMove.Mirror.NONE, null)));
        given(moves.store(planned))
                .willReturn(List.of(
                        move(FIRST, 120L, OffsetMove.Outcome.MOVED, OffsetMove.Mirror.MOVED, null),
                        move(SECOND, null, OffsetMove.Outcome.MOVED, OffsetMove.Mirror.NOT_MOVED, "no broker")));
    }

    @AfterEach
    void noStream() {
        streams.clear();
        audit.events().clear();
    }

    @Test
    void movesOffsetsAndSaysWhatBecameOfEachPartition() {
        Answer answer = actuator.post(
                "directstreamoffsets/orders", "{\"partitions\": \"orders-0 orders-1\", \"to\": \"earliest\"}");

        then(moves).should().plan(Set.of(FIRST, SECOND), new OffsetTarget.Earliest());
        then(moves).should().close();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body())
                .isStrictlyEqualTo(new ClassPathResource("directstreamoffsets-moved.json", getClass()));
    }

    @Test
    void putsAMoveOnRecordWithOldAndNewOffsets() {
        actuator.post("directstreamoffsets/orders", "{\"to\": \"earliest\"}", "X-User", "ada");

        Map<String, Object> unstored = new HashMap<>();
        unstored.put("old", null);
        unstored.put("new", 10L);
        assertThat(audit.events()).singleElement().satisfies(event -> {
            assertThat(event.getPrincipal()).isEqualTo("ada");
            assertThat(event.getType()).isEqualTo("DIRECT_STREAM_ACTION");
            assertThat(event.getData())
                    .containsEntry("action", "move-offsets")
                    .containsEntry("stream", "orders")
                    .containsEntry("instance", "node-a")
                    .containsEntry("to", "earliest")
                    .containsEntry(
                            "partitions", Map.of("orders-0", Map.of("old", 120L, "new", 10L), "orders-1", unstored));
        });
    }

    @Test
    void aDryRunStoresNothingAndIsNoAct() {
        Answer answer = actuator.post("directstreamoffsets/orders", "{\"to\": \"10\", \"dryRun\": \"true\"}");

        then(moves).should().plan(Set.of(), new OffsetTarget.At(10));
        then(moves).should(never()).store(any());
        assertThat(audit.events()).isEmpty();
        assertThat(answer.body()).extractingPath("$.dryRun").isEqualTo(true);
        assertThat(answer.body()).extractingPath("$.partitions[0].outcome").isEqualTo("planned");
    }

    @Test
    void aPartitionThatWasNotMovedMakesItAConflict() {
        given(moves.store(planned))
                .willReturn(List.of(
                        move(FIRST, 120L, OffsetMove.Outcome.NOT_MOVED, OffsetMove.Mirror.NONE, "no database")));

        Answer answer = actuator.post("directstreamoffsets/orders", "{\"to\": \"earliest\"}");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.body()).extractingPath("$.partitions[0].reason").isEqualTo("no database");
    }

    @Test
    void refusesAnUnknownTargetAndNamesTheForms() {
        Answer answer = actuator.post("directstreamoffsets/orders", "{\"to\": \"newest\"}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body())
                .extractingPath("$.error")
                .asString()
                .startsWith("to is 'newest'")
                .contains("earliest", "latest", "42", "2026-11-01T00:00:00Z");
    }

    @Test
    void refusesAListOfPartitionsThatIsNone() {
        Answer answer = actuator.post("directstreamoffsets/orders", "{\"to\": \"latest\", \"partitions\": \"orders\"}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).extractingPath("$.error").asString().startsWith("partitions holds 'orders'");
    }

    @Test
    void refusesToMoveAStreamThatRunsHere() {
        willReturn(Optional.empty()).given(orders.container()).whileStopped(any());

        Answer answer = actuator.post("directstreamoffsets/orders", "{\"to\": \"latest\"}");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.body()).extractingPath("$.error").asString().contains("runs on this instance", "stopped");
        assertThat(audit.events()).isEmpty();
    }

    @Test
    void doesNotFindAnUnknownStream() {
        assertThat(actuator.get("directstreamoffsets/nobody").status()).isEqualTo(404);
        Answer answer = actuator.post("directstreamoffsets/nobody", "{\"to\": \"latest\"}");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body())
                .isStrictlyEqualTo("{\"error\": \"stream 'nobody' is unknown\", \"allowed\": [\"orders\"]}");
    }

    @Test
    void showsTheOffsetsOfAStoppedStream() {
        given(moves.look())
                .willReturn(new GroupLook(
                        List.of(),
                        List.of(
                                new GroupLook.PartitionLook(FIRST, 120L, 120L, false, LOG),
                                new GroupLook.PartitionLook(SECOND, null, null, null, null)),
                        null));

        assertThat(actuator.get("directstreamoffsets/orders").body())
                .isStrictlyEqualTo(new ClassPathResource("directstreamoffsets.json", getClass()));
    }

    @Test
    void asksARunningStreamWhatItKnowsInsteadOfItsStore() {
        orders.state(StreamState.RUNNING, null)
                .assigned(Partitions.behind("orders", 0, 20, Duration.ofSeconds(1)), Partitions.loading("orders", 1));
        given(moves.look(any())).willReturn(new GroupLook(List.of("member-1 at /10.0.0.7"), List.of(), "it runs"));

        Answer answer = actuator.get("directstreamoffsets/orders");

        then(moves).should(never()).look();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).extractingPath("$.members").asArray().containsExactly("member-1 at /10.0.0.7");
        assertThat(answer.body()).extractingPath("$.reason").isEqualTo("it runs");
    }

    private static OffsetMove move(
            TopicPartition partition,
            @Nullable Long from,
            OffsetMove.Outcome outcome,
            OffsetMove.Mirror mirror,
            @Nullable String reason) {
        return new OffsetMove(partition, from, 10, LOG, outcome, mirror, reason);
    }
}
