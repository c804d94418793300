/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.directstream.offset.OffsetStore;
import io.directstream.offset.TransactionalOffsetStore;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** What is refused at the start because output and offsets would not be one transaction, or could not be stored. */
class JdbcSetupTests {

    private static final LedgerPolicy LEDGER = new LedgerPolicy.Kept(null);

    private static final LedgerPolicy NO_LEDGER = new LedgerPolicy.Off();

    private final JdbcConnectionPool pool = JdbcConnectionPool.create("jdbc:h2:mem:setup;DB_CLOSE_DELAY=-1", "sa", "");

    private final JdbcClient jdbc = JdbcClient.create(pool);

    @BeforeEach
    void create() {
        TestDatabase.postgresql(pool).createTables();
    }

    @AfterEach
    void drop() {
        jdbc.sql("drop all objects").update();
        pool.dispose();
    }

    @Test
    void columnsOfAnotherVersionAreRefusedByName() {
        jdbc.sql("alter table direct_stream_offset drop column topic_id").update();
        jdbc.sql("alter table direct_stream_offset alter column until_offset integer")
                .update();

        assertThatExceptionOfType(FailureAnalyzedException.class)
                .isThrownBy(() -> open(pool, pool, NO_LEDGER))
                .satisfies(refused -> {
                    assertThat(refused.analysis().getDescription())
                            .contains(
                                    "'orders'",
                                    "direct_stream_offset",
                                    "topic_id is missing",
                                    "until_offset holds no number of 64 bits");
                    assertThat(refused.analysis().getAction()).contains("schema-postgresql.sql", "alter table");
                });
    }

    @Test
    void onlyALedgerNeedsItsTable() {
        jdbc.sql("drop table direct_stream_range").update();

        open(pool, pool, NO_LEDGER).close();
        assertThatExceptionOfType(FailureAnalyzedException.class)
                .isThrownBy(() -> open(pool, pool, LEDGER))
                .satisfies(refused ->
                        assertThat(refused.analysis().getDescription()).contains("direct_stream_range", "not there"));
    }

    @Test
    void columnsOfTheLedgerAreLookedAt() {
        jdbc.sql("alter table direct_stream_range alter column stored_at varchar(50)")
                .update();

        assertThatExceptionOfType(FailureAnalyzedException.class)
                .isThrownBy(() -> open(pool, pool, LEDGER))
                .satisfies(refused -> assertThat(refused.analysis().getDescription())
                        .contains("direct_stream_range", "stored_at holds no timestamp"));
    }

    @Test
    void connectionsThatCommitByThemselvesAreRefused() {
        DataSource committing = new AutoCommitting(pool);

        assertThatExceptionOfType(FailureAnalyzedException.class)
                .isThrownBy(() -> open(committing, committing, NO_LEDGER))
                .satisfies(refused -> {
                    assertThat(refused.analysis().getDescription()).contains("commit each statement by themselves");
                    assertThat(refused.analysis().getAction()).contains("auto-commit");
                });
    }

    @Test
    void soAreTheyBehindAProxyThatConnectsLater() {
        DataSource lazy = new LazyConnectionDataSourceProxy(new AutoCommitting(pool));

        assertThatExceptionOfType(FailureAnalyzedException.class)
                .isThrownBy(() -> open(lazy, lazy, NO_LEDGER))
                .satisfies(refused -> assertThat(refused.analysis().getDescription())
                        .contains("commit each statement by themselves"));
    }

    @Test
    void wrappersThatTheTransactionManagerKnowsWork() throws Exception {
        DataSource aware = new TransactionAwareDataSourceProxy(pool);
        DataSource lazy = new LazyConnectionDataSourceProxy(pool);
        DataSource plain = new DelegatingDataSource(pool);

        works(aware, aware);
        works(aware, pool);
        works(pool, aware);
        works(lazy, lazy);
        works(plain, plain);
    }

    @Test
    void aWrapperThatTheTransactionManagerDoesNotKnowIsRefused() {
        assertThatExceptionOfType(FailureAnalyzedException.class)
                .isThrownBy(() -> open(new DelegatingDataSource(pool), pool, NO_LEDGER))
                .satisfies(refused -> {
                    assertThat(refused.analysis().getDescription()).contains("does not manage the data source");
                    assertThat(refused.analysis().getAction()).contains("wrapper");
                });
    }

    @Test
    void aDatabaseThatWasAwayAtTheStartIsLookedAtBeforeTheFirstAnswer() {
        jdbc.sql("alter table direct_stream_offset drop column topic_id").update();
        AtomicBoolean away = new AtomicBoolean(true);
        DataSource database = new DelegatingDataSource(pool) {
            @Override
            public Connection getConnection() throws SQLException {
                if (away.get()) {
                    throw new SQLException("no route");
                }
                return super.getConnection();
            }
        };

        try (OffsetStore store = open(database, database, NO_LEDGER)) {
            away.set(false);

            assertThat(store.load("orders", Set.of(StoreOnDatabase.PARTITION)).toCompletableFuture())
                    .failsWithin(30, TimeUnit.SECONDS)
                    .withThrowableThat()
                    .withMessageContaining("topic_id is missing");
        }
    }

    private void works(DataSource ofTheStore, DataSource ofTheManager) throws Exception {
        jdbc.sql("delete from direct_stream_offset").update();
        jdbc.sql("delete from direct_stream_range").update();
        try (TransactionalOffsetStore store = open(ofTheStore, ofTheManager, LEDGER)) {
            StoreOnDatabase.store(store, StoreOnDatabase.position(10));
            store.storeWith(List.of(StoreOnDatabase.range(10, 20)), () -> {});
            store.storeWith(
                    List.of(StoreOnDatabase.range(10, 20)),
                    () -> JdbcClient.create(ofTheStore)
                            .sql("delete from direct_stream_range")
                            .update());
        }
        assertThat(jdbc.sql("select count(*) from direct_stream_range")
                        .query(Integer.class)
                        .single())
                .isEqualTo(2);
    }

    private static TransactionalOffsetStore open(DataSource ofTheStore, DataSource ofTheManager, LedgerPolicy policy) {
        return StoreOnDatabase.open(
                TestDatabase.postgresql(ofTheStore),
                new JdbcTransactionManager(ofTheManager),
                policy,
                new IndependentTransactions());
    }

    /** Its connections leave auto-commit on, whatever they are told. */
    private static final class AutoCommitting extends DelegatingDataSource {

        AutoCommitting(DataSource target) {
            super(target);
        }

        @Override
        public Connection getConnection() throws SQLException {
            Connection connection = super.getConnection();
            return (Connection) Proxy.newProxyInstance(
                    getClass().getClassLoader(),
                    new Class<?>[] {Connection.class},
                    (proxy, method, arguments) ->
                            method.getName().equals("setAutoCommit") ? null : method.invoke(connection, arguments));
        }
    }
}
