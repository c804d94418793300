/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.directstream.offset.OffsetStoreException;
import io.directstream.offset.StoreOutcome;
import io.directstream.offset.TransactionalOffsetStore;
import io.directstream.offset.TransactionalOffsetStoreContract;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.UnexpectedRollbackException;
import org.springframework.transaction.support.TransactionTemplate;

/** What the jdbc store does, whatever the database and the isolation. */
abstract class JdbcContract extends TransactionalOffsetStoreContract {

    private final int isolation;

    private final DataSource database;

    private final JdbcTransactionManager transactionManager;

    private final JdbcClient output;

    JdbcContract(DataSource database, int isolation) {
        this.isolation = isolation;
        this.database = database;
        this.transactionManager = new JdbcTransactionManager(database);
        this.output = JdbcClient.create(database);
        new ResourceDatabasePopulator(new ClassPathResource("io/directstream/jdbc/schema-postgresql.sql"))
                .execute(database);
    }

    @BeforeEach
    void emptyTables() {
        output.sql("delete from direct_stream_offset").update();
        output.sql("create table if not exists output (what varchar(100) not null)")
                .update();
        output.sql("delete from output").update();
    }

    @Override
    protected TransactionalOffsetStore open() {
        return open("billing");
    }

    private TransactionalOffsetStore open(String group) {
        JdbcTemplate template = new JdbcTemplate(database);
        template.setQueryTimeout((int) Duration.ofSeconds(30).toSeconds());
        TransactionTemplate transactions = new TransactionTemplate(transactionManager);
        transactions.setIsolationLevel(isolation);
        JdbcOffsetTable table = new JdbcOffsetTable(JdbcClient.create(template), "direct_stream_offset", STREAM, group);
        return new JdbcOffsetStore(table, transactions, Executors.newSingleThreadExecutor());
    }

    @Override
    protected void write(String what) {
        output.sql("insert into output values (?)").param(what).update();
    }

    @Override
    protected List<String> written() {
        return output.sql("select what from output").query(String.class).list();
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

    private TransactionalOffsetStore transactionalStore() {
        return (TransactionalOffsetStore) store();
    }
}
