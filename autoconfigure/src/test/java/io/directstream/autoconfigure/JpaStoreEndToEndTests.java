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
import io.directstream.autoconfigure.jdbc.DirectStreamJdbcAutoConfiguration;
import io.directstream.listener.DirectStreamListener;
import io.directstream.testing.TestTopics;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Id;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.annotation.Transactional;

/** Listeners that write with JPA, in an application as Boot makes it. */
class JpaStoreEndToEndTests {

    private static final TestTopics TOPICS = new TestTopics(BrokerContexts.BROKER);

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @AfterAll
    static void closeClients() {
        TOPICS.close();
    }

    @Test
    @DisplayName("I3: entities and offset are one transaction, and what the flush refuses is an attempt")
    void entitiesAndOffsetAreOneTransaction() {
        String topic = TOPICS.create(2);
        TOPICS.fill(topic, 2, 20);
        try (ConfigurableApplicationContext context = BrokerContexts.start(
                topic,
                Output.class,
                "spring.datasource.url=jdbc:h2:mem:" + topic + ";DB_CLOSE_DELAY=-1",
                "direct-stream.streams.orders.offsets.store=jdbc",
                "direct-stream.streams.orders.offsets.jdbc.ledger=true")) {
            JdbcClient jdbc = JdbcClient.create(context.getBean(DataSource.class));

            await().atMost(PATIENCE).until(() -> stored(jdbc) == 40);

            assertThat(context.getBean(PlatformTransactionManager.class)).isInstanceOf(JpaTransactionManager.class);
            assertThat(number(jdbc, "select count(*) from written")).isEqualTo(40);
            assertThat(number(jdbc, "select sum(records) from direct_stream_range"))
                    .isEqualTo(40);
            assertThat(number(jdbc, "select max(attempt) from direct_stream_range"))
                    .as("attempts at the range whose flush failed")
                    .isEqualTo(2);
        }
    }

    private static int stored(JdbcClient jdbc) {
        return number(jdbc, "select coalesce(sum(until_offset), 0) from direct_stream_offset");
    }

    private static int number(JdbcClient jdbc, String sql) {
        return jdbc.sql(sql).query(Integer.class).single();
    }

    /** Persists an entity per record, and once one that the database refuses when it is flushed. */
    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({
        DataSourceAutoConfiguration.class,
        DataSourceTransactionManagerAutoConfiguration.class,
        HibernateJpaAutoConfiguration.class,
        DirectStreamJdbcAutoConfiguration.class
    })
    @EntityScan(basePackageClasses = JpaStoreEndToEndTests.class)
    @EnableTransactionManagement(proxyTargetClass = true)
    static class Output {

        private final AtomicBoolean failed = new AtomicBoolean();

        private final EntityManager entities;

        Output(EntityManager entities) {
            this.entities = entities;
        }

        @DirectStreamListener("orders")
        @Transactional
        public void each(List<String> values, OffsetRange range) {
            for (int i = 0; i < values.size(); i++) {
                entities.persist(new Written(range.partition() + "@" + (range.fromOffset() + i)));
            }
            if (failed.compareAndSet(false, true)) {
                entities.persist(new Written("longer than a column of this table can be: " + "x".repeat(300)));
            }
        }
    }

    /** A record that was written. */
    @Entity(name = "written")
    static class Written {

        @Id
        private String address = "";

        Written() {}

        Written(String address) {
            this.address = address;
        }

        String address() {
            return address;
        }
    }
}
