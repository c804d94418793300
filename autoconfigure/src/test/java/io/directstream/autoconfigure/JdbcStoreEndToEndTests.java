/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.autoconfigure;

import static io.directstream.autoconfigure.Refusals.analyzed;
import static io.directstream.autoconfigure.Refusals.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.directstream.OffsetRange;
import io.directstream.autoconfigure.jdbc.DirectStreamJdbcAutoConfiguration;
import io.directstream.jdbc.IndependentTransactions;
import io.directstream.listener.DirectStreamListener;
import io.directstream.testing.TestTopics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.ConfigurableTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;

/** Streams that keep their offsets in the application's database. */
class JdbcStoreEndToEndTests {

    private static final TestTopics TOPICS = new TestTopics(BrokerContexts.BROKER);

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final String STORE = "direct-stream.streams.orders.offsets.store=jdbc";

    @AfterAll
    static void closeClients() {
        TOPICS.close();
    }

    @Test
    @DisplayName("I3: what a listener wrote before it failed is rolled back, and a restart goes on where it ended")
    void outputAndOffsetAreOneTransaction() throws IOException {
        String topic = TOPICS.create(2);
        TOPICS.fill(topic, 2, 50);
        String database = "spring.datasource.url=jdbc:h2:mem:" + topic + ";DB_CLOSE_DELAY=-1";
        String group = "direct-stream.streams.orders.group-id=" + topic;
        String ledger = "direct-stream.streams.orders.offsets.jdbc.ledger=true";

        try (ConfigurableApplicationContext context = start(topic, database, group, ledger)) {
            JdbcClient jdbc = context.getBean(JdbcClient.class);
            await().atMost(PATIENCE).until(() -> stored(jdbc, topic) == 100);
            assertThat(context.getBean(Output.class).failures()).isEqualTo(2);
            assertThat(written(jdbc)).isEqualTo(100);
        }
        TOPICS.fill(topic, 2, 10);
        try (ConfigurableApplicationContext context = start(topic, database, group, ledger)) {
            JdbcClient jdbc = context.getBean(JdbcClient.class);
            await().atMost(PATIENCE).until(() -> stored(jdbc, topic) == 120);
            assertThat(written(jdbc)).isEqualTo(120);
            assertThat(jdbc.sql(
                                    "select count(*) from output group by partition_number, record_offset having count(*) > 1")
                            .query(Integer.class)
                            .list())
                    .as("records that were written twice")
                    .isEmpty();
            assertThat(jdbc.sql("select sum(records) from direct_stream_range where kind = 'RANGE'")
                            .query(Integer.class)
                            .single())
                    .isEqualTo(120);
            assertThat(jdbc.sql(proof()).query().listOfRows()).isEmpty();
        }
        assertThat(TOPICS.committed(topic).values().stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .as("the mirror, which is complete after the stop")
                .isEqualTo(120);
    }

    @Test
    void aLedgerIsRefusedWithoutTheStore() {
        var refused = refusal(
                StreamContexts.orders().withPropertyValues("direct-stream.streams.orders.offsets.jdbc.ledger=true"));

        assertThat(refused.getName()).isEqualTo("direct-stream.streams.orders.offsets.jdbc.ledger");
        assertThat(refused.getReason()).contains("the offsets are kept by kafka", "remove this");
    }

    @Test
    void aRetentionIsRefusedWithoutALedger() {
        var refused = refusal(
                database().withPropertyValues(STORE, "direct-stream.streams.orders.offsets.jdbc.ledger-retention=7d"));

        assertThat(refused.getName()).isEqualTo("direct-stream.streams.orders.offsets.jdbc.ledger-retention");
        assertThat(refused.getReason()).contains("direct-stream.streams.orders.offsets.jdbc.ledger");
    }

    @Test
    void aRetentionThatCannotBeMeantIsRefused() {
        var refused = refusal(database()
                .withPropertyValues(
                        STORE,
                        "direct-stream.streams.orders.offsets.jdbc.ledger=true",
                        "direct-stream.streams.orders.offsets.jdbc.ledger-retention=7"));

        assertThat(refused.getReason()).contains("7 was read as 7 ms");
    }

    @Test
    void transactionManagersAreWatchedForTransactionsBesides() {
        database()
                .withPropertyValues(STORE)
                .run(context -> assertThat(context.getBean(ConfigurableTransactionManager.class)
                                .getTransactionExecutionListeners())
                        .hasOnlyElementsOfType(IndependentTransactions.class)
                        .hasSize(1));
    }

    @Test
    void withoutADatabaseItIsRefused() {
        var refused = refusal(StreamContexts.orders().withPropertyValues(STORE));

        assertThat(refused.getName()).isEqualTo("direct-stream.streams.orders.offsets.store");
        assertThat(refused.getReason()).contains("DataSource", "spring-boot-starter-jdbc");
    }

    @Test
    void manualCommitsAreRefused() {
        var refused =
                refusal(database().withPropertyValues(STORE, "direct-stream.streams.orders.offsets.commit=manual"));

        assertThat(refused.getReason()).contains("offsets.store is jdbc", "remove one of the two");
    }

    @Test
    void aMissingTableIsRefusedWithTheWayToMakeIt() {
        var refused = analyzed(database().withPropertyValues(STORE, "direct-stream.jdbc.initialize-schema=never"));

        assertThat(refused.analysis().getDescription()).contains("direct_stream_offset", "'orders'");
        assertThat(refused.analysis().getAction()).contains("direct-stream.jdbc.initialize-schema");
    }

    @Test
    void aTransactionManagerOfSomethingElseIsRefused() {
        var refused = analyzed(database()
                .withBean("others", Others.class)
                .withPropertyValues(STORE, "direct-stream.jdbc.transaction-manager=others"));

        assertThat(refused.analysis().getDescription())
                .contains(Others.class.getName(), "does not manage the data source");
    }

    @Test
    void aTransactionManagerThatIsMissingIsRefused() {
        var refused = refusal(database().withPropertyValues(STORE, "direct-stream.jdbc.transaction-manager=nobody"));

        assertThat(refused.getName()).isEqualTo("direct-stream.jdbc.transaction-manager");
        assertThat(refused.getValue()).isEqualTo("nobody");
    }

    @Test
    void noTableIsMadeForAnApplicationWithoutSuchAStream() {
        database()
                .run(context -> assertThat(context.getBean(JdbcClient.class)
                                .sql(
                                        "select count(*) from information_schema.tables where lower(table_name) like 'direct_stream%'")
                                .query(Integer.class)
                                .single())
                        .isZero());
    }

    private static ConfigurableApplicationContext start(String topic, String... settings) {
        String[] all = Stream.concat(Stream.of(STORE), Arrays.stream(settings)).toArray(String[]::new);
        return BrokerContexts.start(topic, Output.class, all);
    }

    private static ApplicationContextRunner database() {
        return StreamContexts.orders()
                .withConfiguration(AutoConfigurations.of(
                        DataSourceAutoConfiguration.class,
                        DataSourceTransactionManagerAutoConfiguration.class,
                        JdbcTemplateAutoConfiguration.class,
                        JdbcClientAutoConfiguration.class,
                        DirectStreamJdbcAutoConfiguration.class))
                .withPropertyValues("spring.datasource.generate-unique-name=true");
    }

    private static long stored(JdbcClient jdbc, String topic) {
        return jdbc.sql("select coalesce(sum(until_offset), 0) from direct_stream_offset where topic = ?")
                .param(topic)
                .query(Long.class)
                .single();
    }

    private static String proof() throws IOException {
        return new ClassPathResource("io/directstream/jdbc/ledger-proof.sql")
                .getContentAsString(StandardCharsets.UTF_8);
    }

    private static long written(JdbcClient jdbc) {
        return jdbc.sql("select count(*) from output").query(Long.class).single();
    }

    /** Writes a row per record, and fails now and then when some are written. */
    @Configuration(proxyBeanMethods = false)
    @WithDatabase
    @EnableTransactionManagement(proxyTargetClass = true)
    static class Output {

        private final AtomicInteger failures = new AtomicInteger();

        private final JdbcClient jdbc;

        Output(JdbcClient jdbc) {
            this.jdbc = jdbc;
            jdbc.sql("create table if not exists output (partition_number int, record_offset bigint)")
                    .update();
        }

        /** Not a field that others read: they have a proxy of this. */
        public int failures() {
            return failures.get();
        }

        @DirectStreamListener("orders")
        @Transactional
        public void each(List<String> values, OffsetRange range) {
            for (int i = 0; i < values.size(); i++) {
                jdbc.sql("insert into output values (?, ?)")
                        .params(range.partition(), range.fromOffset() + i)
                        .update();
                if (i == values.size() / 2 && failures.get() < 2) {
                    failures.incrementAndGet();
                    throw new IllegalStateException("in the middle");
                }
            }
        }
    }

    /** Begins transactions of nothing. */
    static class Others extends AbstractPlatformTransactionManager {

        private static final long serialVersionUID = 1L;

        @Override
        protected Object doGetTransaction() {
            return this;
        }

        @Override
        protected void doBegin(Object transaction, TransactionDefinition definition) {}

        @Override
        protected void doCommit(DefaultTransactionStatus status) {}

        @Override
        protected void doRollback(DefaultTransactionStatus status) {}
    }
}
