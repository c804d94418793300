/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.jdbc;

import java.util.List;
import java.util.Objects;
import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Whether the database and the transaction manager are what the store needs. Asked at the start of the application, and once
 * more by the stream if the database was away then.
 */
final class JdbcSetup {

    private static final String SCRIPTS =
            "the script of your database, schema-postgresql.sql (also for H2) or schema-mysql.sql (also for MariaDB), in io/directstream/jdbc of direct-stream-spring-boot";

    private final String stream;

    private final JdbcTemplate template;

    private final PlatformTransactionManager transactionManager;

    private final List<ExpectedTable> tables;

    private volatile boolean verified;

    JdbcSetup(
            String stream,
            JdbcTemplate template,
            PlatformTransactionManager transactionManager,
            List<ExpectedTable> tables) {
        this.stream = stream;
        this.template = template;
        this.transactionManager = transactionManager;
        this.tables = tables;
    }

    /**
     * Looks, unless all was well before.
     *
     * @throws FailureAnalyzedException if something must be changed
     */
    void verify() {
        if (!verified) {
            new TransactionTemplate(transactionManager).executeWithoutResult(status -> {
                managesTheDataSource();
                tables.forEach(this::isOfThisVersion);
                leavesCommittingToTheManager();
            });
            verified = true;
        }
    }

    private void managesTheDataSource() {
        if (!TransactionSynchronizationManager.hasResource(Objects.requireNonNull(template.getDataSource()))) {
            throw new FailureAnalyzedException(
                    "Stream '%s' keeps its offsets in table %s, and the transaction manager %s does not manage the data source of that table, %s, so that offsets and output would not be one transaction."
                            .formatted(
                                    stream,
                                    tables.get(0).name(),
                                    transactionManager.getClass().getName(),
                                    template.getDataSource()),
                    "Name the transaction manager of the data source in direct-stream.jdbc.transaction-manager. If one of the two was made with a wrapper of the data source, make both with the same object.");
        }
    }

    private void isOfThisVersion(ExpectedTable table) {
        List<String> differences;
        try {
            differences = table.differences(template);
        } catch (BadSqlGrammarException missing) {
            throw new FailureAnalyzedException(
                    "Stream '%s' stores into table %s, which is not there: %s"
                            .formatted(
                                    stream,
                                    table.name(),
                                    missing.getMostSpecificCause().getMessage()),
                    "Create it with %s, or set direct-stream.jdbc.initialize-schema to always.".formatted(SCRIPTS),
                    missing);
        }
        if (!differences.isEmpty()) {
            throw new FailureAnalyzedException(
                    "Stream '%s' stores into table %s, which is not the table of this version: %s."
                            .formatted(stream, table.name(), String.join(", ", differences)),
                    "Bring it to the columns and types of %s, with 'alter table' and the applications stopped that use it."
                            .formatted(SCRIPTS));
        }
    }

    /** Asked after a statement, since some data sources connect only then. */
    private void leavesCommittingToTheManager() {
        if (Boolean.TRUE.equals(
                template.execute((ConnectionCallback<Boolean>) connection -> connection.getAutoCommit()))) {
            throw new FailureAnalyzedException(
                    "Stream '%s' keeps its offsets in table %s, and connections of its data source, %s, commit each statement by themselves, also inside a transaction of %s, so that offsets and output would not be one transaction."
                            .formatted(
                                    stream,
                                    tables.get(0).name(),
                                    template.getDataSource(),
                                    transactionManager.getClass().getName()),
                    "Let the transaction manager switch auto-commit off: remove what forces it on from the connection pool, the driver's URL or the wrapper of the data source.");
        }
    }
}
