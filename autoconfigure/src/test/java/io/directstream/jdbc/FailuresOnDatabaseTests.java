/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.directstream.BatchListener;
import io.directstream.offset.OffsetStoreFactory;
import io.directstream.strategy.ConsumerStrategies;
import io.directstream.stream.DeadLetter;
import io.directstream.stream.DeadLetters;
import io.directstream.stream.DirectStream;
import io.directstream.stream.FailurePolicy.WhenExhausted;
import io.directstream.stream.StreamOptions;
import io.directstream.testing.KafkaBroker;
import io.directstream.testing.StreamHarness;
import io.directstream.testing.TestTopics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** Ranges that fail while output and offsets are in one PostgreSQL database. */
class FailuresOnDatabaseTests {

    private static final Databases DATABASES = new Databases("failures");

    private static final int RECORDS = 20;

    private static final List<Long> BAD = List.of(0L, 7L, 19L);

    private final TestDatabase database = DATABASES.postgres();

    private final JdbcClient jdbc = JdbcClient.create(database.dataSource());

    private final String bootstrapServers = KafkaBroker.shared().bootstrapServers();

    private final TestTopics topics = new TestTopics(bootstrapServers);

    private final String topic = topics.create(1);

    private final Queue<Long> letters = new ConcurrentLinkedQueue<>();

    @BeforeEach
    void createTables() {
        jdbc.sql("drop table if exists output, direct_stream_offset, direct_stream_range")
                .update();
        jdbc.sql("create table output (record_offset bigint)").update();
        database.createTables();
        topics.fill(topic, 1, RECORDS);
    }

    @AfterEach
    void closeClients() {
        topics.close();
    }

    @AfterAll
    static void stop() {
        DATABASES.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @DisplayName("I1, I3: around each bad record that is isolated, output and offset of every part are one transaction")
    void badRecordsAreIsolatedInTransactions(boolean sends) {
        WhenExhausted policy = sends ? new WhenExhausted.DeadLetter(null, true) : new WhenExhausted.Skip(true);

        runWith(policy);

        assertThat(output())
                .isEqualTo(LongStream.range(0, RECORDS)
                        .boxed()
                        .filter(offset -> !BAD.contains(offset))
                        .toList());
        assertThat(letters).containsExactlyElementsOf(sends ? BAD : List.of());
        assertThat(LedgerProof.of(database)).isEmpty();
    }

    @Test
    @DisplayName("I3: of a range that is given up as a whole nothing is written but its offset")
    void aRangeThatIsGivenUpLeavesNoOutput() {
        runWith(new WhenExhausted.DeadLetter(null, false));

        assertThat(letters).containsAll(BAD).doesNotHaveDuplicates();
        assertThat(output()).doesNotHaveDuplicates().noneMatch(letters::contains);
        assertThat(letters.size() + output().size()).isEqualTo(RECORDS);
        assertThat(LedgerProof.of(database)).isEmpty();
    }

    private void runWith(WhenExhausted policy) {
        String group = TestTopics.unique("failures");
        StreamOptions options = StreamHarness.options(group);
        options = options.withFailure(options.failure().withWhenExhausted(policy));
        StreamHarness harness = new StreamHarness(bootstrapServers);
        OffsetStoreFactory store = new JdbcOffsetStores(
                        database.dataSource(),
                        new JdbcTransactionManager(database.dataSource()),
                        new JdbcOffsetStores.Names("direct_stream_offset", "direct_stream_range"),
                        new IndependentTransactions())
                .forStream("orders", group, new LedgerPolicy.Kept(null));
        JdbcTemplate inTransaction = new JdbcTemplate(database.dataSource());
        BatchListener<String, String> listener = batch -> {
            for (ConsumerRecord<String, String> each : batch) {
                inTransaction.update("insert into output values (?)", each.offset());
                if (BAD.contains(each.offset())) {
                    throw new IllegalStateException("bad");
                }
            }
        };
        try (DirectStream<String, String> stream = DirectStream.create(
                options,
                StreamHarness.definition(ConsumerStrategies.subscribe(List.of(topic)), listener),
                harness.services(options, Map.of()).withOffsetStore(store).withDeadLetters(this::letters))) {
            stream.start();
            await().atMost(Duration.ofSeconds(60)).until(() -> stored() == RECORDS);
            assertThat(stream.snapshot().totals().fenceHits()).isZero();
        }
    }

    private DeadLetters letters() {
        return new DeadLetters() {
            @Override
            public void send(List<DeadLetter> all) {
                all.forEach(letter -> letters.add(letter.record().offset()));
            }

            @Override
            public void close() {}
        };
    }

    private long stored() {
        return jdbc.sql("select coalesce(sum(until_offset), 0) from direct_stream_offset")
                .query(Long.class)
                .single();
    }

    private List<Long> output() {
        return jdbc.sql("select record_offset from output order by record_offset")
                .query(Long.class)
                .list();
    }
}
