/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.directstream.fakes.ActuatorClient;
import io.directstream.listener.DirectStreamListener;
import io.directstream.testing.TestTopics;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The order in which an application with a web server, a database and a stream ends. */
class OrderlyShutdownTests {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final TestTopics topics = new TestTopics(BrokerContexts.BROKER);

    private final String topic = topics.create(1);

    private final String database = "jdbc:h2:mem:" + topic + ";DB_CLOSE_DELAY=-1";

    @AfterEach
    void closeClients() {
        topics.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"kafka", "jdbc"})
    @DisplayName(
            "I8: while the last range runs the web server answers and the database takes its output; its end is stored")
    void streamsEndBeforeTheWebServerAndTheDataSource(String store) throws Exception {
        topics.send(topic, 0, "order").get();
        Slow listener;
        CompletableFuture<Void> closing;
        try (ConfigurableApplicationContext application = start(store)) {
            ActuatorClient actuator = new ActuatorClient(
                    application.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
            listener = application.getBean(Slow.class);
            assertThat(listener.begun.await(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .as("the range began")
                    .isTrue();

            closing = CompletableFuture.runAsync(application::close);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(actuator.get("directstreams/orders"))
                            .satisfies(answer -> {
                                assertThat(answer.status()).isEqualTo(200);
                                assertThat(answer.body().getJson()).contains("\"state\":\"stopping\"");
                            }));
            listener.mayEnd.countDown();
            closing.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }

        assertThat(written()).containsExactly("begun", "ended");
        assertThat(topics.committed(topic)).isEqualTo(Map.of(new TopicPartition(topic, 0), 1L));
    }

    private ConfigurableApplicationContext start(String store) {
        return new SpringApplicationBuilder(Application.class)
                .logStartupInfo(false)
                .properties("spring.main.banner-mode=off")
                .run(
                        "--server.port=0",
                        "--management.endpoints.web.exposure.include=directstreams",
                        "--spring.datasource.url=" + database,
                        "--spring.jpa.open-in-view=false",
                        "--spring.kafka.bootstrap-servers=" + BrokerContexts.BROKER,
                        "--direct-stream.streams.orders.topics=" + topic,
                        "--direct-stream.streams.orders.group-id=" + topic,
                        "--direct-stream.streams.orders.offsets.store=" + store);
    }

    private List<String> written() throws SQLException {
        try (Connection connection = DriverManager.getConnection(database, "sa", "");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select what from output order by id")) {
            List<String> all = new ArrayList<>();
            while (rows.next()) {
                all.add(rows.getString(1));
            }
            return all;
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(Slow.class)
    static class Application {}

    static class Slow {

        private final CountDownLatch begun = new CountDownLatch(1);

        private final CountDownLatch mayEnd = new CountDownLatch(1);

        private final JdbcClient jdbc;

        private final AsyncTaskExecutor executor;

        Slow(JdbcClient jdbc, AsyncTaskExecutor executor) {
            this.jdbc = jdbc;
            this.executor = executor;
            jdbc.sql("create table output (id int generated always as identity, what varchar(9))")
                    .update();
        }

        @DirectStreamListener("orders")
        void each(List<String> orders) throws Exception {
            write("begun");
            begun.countDown();
            assertThat(mayEnd.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            executor.submit(() -> {}).get();
            write("ended");
        }

        private void write(String what) {
            jdbc.sql("insert into output (what) values (:what)")
                    .param("what", what)
                    .update();
        }
    }
}
