/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.never;

import io.directstream.fakes.ActuatorClient;
import io.directstream.fakes.ActuatorClient.Answer;
import io.directstream.fakes.FakeStreams;
import io.directstream.listener.DirectStreamContainer;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.actuate.audit.AuditEvent;
import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

@SpringBootTest(
        classes = EndpointApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "management.endpoints.web.exposure.include=directstreams",
            "management.endpoint.directstreams.access=unrestricted"
        })
class SteeringStreamsTests {

    private final FakeStreams streams;

    private final EndpointApplication.AuditLog audit;

    private final ActuatorClient actuator;

    private DirectStreamContainer orders;

    SteeringStreamsTests(
            @Autowired FakeStreams streams, @Autowired EndpointApplication.AuditLog audit, @LocalServerPort int port) {
        this.streams = streams;
        this.audit = audit;
        this.actuator = new ActuatorClient(port);
    }

    @BeforeEach
    void aStream() {
        orders = streams.add("orders").container();
    }

    @AfterEach
    void noStream() {
        streams.clear();
        audit.events().clear();
    }

    @Test
    void pausesAStreamAndAnswersWithIt() {
        Answer answer = actuator.post("directstreams/orders", "{\"state\": \"paused\"}");

        then(orders).should().pause();
        then(orders).should(never()).stop();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body())
                .isStrictlyEqualTo(actuator.get("directstreams/orders").body().getJson());
    }

    @Test
    void pausesAStoppedStreamBeforeItStarts() {
        given(orders.isRunning()).willReturn(false);

        actuator.post("directstreams/orders", "{\"state\": \"paused\"}");

        then(orders).should().pause();
        then(orders).should().start();
    }

    @Test
    void resumesAPausedStream() {
        actuator.post("directstreams/orders", "{\"state\": \"running\"}");

        then(orders).should().resume();
        then(orders).should(never()).start();
    }

    @Test
    void startsAStoppedStream() {
        given(orders.isRunning()).willReturn(false);

        actuator.post("directstreams/orders", "{\"state\": \"running\"}");

        then(orders).should().start();
    }

    @Test
    void stopsAStream() {
        actuator.post("directstreams/orders", "{\"state\": \"stopped\"}");

        then(orders).should().stop();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"state\": \"halted\"}", "{\"state\": \"PAUSED\"}"})
    void refusesAnUnknownStateAndNamesTheKnownOnes(String body) {
        Answer answer = actuator.post("directstreams/orders", body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).extractingPath("$.error").asString().endsWith("is unknown");
        assertThat(answer.body()).extractingPath("$.allowed").asArray().containsExactly("running", "paused", "stopped");
        assertThat(audit.events()).isEmpty();
    }

    @Test
    void refusesAMissingState() {
        Answer answer = actuator.post("directstreams/orders", "{}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).extractingPath("$.error").isEqualTo("state is missing");
    }

    @Test
    void restartsParkedPartitionsAndNamesThem() {
        given(orders.restart()).willReturn(Set.of(new TopicPartition("orders", 3), new TopicPartition("orders", 0)));

        Answer answer = actuator.post("directstreams/orders/restart", "");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isStrictlyEqualTo("""
                        {"instance": "node-a", "scope": "instance", "stream": "orders",
                         "restarted": [{"topic": "orders", "partition": 0}, {"topic": "orders", "partition": 3}]}""");
    }

    @Test
    void hasTheGroupPlacePartitionsAnew() {
        given(orders.rebalance()).willReturn(true);

        Answer answer = actuator.post("directstreams/orders/rebalance", "");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body())
                .isStrictlyEqualTo(actuator.get("directstreams/orders").body().getJson());
        assertThat(audit.events())
                .singleElement()
                .satisfies(event -> assertThat(event.getData()).containsEntry("action", "rebalance"));
    }

    @Test
    void aStoppedStreamIsNoMemberThatCouldAsk() {
        given(orders.rebalance()).willReturn(false);

        Answer answer = actuator.post("directstreams/orders/rebalance", "");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.body()).extractingPath("$.error").asString().contains("does not run");
    }

    @Test
    void limitsTheRateAndAnswersWithTheStream() {
        given(orders.limitRate(100L)).willReturn(true);

        Answer answer = actuator.post("directstreams/orders/rate", "{\"maxRecordsPerSecondPerPartition\": 100}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body())
                .isStrictlyEqualTo(actuator.get("directstreams/orders").body().getJson());
        assertThat(audit.events())
                .singleElement()
                .satisfies(event -> assertThat(event.getData())
                        .containsEntry("action", "rate")
                        .containsEntry("maxRecordsPerSecondPerPartition", 100L));
    }

    @Test
    void goesBackToTheConfiguredRateWithoutALimit() {
        given(orders.limitRate(null)).willReturn(true);

        assertThat(actuator.post("directstreams/orders/rate", "{}").status()).isEqualTo(200);

        then(orders).should().limitRate(null);
    }

    @Test
    void refusesALimitThatWouldStopTheStream() {
        Answer answer = actuator.post("directstreams/orders/rate", "{\"maxRecordsPerSecondPerPartition\": 0}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).extractingPath("$.error").asString().contains("is 0; it must be at least 1");
        assertThat(audit.events()).isEmpty();
    }

    @Test
    void aStoppedStreamHasNoRate() {
        given(orders.limitRate(100L)).willReturn(false);

        Answer answer = actuator.post("directstreams/orders/rate", "{\"maxRecordsPerSecondPerPartition\": 100}");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.body()).extractingPath("$.error").asString().contains("does not run");
    }

    @Test
    void doesNotFindAnUnknownStreamAndNamesTheKnownOnes() {
        Answer answer = actuator.post("directstreams/nobody", "{\"state\": \"paused\"}");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body())
                .isStrictlyEqualTo("{\"error\": \"stream 'nobody' is unknown\", \"allowed\": [\"orders\"]}");
    }

    @Test
    void doesNotFindAnUnknownActionAndNamesTheKnownOnes() {
        Answer answer = actuator.post("directstreams/orders/explode", "{}");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body())
                .isStrictlyEqualTo(
                        "{\"error\": \"action 'explode' is unknown\", \"allowed\": [\"restart\", \"rebalance\", \"rate\"]}");
        assertThat(audit.events()).isEmpty();
    }

    @Test
    void putsEachActOnRecordWithWhoDidIt() {
        actuator.post("directstreams/orders", "{\"state\": \"paused\"}", "X-User", "ada");
        actuator.post("directstreams/orders/restart", "{}");

        assertThat(audit.events()).extracting(AuditEvent::getType).containsOnly("DIRECT_STREAM_ACTION");
        assertThat(audit.events()).extracting(AuditEvent::getPrincipal).containsExactly("ada", "");
        assertThat(audit.events())
                .extracting(AuditEvent::getData)
                .containsExactly(
                        Map.of("stream", "orders", "instance", "node-a", "action", "state", "state", "paused"),
                        Map.of("stream", "orders", "instance", "node-a", "action", "restart"));
    }

    @Test
    void askingForWhatItAlreadyDoesChangesNothing() {
        given(orders.isRunning()).willReturn(true);
        actuator.post("directstreams/orders", "{\"state\": \"running\"}");
        actuator.post("directstreams/orders", "{\"state\": \"running\"}");

        then(orders).should(never()).start();
        then(orders).should(never()).stop();
        assertThat(audit.events()).as("each act is on record").hasSize(2);
    }

    @Test
    void aStreamThatCannotStartIsAnsweredWithTheReason() {
        given(orders.isRunning()).willReturn(false);
        willThrow(new FailureAnalyzedException("Stream 'orders' does not start, there is no orders.", "Create it."))
                .given(orders)
                .start();

        Answer answer = actuator.post("directstreams/orders", "{\"state\": \"running\"}");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.body())
                .extractingPath("$.error")
                .isEqualTo("Stream 'orders' does not start, there is no orders. Create it.");
        assertThat(audit.events()).hasSize(1);
    }

    @Test
    void putsAnActThatFailsOnRecordToo() {
        willThrow(new IllegalStateException("no")).given(orders).stop();

        assertThat(actuator.post("directstreams/orders", "{\"state\": \"stopped\"}")
                        .status())
                .isEqualTo(500);
        assertThat(audit.events()).hasSize(1);
    }
}
