/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.jdbc;

import io.directstream.offset.OffsetStoreFactory;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes the jdbc store of each stream, on the application's database and transaction manager. */
public final class JdbcOffsetStores {

    private static final Logger log = LoggerFactory.getLogger(JdbcOffsetStores.class);

    /** So that a lock that somebody else holds does not hold a worker for ever. */
    private static final Duration QUERY_TIMEOUT = Duration.ofSeconds(10);

    private final DataSource dataSource;

    private final PlatformTransactionManager transactionManager;

    private final String table;

    /**
     * Stores into the given table.
     *
     * @param transactionManager its transactions must be those of the data source
     */
    public JdbcOffsetStores(DataSource dataSource, PlatformTransactionManager transactionManager, String table) {
        this.dataSource = dataSource;
        this.transactionManager = transactionManager;
        this.table = table;
    }

    /**
     * The store of a stream. A database that is away is waited for once the stream runs.
     *
     * @throws FailureAnalyzedException if the table or the transaction manager is not what it must be
     */
    public OffsetStoreFactory forStream(String stream, String group) {
        JdbcOffsetTable rows = rows(stream, group);
        check(stream, rows);
        return context -> new JdbcOffsetStore(rows, new TransactionTemplate(transactionManager), thread(stream));
    }

    private JdbcOffsetTable rows(String stream, String group) {
        JdbcTemplate template = new JdbcTemplate(dataSource);
        template.setQueryTimeout((int) QUERY_TIMEOUT.toSeconds());
        return new JdbcOffsetTable(JdbcClient.create(template), table, stream, group);
    }

    private void check(String stream, JdbcOffsetTable rows) {
        try {
            new TransactionTemplate(transactionManager).executeWithoutResult(status -> {
                if (!TransactionSynchronizationManager.hasResource(dataSource)) {
                    throw new FailureAnalyzedException(
                            "Stream '%s' keeps its offsets in table %s, and the transaction manager %s does not manage the data source of that table, so that offsets and output would not be one transaction."
                                    .formatted(
                                            stream,
                                            table,
                                            transactionManager.getClass().getName()),
                            "Name the transaction manager of the data source in direct-stream.jdbc.transaction-manager.");
                }
                rows.all();
            });
        } catch (BadSqlGrammarException missing) {
            throw new FailureAnalyzedException(
                    "Stream '%s' keeps its offsets in table %s, which is not there or is not the table of this version: %s"
                            .formatted(
                                    stream,
                                    table,
                                    missing.getMostSpecificCause().getMessage()),
                    "Create it with the script of your database in io/directstream/jdbc of direct-stream-spring-boot, or set direct-stream.jdbc.initialize-schema to always.",
                    missing);
        } catch (DataAccessException | TransactionException away) {
            log.warn("stream {}: the database of table {} does not answer yet; it is waited for", stream, table, away);
        }
    }

    private static ExecutorService thread(String stream) {
        return Executors.newSingleThreadExecutor(work -> {
            Thread thread = new Thread(work, "direct-stream-" + stream + "-jdbc");
            thread.setDaemon(true);
            return thread;
        });
    }
}
