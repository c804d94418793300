/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.springframework.transaction.TransactionDefinition;

/** The jdbc store on each database, with each isolation. */
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock("its databases")
class JdbcOffsetStoreTests {

    private static final Databases DATABASES = new Databases("offsets");

    @AfterAll
    static void stop() {
        DATABASES.close();
    }

    private abstract static class OnPostgres extends JdbcContract {

        OnPostgres(int isolation) {
            super(DATABASES.postgres(), isolation);
        }
    }

    private abstract static class OnH2 extends JdbcContract {

        OnH2(int isolation) {
            super(DATABASES.h2(), isolation);
        }
    }

    private abstract static class WithJpa extends JdbcContract {

        private final JpaOutput output;

        WithJpa(TestDatabase database) {
            this(database, JpaOutput.in(database));
        }

        private WithJpa(TestDatabase database, JpaOutput output) {
            super(database, TransactionDefinition.ISOLATION_DEFAULT, output.transactionManager());
            this.output = output;
        }

        @Override
        protected void write(String what) {
            output.write(what);
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
    class PostgresJpa extends WithJpa {
        PostgresJpa() {
            super(DATABASES.postgres());
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

    @Nested
    class H2Jpa extends WithJpa {
        H2Jpa() {
            super(DATABASES.h2());
        }
    }

    @Nested
    class WithoutLedger extends OnH2 {
        WithoutLedger() {
            super(TransactionDefinition.ISOLATION_READ_COMMITTED);
        }

        @Override
        Ledger ledger(StreamRows rows) {
            return new Ledger.None();
        }

        @Test
        void noRangeIsKept() {
            begin(P0, 10);

            assertThat(ledgered()).isEmpty();
        }
    }

    @Nested
    @EnabledIf("io.directstream.jdbc.MariaDbServer#isInstalled")
    class OnMariaDb {

        private static MariaDbServer server;

        @BeforeAll
        static void start() throws Exception {
            server = new MariaDbServer();
        }

        @AfterAll
        static void stop() throws Exception {
            server.close();
        }

        @Nested
        class ReadCommitted extends JdbcContract {
            ReadCommitted() {
                super(server.database(), TransactionDefinition.ISOLATION_READ_COMMITTED);
            }
        }

        @Nested
        class RepeatableRead extends JdbcContract {
            RepeatableRead() {
                super(server.database(), TransactionDefinition.ISOLATION_REPEATABLE_READ);
            }
        }

        @Nested
        class Serializable extends JdbcContract {
            Serializable() {
                super(server.database(), TransactionDefinition.ISOLATION_SERIALIZABLE);
            }
        }
    }
}
