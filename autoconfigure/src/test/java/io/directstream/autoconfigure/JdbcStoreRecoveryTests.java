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
import io.directstream.listener.DirectStreamListener;
import io.directstream.listener.DirectStreams;
import io.directstream.stream.StreamState;
import io.directstream.testing.TestTopics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What a stream with offsets in a database does when the database and the log do not fit together any more. */
class JdbcStoreRecoveryTests {

    private static final String OFFSETS = "direct-stream.streams.orders.offsets.";

    private final TestTopics topics = new TestTopics(BrokerContexts.BROKER);

    private final String topic = topics.create(1);

    private final TopicPartition partition = new TopicPartition(topic, 0);

    private final JdbcClient database = JdbcClient.create(new DriverManagerDataSource(url(), "sa", ""));

    @AfterEach
    void closeClients() {
        topics.close();
    }

    @Test
    @DisplayName("I1: the mirror in Kafka is never read back: with an emptied table the stream begins anew")
    void aMirrorIsNeverReadBack() {
        topics.fill(topic, 1, 10);
        runUntil(() -> stored() == 10);
        assertThat(topics.committed(topic)).as("the mirror").isEqualTo(Map.of(partition, 10L));
        database.sql("delete from direct_stream_offset").update();

        runUntil(() -> stored() == 10);

        assertThat(written()).containsExactly("0-10", "0-10");
    }

    @Test
    @DisplayName("I1: retention that passed the stored offset parks the partition, or is a jump if so configured")
    void retentionThatPassedTheStoredOffsetFollowsThePolicy() throws Exception {
        topics.fill(topic, 1, 10);
        runUntil(() -> stored() == 10);
        topics.fill(topic, 1, 10);
        topics.admin()
                .deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(15)))
                .all()
                .get();

        try (ConfigurableApplicationContext context = start()) {
            await().atMost(Duration.ofSeconds(60)).until(() -> state(context) == StreamState.FAILED);
        }
        assertThat(stored()).isEqualTo(10);

        runUntil(() -> stored() == 20, OFFSETS + "when-out-of-range=earliest");
        assertThat(written()).containsExactly("0-10", "15-20");
    }

    @Test
    @DisplayName("I1: a topic that was deleted and made again is seen by its id, though its log is longer than before")
    void aTopicMadeAgainIsSeenByItsId() {
        topics.fill(topic, 1, 10);
        runUntil(() -> stored() == 10);
        topics.delete(topic);
        await().atMost(Duration.ofSeconds(60)).until(() -> !topics.names().contains(topic));
        topics.create(topic, 1);
        topics.fill(topic, 1, 20);

        try (ConfigurableApplicationContext context = start()) {
            await().atMost(Duration.ofSeconds(60)).until(() -> state(context) == StreamState.FAILED);
        }
        assertThat(written()).containsExactly("0-10");

        runUntil(() -> stored() == 20, OFFSETS + "when-topic-recreated=earliest");
        assertThat(written()).containsExactly("0-10", "0-20");
    }

    private void runUntil(Callable<Boolean> reached, String... settings) {
        try (ConfigurableApplicationContext context = start(settings)) {
            await().atMost(Duration.ofSeconds(60)).until(reached);
            assertThat(context.isActive()).isTrue();
        }
    }

    private ConfigurableApplicationContext start(String... settings) {
        String[] all = Stream.concat(
                        Stream.of(
                                OFFSETS + "store=jdbc",
                                "spring.datasource.url=" + url(),
                                "direct-stream.streams.orders.group-id=" + topic),
                        Stream.of(settings))
                .toArray(String[]::new);
        return BrokerContexts.start(topic, Output.class, all);
    }

    private String url() {
        return "jdbc:h2:mem:recovery-" + topic + ";DB_CLOSE_DELAY=-1";
    }

    private static StreamState state(ConfigurableApplicationContext context) {
        return context.getBean(DirectStreams.class).stream("orders").snapshot().state();
    }

    private long stored() {
        return database.sql("select coalesce(sum(until_offset), 0) from direct_stream_offset")
                .query(Long.class)
                .single();
    }

    private List<String> written() {
        return database.sql("select range_bounds from output order by written")
                .query(String.class)
                .list();
    }

    /** Writes a row per range. */
    @Configuration(proxyBeanMethods = false)
    @WithDatabase
    static class Output {

        private final JdbcClient jdbc;

        Output(JdbcClient jdbc) {
            this.jdbc = jdbc;
            jdbc.sql("create table if not exists output (written bigint auto_increment, range_bounds varchar(50))")
                    .update();
        }

        @DirectStreamListener("orders")
        void each(List<String> values, OffsetRange range) {
            jdbc.sql("insert into output (range_bounds) values (?)")
                    .param(range.fromOffset() + "-" + range.untilOffset())
                    .update();
            assertThat(values).hasSize((int) range.count());
        }
    }
}
