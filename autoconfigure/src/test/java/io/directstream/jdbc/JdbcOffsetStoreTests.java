/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.jdbc;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.springframework.transaction.TransactionDefinition;

/** The jdbc store on each database, with each isolation. */
class JdbcOffsetStoreTests {

    private static final EmbeddedPostgres POSTGRES = postgres();

    private static final JdbcConnectionPool H2 =
            JdbcConnectionPool.create("jdbc:h2:mem:offsets;DB_CLOSE_DELAY=-1", "sa", "");

    @AfterAll
    static void stop() throws IOException {
        POSTGRES.close();
        H2.dispose();
    }

    private static EmbeddedPostgres postgres() {
        try {
            return EmbeddedPostgres.builder().start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private abstract static class OnPostgres extends JdbcContract {

        OnPostgres(int isolation) {
            super(POSTGRES.getPostgresDatabase(), isolation);
        }
    }

    private abstract static class OnH2 extends JdbcContract {

        OnH2(int isolation) {
            super(H2, isolation);
        }
    }

    @Nested
    class PostgresReadCommitted extends OnPostgres {
        PostgresReadCommitted() {
            super(TransactionDefinition.ISOLATION_READ_COMMITTED);
        }
    }

    @Nested
    class PostgresRepeatableRead extends OnPostgres {
        PostgresRepeatableRead() {
            super(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        }
    }

    @Nested
    class PostgresSerializable extends OnPostgres {
        PostgresSerializable() {
            super(TransactionDefinition.ISOLATION_SERIALIZABLE);
        }
    }

    @Nested
    class H2ReadCommitted extends OnH2 {
        H2ReadCommitted() {
            super(TransactionDefinition.ISOLATION_READ_COMMITTED);
        }
    }

    @Nested
    class H2RepeatableRead extends OnH2 {
        H2RepeatableRead() {
            super(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        }
    }

    @Nested
    class H2Serializable extends OnH2 {
        H2Serializable() {
            super(TransactionDefinition.ISOLATION_SERIALIZABLE);
        }
    }
}
