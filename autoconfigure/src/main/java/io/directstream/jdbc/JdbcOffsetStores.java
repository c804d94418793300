/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.jdbc;

import io.directstream.StreamClock;
import io.directstream.offset.ListenerTransactions;
import io.directstream.offset.OffsetStore;
import io.directstream.offset.OffsetStoreContext;
import io.directstream.offset.OffsetStoreFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes the jdbc store of each stream, on the application's database and transaction manager. */
public final class JdbcOffsetStores {

    private static final Logger log = LoggerFactory.getLogger(JdbcOffsetStores.class);

    /** So that a lock that somebody else holds does not hold a worker for ever. */
    private static final Duration QUERY_TIMEOUT = Duration.ofSeconds(10);

    private final DataSource dataSource;

    private final PlatformTransactionManager transactionManager;

    private final Names names;

    private final IndependentTransactions independent;

    /**
     * Stores into the given tables.
     *
     * @param transactionManager its transactions must be those of the data source
     * @param independent notices transactions that listeners begin besides
     */
    public JdbcOffsetStores(
            DataSource dataSource,
            PlatformTransactionManager transactionManager,
            Names names,
            IndependentTransactions independent) {
        this.dataSource = managed(dataSource);
        this.transactionManager = transactionManager;
        this.names = names;
        this.independent = independent;
    }

    /**
     * The store of a stream. A database that is away is waited for once the stream runs.
     *
     * @throws FailureAnalyzedException if a table, the data source or the transaction manager is not what it must be
     */
    public OffsetStoreFactory forStream(String stream, String group, LedgerPolicy policy) {
        JdbcTemplate template = new JdbcTemplate(dataSource);
        template.setQueryTimeout((int) QUERY_TIMEOUT.toSeconds());
        JdbcOffsetTable offsets = new JdbcOffsetTable(new StreamRows(template, names.offsets(), stream, group));
        StreamRows ranges = new StreamRows(template, names.ranges(), stream, group);
        List<ExpectedTable> expected = new ArrayList<>(List.of(ExpectedTable.ofOffsets(names.offsets())));
        if (policy instanceof LedgerPolicy.Kept) {
            expected.add(ExpectedTable.ofRanges(names.ranges()));
        }
        JdbcSetup setup = new JdbcSetup(stream, template, transactionManager, expected);
        verify(stream, setup);
        JdbcTransactions listeners =
                new JdbcTransactions(stream, new TransactionTemplate(transactionManager), independent);
        return new OffsetStoreFactory() {
            @Override
            public OffsetStore create(OffsetStoreContext context) {
                ScheduledExecutorService thread = thread(stream);
                Ledger ledger = new Ledger.None();
                if (policy instanceof LedgerPolicy.Kept kept) {
                    JdbcLedger rows = new JdbcLedger(ranges);
                    LedgerRetention.Rows kinds = new LedgerRetention.Rows(offsets, rows);
                    tidy(kept.retention(), kinds, listeners.transactions(), thread);
                    ledger = rows;
                }
                return new JdbcOffsetStore(stream, new JdbcTables(offsets, ledger), setup, listeners, thread);
            }

            @Override
            public ListenerTransactions transactions() {
                return listeners;
            }
        };
    }

    private static void tidy(
            @Nullable Duration retention,
            LedgerRetention.Rows rows,
            TransactionOperations transactions,
            ScheduledExecutorService thread) {
        if (retention != null) {
            Runnable tidying = new LedgerRetention(rows, transactions, retention, StreamClock.SYSTEM, thread);
            long interval = LedgerRetention.interval(retention).toMillis();
            thread.scheduleWithFixedDelay(tidying, interval, interval, TimeUnit.MILLISECONDS);
        }
    }

    /** Transaction managers look through this wrapper, too. */
    private static DataSource managed(DataSource dataSource) {
        return dataSource instanceof TransactionAwareDataSourceProxy proxy
                ? managed(Objects.requireNonNull(proxy.getTargetDataSource()))
                : dataSource;
    }

    private static void verify(String stream, JdbcSetup setup) {
        try {
            setup.verify();
        } catch (DataAccessException | TransactionException away) {
            log.warn("stream {}: the database of its offsets does not answer yet; it is waited for", stream, away);
        }
    }

    private static ScheduledExecutorService thread(String stream) {
        return Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "direct-stream-" + stream + "-jdbc");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * What the tables are called, perhaps with their schema.
     *
     * @param offsets the table of the offsets
     * @param ranges the table of the ledgers
     */
    public record Names(String offsets, String ranges) {}
}
