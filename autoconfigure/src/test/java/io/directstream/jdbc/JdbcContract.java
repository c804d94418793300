/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.directstream.offset.OffsetStoreException;
import io.directstream.offset.StoreOutcome;
import io.directstream.offset.TransactionalOffsetStore;
import io.directstream.offset.TransactionalOffsetStoreContract;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.UnexpectedRollbackException;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What the jdbc store does, whatever the database and the isolation. */
abstract class JdbcContract extends TransactionalOffsetStoreContract {

    private static final long PATIENCE_SECONDS = 30;

    private final int isolation;

    private final TestDatabase database;

    private final PlatformTransactionManager transactionManager;

    private final JdbcClient output;

    private final IndependentTransactions independent = new IndependentTransactions();

    JdbcContract(TestDatabase database, int isolation) {
        this(database, isolation, new JdbcTransactionManager(database.dataSource()));
    }

    JdbcContract(TestDatabase database, int isolation, PlatformTransactionManager transactionManager) {
        this.isolation = isolation;
        this.database = database;
        this.transactionManager = transactionManager;
        this.output = JdbcClient.create(database.dataSource());
        database.createTables();
    }

    @BeforeEach
    void emptyTables() {
        output.sql("delete from direct_stream_offset").update();
        output.sql("delete from direct_stream_range").update();
        output.sql("create table if not exists output (what varchar(100) not null primary key)")
                .update();
        output.sql("delete from output").update();
    }

    @AfterEach
    void theLedgerHasNeitherGapsNorOverlaps() {
        assertThat(LedgerProof.of(database)).isEmpty();
    }

    @Override
    protected TransactionalOffsetStore open() {
        return open("billing");
    }

    private TransactionalOffsetStore open(String group) {
        JdbcTemplate template = new JdbcTemplate(database.dataSource());
        template.setQueryTimeout((int) Duration.ofSeconds(30).toSeconds());
        JdbcTables tables = new JdbcTables(
                new JdbcOffsetTable(new StreamRows(template, "direct_stream_offset", STREAM, group)),
                ledger(new StreamRows(template, "direct_stream_range", STREAM, group)));
        JdbcSetup setup = new JdbcSetup(STREAM, template, transactionManager, List.of());
        ExecutorService thread = Executors.newSingleThreadExecutor();
        return new JdbcOffsetStore(STREAM, tables, setup, transactions(), thread);
    }

    @Override
    protected JdbcTransactions transactions() {
        TransactionTemplate transactions = new TransactionTemplate(transactionManager);
        transactions.setIsolationLevel(isolation);
        return new JdbcTransactions(STREAM, transactions, independent);
    }

    /** With a ledger, if not overridden. */
    Ledger ledger(StreamRows rows) {
        return new JdbcLedger(rows);
    }

    @Override
    protected void write(String what) {
        output.sql("insert into output values (?)").param(what).update();
    }

    @Override
    protected List<String> written() {
        return output.sql("select what from output").query(String.class).list();
    }

    final List<String> ledgered() {
        return output.sql("select * from direct_stream_range order by range_number")
                .query((row, number) -> "%s %s-%d@[%d,%d) of %d records, attempt %d"
                        .formatted(
                                row.getString("kind"),
                                row.getString("topic"),
                                row.getInt("partition_number"),
                                row.getLong("from_offset"),
                                row.getLong("until_offset"),
                                row.getInt("records"),
                                row.getInt("attempt")))
                .list();
    }

    @Test
    void groupsOfOneStreamAreKeptApart() {
        begin(P0, 10);

        try (TransactionalOffsetStore other = open("shipping")) {
            assertThat(load(other, P0)).isEmpty();
        }
    }

    @Test
    void aTableThatIsMissingIsAnOutageThatNamesTheCause() {
        begin(P0, 10);
        output.sql("alter table direct_stream_offset rename to elsewhere").update();
        try {
            Assertions.assertThatExceptionOfType(OffsetStoreException.class)
                    .isThrownBy(() -> transactionalStore().storeWith(List.of(range(P0, 10, 20)), () -> write("ten")))
                    .withMessageContaining("direct_stream_offset");
        } finally {
            output.sql("alter table elsewhere rename to direct_stream_offset").update();
        }
        assertThat(written()).isEmpty();
    }

    @Test
    @DisplayName("a database that is away is waited for, though it is the listener that notices: it is no attempt")
    void outagesThatTheListenerNoticesAreWaits() {
        begin(P0, 10);

        for (String state : List.of("57P01", "08006")) {
            Assertions.assertThatExceptionOfType(OffsetStoreException.class)
                    .isThrownBy(() -> transactionalStore().storeWith(List.of(range(P0, 10, 20)), () -> {
                        throw new IllegalStateException(new SQLException("the connection is gone", state));
                    }));
        }
    }

    @Test
    @DisplayName(
            "a serialization failure or a deadlock of the listener's own statements is waited for: it is no attempt")
    void conflictsOfTheListenerAreWaits() {
        begin(P0, 10);

        Assertions.assertThatExceptionOfType(OffsetStoreException.class)
                .isThrownBy(() -> transactionalStore().storeWith(List.of(range(P0, 10, 20)), () -> {
                    throw new IllegalStateException(new SQLException("could not serialize access", "40001"));
                }))
                .withMessageContaining("could not serialize access");
    }

    @Test
    void aTransactionThatAPartOfTheListenerGaveUpIsTheListenersFailure() {
        begin(P0, 10);
        TransactionTemplate part = new TransactionTemplate(transactionManager);

        Assertions.assertThatExceptionOfType(UnexpectedRollbackException.class)
                .isThrownBy(() -> transactionalStore().storeWith(List.of(range(P0, 10, 20)), () -> {
                    write("ten");
                    part.executeWithoutResult(TransactionStatus::setRollbackOnly);
                }));

        assertThat(offset(store(), P0)).isEqualTo(10);
        assertThat(written()).isEmpty();
    }

    @Test
    void nothingIsStoredOnceItIsClosedThoughAListenerStillRuns() throws Exception {
        begin(P0, 10);

        List<StoreOutcome> outcomes = transactionalStore().storeWith(List.of(range(P0, 10, 20)), () -> {
            write("ten");
            store().close();
        });

        assertThat(outcomes).containsExactly(StoreOutcome.FENCED);
        assertThat(written()).isEmpty();
    }

    @Test
    @DisplayName("I8: a close waits for the commit that has begun")
    void aCloseWaitsForTheCommit() throws Exception {
        begin(P0, 10);
        CountDownLatch committing = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Future<List<StoreOutcome>> stored =
                    threads.submit(() -> transactionalStore().storeWith(List.of(range(P0, 10, 20)), () -> {
                        write("ten");
                        beforeCommit(() -> {
                            committing.countDown();
                            goOn.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
                        });
                    }));
            assertThat(committing.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();

            Future<?> closed = threads.submit(() -> store().close());

            await().during(Duration.ofMillis(200)).until(() -> !closed.isDone());
            goOn.countDown();
            closed.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(written()).as("when the close returned").containsExactly("ten");
            assertThat(stored.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).containsExactly(StoreOutcome.STORED);
        } finally {
            goOn.countDown();
            threads.shutdownNow();
        }
    }

    @Test
    @DisplayName("I3: what the listener wrote and the database refuses is the listener's failure, not an outage")
    void whatTheDatabaseRefusesIsTheListenersFailure() {
        begin(P0, 10);

        assertThatThrownBy(() -> transactionalStore().storeWith(List.of(range(P0, 10, 20)), () -> {
                    write("ten");
                    write("ten");
                }))
                .isNotInstanceOf(OffsetStoreException.class)
                .isInstanceOf(Exception.class);

        assertThat(offset(store(), P0)).isEqualTo(10);
        assertThat(written()).isEmpty();
    }

    private static void beforeCommit(Awaiting action) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void beforeCommit(boolean readOnly) {
                try {
                    action.run();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        });
    }

    private interface Awaiting {
        void run() throws InterruptedException;
    }

    private TransactionalOffsetStore transactionalStore() {
        return (TransactionalOffsetStore) store();
    }
}
