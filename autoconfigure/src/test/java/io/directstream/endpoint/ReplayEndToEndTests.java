/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.directstream.CanCommitOffsets;
import io.directstream.OffsetRange;
import io.directstream.PartitionBatch;
import io.directstream.fakes.ActuatorClient;
import io.directstream.fakes.ActuatorClient.Answer;
import io.directstream.listener.DirectStreamListener;
import io.directstream.testing.KafkaBroker;
import io.directstream.testing.TestTopics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.actuate.audit.listener.AuditApplicationEvent;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Ranges that running streams deliver once more, asked for over HTTP alone. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "management.endpoints.web.exposure.include=directstreams,directstreamreplay",
            "management.endpoint.directstreamreplay.access=unrestricted",
            "spring.datasource.generate-unique-name=true",
            "direct-stream.streams.ledger.offsets.store=jdbc",
            "direct-stream.streams.ledger.failure.max-attempts=1",
            "direct-stream.streams.manual.offsets.commit=manual"
        })
class ReplayEndToEndTests {

    private static final TestTopics TOPICS = new TestTopics(KafkaBroker.shared().bootstrapServers());

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final int RECORDS = 20;

    private static final Pattern FIELD = Pattern.compile("\"(\\w+)\" *:");

    private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");

    private static final String TOPIC = TOPICS.create(2);

    private final Listener listener;

    private final JdbcClient jdbc;

    private final ActuatorClient actuator;

    ReplayEndToEndTests(@Autowired Listener listener, @Autowired JdbcClient jdbc, @LocalServerPort int port) {
        this.listener = listener;
        this.jdbc = jdbc;
        this.actuator = new ActuatorClient(port);
    }

    @DynamicPropertySource
    static void connect(DynamicPropertyRegistry properties) {
        TOPICS.fill(TOPIC, 2, RECORDS);
        properties.add(
                "spring.kafka.bootstrap-servers", () -> KafkaBroker.shared().bootstrapServers());
        for (String stream : List.of("ledger", "manual")) {
            properties.add("direct-stream.streams." + stream + ".topics", () -> TOPIC);
            properties.add("direct-stream.streams." + stream + ".group-id", () -> stream + "-of-" + TOPIC);
        }
    }

    @AfterAll
    static void disconnect() {
        TOPICS.close();
    }

    @BeforeEach
    void allIsRead() {
        assertStored("ledger", RECORDS, RECORDS);
        await().atMost(PATIENCE).until(() -> listener.delivered.get() == 2 * RECORDS);
        listener.forget();
    }

    @Test
    void theListenerGetsTheRangesOnceMoreAndItsTransactionApplies() {
        jdbc.sql("delete from output").update();

        Answer accepted = replay("ledger", "%1$s-0@[5,10) %1$s-1@[0,20)".formatted(TOPIC));

        assertThat(accepted.status()).isEqualTo(202);
        assertThat(end(accepted).body()).extractingPath("$.state").isEqualTo("completed");
        assertThat(jdbc.sql("select count(*) from output").query(Long.class).single())
                .isEqualTo(25);
        assertThat(listener.replayed).allMatch(range -> range.count() <= RECORDS);
        assertStored("ledger", RECORDS, RECORDS);
        assertThat(listener.audits)
                .anySatisfy(event -> assertThat(event.getAuditEvent().getData())
                        .containsEntry("action", "replay")
                        .containsEntry("stream", "ledger"));
    }

    @Test
    void whatAFailedReplayWroteIsRolledBackAndTheOutcomeSaysWhy() {
        jdbc.sql("delete from output").update();
        listener.failing = true;

        Answer ended = end(replay("ledger", TOPIC + "-0@[5,10)"));

        assertThat(ended.body()).extractingPath("$.state").isEqualTo("failed");
        assertThat(ended.body()).extractingPath("$.ranges[0].reason").asString().contains("no room");
        assertThat(jdbc.sql("select count(*) from output").query(Long.class).single())
                .isZero();
    }

    @Test
    void commitsInsideAReplayAreIgnored() throws IOException {
        Answer ended = end(replay("manual", TOPIC + "-0@[5,10)"));

        assertThat(ended.body()).extractingPath("$.state").isEqualTo("completed");
        assertThat(fields(ended.body().getJson()))
                .isEqualTo(fields(new ClassPathResource("directstreamreplay.json", getClass())
                        .getContentAsString(StandardCharsets.UTF_8)));
        assertThat(listener.replayed).containsExactly(OffsetRange.create(TOPIC, 0, 5, 10));
        assertStored("manual", 0, 0);
    }

    @Test
    void oneReplayOfAStreamRunsAtATimeAndCanBeCancelled() {
        listener.held = new CountDownLatch(1);
        Answer first = replay("manual", TOPIC + "-0@[5,10)");
        await().atMost(PATIENCE).until(() -> !listener.replayed.isEmpty());

        assertThat(replay("manual", TOPIC + "-0@[5,10)").status()).isEqualTo(409);
        listener.held.countDown();
        assertThat(actuator.delete("directstreamreplay/" + id(first)).status()).isEqualTo(200);

        assertThat(actuator.get("directstreamreplay").body())
                .extractingPath("$.replays[*].id")
                .asArray()
                .contains(id(first));
        assertThat(actuator.get("directstreamreplay/" + id(first)).body())
                .extractingPath("$.endedAt")
                .isNotNull();
    }

    @Test
    void badRangesAreRefusedWithTheReason() {
        assertThat(replay("ledger", "nonsense").status()).isEqualTo(400);
        assertThat(replay("ledger", TOPIC + "-0@[9,5)").status()).isEqualTo(400);
        Answer outside = replay("ledger", "%1$s-0@[0,21) %1$s-7@[0,1)".formatted(TOPIC));
        assertThat(outside.status()).isEqualTo(400);
        assertThat(outside.body()).extractingPath("$.error").asString().contains("[0,20)", TOPIC + "-7");
        assertThat(replay("nobody", TOPIC + "-0@[0,5)").status()).isEqualTo(404);
        assertThat(actuator.get("directstreamreplay/unknown").status()).isEqualTo(404);
    }

    private Answer end(Answer accepted) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(actuator.get("directstreamreplay/" + id(accepted))
                                .body())
                        .extractingPath("$.endedAt")
                        .isNotNull());
        return actuator.get("directstreamreplay/" + id(accepted));
    }

    private static List<String> fields(String json) {
        return FIELD.matcher(json).results().map(field -> field.group(1)).toList();
    }

    private static String id(Answer answer) {
        Matcher id = ID.matcher(answer.body().getJson());
        assertThat(id.find()).as("an id in %s", answer.body().getJson()).isTrue();
        return id.group(1);
    }

    private Answer replay(String stream, String ranges) {
        return actuator.post("directstreamreplay/" + stream, "{\"ranges\": \"%s\"}".formatted(ranges));
    }

    private void assertStored(String stream, int... offsets) {
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(actuator.get("directstreams/" + stream).body())
                                .extractingPath("$.streams.%s.assigned[*].stored".formatted(stream))
                                .isEqualTo(List.of(offsets[0], offsets[1])));
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {

        @Bean
        Listener listener(JdbcClient jdbc) {
            return new Listener(jdbc);
        }
    }

    static class Listener {

        private final JdbcClient jdbc;

        private final Queue<OffsetRange> replayed = new ConcurrentLinkedQueue<>();

        private final Queue<AuditApplicationEvent> audits = new ConcurrentLinkedQueue<>();

        private final AtomicInteger delivered = new AtomicInteger();

        private volatile boolean failing;

        private volatile CountDownLatch held = new CountDownLatch(0);

        Listener(JdbcClient jdbc) {
            this.jdbc = jdbc;
            jdbc.sql("create table output (line varchar(200))").update();
        }

        void forget() {
            replayed.clear();
            failing = false;
            held = new CountDownLatch(0);
        }

        @DirectStreamListener("ledger")
        void entry(PartitionBatch<String, String> batch) {
            for (ConsumerRecord<String, String> record : batch) {
                jdbc.sql("insert into output values (?)").param(record.value()).update();
            }
            if (batch.isReplay()) {
                replayed.add(batch.offsetRange());
                if (failing) {
                    throw new IllegalStateException("no room");
                }
            }
        }

        @DirectStreamListener("manual")
        void order(PartitionBatch<String, String> batch, CanCommitOffsets commits) throws InterruptedException {
            if (batch.isReplay()) {
                replayed.add(batch.offsetRange());
                commits.commitAsync(batch.offsetRanges());
                assertThat(held.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            } else {
                delivered.addAndGet(batch.recordCount());
            }
        }

        @EventListener
        void audited(AuditApplicationEvent event) {
            audits.add(event);
        }
    }
}
