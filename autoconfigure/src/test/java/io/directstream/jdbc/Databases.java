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
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The databases that come with the build; one PostgreSQL for all tests, each with a database of its own. */
final class Databases implements AutoCloseable {

    /** Ends with the JVM. */
    private static final EmbeddedPostgres SERVER = start();

    private final DataSource postgres;

    private final JdbcConnectionPool h2;

    Databases(String name) {
        JdbcClient.create(SERVER.getPostgresDatabase())
                .sql("create database " + name)
                .update();
        postgres = SERVER.getDatabase("postgres", name);
        h2 = JdbcConnectionPool.create("jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1", "sa", "");
    }

    TestDatabase postgres() {
        return TestDatabase.postgresql(postgres);
    }

    TestDatabase h2() {
        return TestDatabase.postgresql(h2);
    }

    @Override
    public void close() {
        h2.dispose();
    }

    private static EmbeddedPostgres start() {
        try {
            return EmbeddedPostgres.builder().start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
