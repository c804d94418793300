/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.directstream.OffsetRange;
import io.directstream.listener.DirectStreamContainer;
import io.directstream.listener.DirectStreamListener;
import io.directstream.listener.DirectStreams;
import io.directstream.stream.StreamState;
import io.directstream.testing.TcpProxy;
import io.directstream.testing.TestTopics;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A PostgreSQL that goes away in the middle of a batch, and comes back. */
class DatabaseOutageTests {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final TestTopics topics = new TestTopics(BrokerContexts.BROKER);

    private final String topic = topics.create(2);

    private final TcpProxy proxy = new TcpProxy();

    private EmbeddedPostgres postgres;

    @BeforeEach
    void startDatabase() throws IOException {
        postgres = EmbeddedPostgres.builder().start();
        proxy.forwardTo(postgres.getPort());
    }

    @AfterEach
    void stopDatabase() throws IOException {
        proxy.close();
        postgres.close();
        topics.close();
    }

    @Test
    @DisplayName(
            "I1, I3, I9: a database that goes away in the middle of a batch is waited for, and nothing is consumed meanwhile")
    void aDatabaseThatGoesAwayIsWaitedFor() throws InterruptedException {
        topics.fill(topic, 2, 10);
        try (ConfigurableApplicationContext application = start()) {
            DirectStreamContainer orders = application.getBean(DirectStreams.class).stream("orders");
            Output output = application.getBean(Output.class);
            await().atMost(PATIENCE).until(() -> rows() == 20);
            String member = orders.snapshot().memberId();

            output.holding = true;
            topics.fill(topic, 2, 10);
            assertThat(output.held.tryAcquire(1, 60, TimeUnit.SECONDS)).isTrue();
            proxy.cut();
            output.holding = false;
            output.release.countDown();
            await().atMost(PATIENCE).until(() -> orders.snapshot().reason() != null);

            assertThat(orders.snapshot().state()).isEqualTo(StreamState.RUNNING);
            assertThat(orders.snapshot().reason()).contains(topic + "-");
            topics.fill(topic, 2, 10);
            assertThat(rows()).isEqualTo(20);

            proxy.heal();
            await().atMost(PATIENCE)
                    .until(() -> rows() == 60 && orders.snapshot().reason() == null);
            assertThat(orders.snapshot().memberId()).isEqualTo(member);
            assertThat(orders.snapshot().totals().failed())
                    .as("an outage is no attempt")
                    .isZero();
        }
        assertThat(distinct()).as("each record once").isEqualTo(60);
    }

    private ConfigurableApplicationContext start() {
        return BrokerContexts.start(
                topic,
                Output.class,
                "direct-stream.streams.orders.offsets.store=jdbc",
                "direct-stream.jdbc.initialize-schema=always",
                "spring.datasource.url=jdbc:postgresql://localhost:" + proxy.port() + "/postgres",
                "spring.datasource.username=postgres",
                "spring.datasource.hikari.connection-timeout=1000");
    }

    private long rows() {
        return count("select count(*) from output");
    }

    private long distinct() {
        return count("select count(distinct record) from output");
    }

    private long count(String sql) {
        return JdbcClient.create(postgres.getPostgresDatabase())
                .sql(sql)
                .query(Long.class)
                .single();
    }

    /** Writes a row per record; can be held in the middle of a batch. */
    @Configuration(proxyBeanMethods = false)
    @WithDatabase
    static class Output {

        private final JdbcClient jdbc;

        private final Semaphore held = new Semaphore(0);

        private final CountDownLatch release = new CountDownLatch(1);

        private volatile boolean holding;

        Output(JdbcClient jdbc) {
            this.jdbc = jdbc;
            jdbc.sql("create table output (record varchar(50))").update();
        }

        @DirectStreamListener("orders")
        void each(List<String> values, OffsetRange range) throws InterruptedException {
            for (int i = 0; i < values.size(); i++) {
                if (i == 1 && holding) {
                    held.release();
                    assertThat(release.await(60, TimeUnit.SECONDS)).isTrue();
                }
                jdbc.sql("insert into output (record) values (?)")
                        .param(range.partition() + "-" + (range.fromOffset() + i))
                        .update();
            }
        }
    }
}
