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

/** The databases that come with the build. */
final class Databases implements AutoCloseable {

    private final EmbeddedPostgres postgres;

    private final JdbcConnectionPool h2;

    Databases(String name) {
        try {
            postgres = EmbeddedPostgres.builder().start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        h2 = JdbcConnectionPool.create("jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1", "sa", "");
    }

    TestDatabase postgres() {
        return TestDatabase.postgresql(postgres.getPostgresDatabase());
    }

    TestDatabase h2() {
        return TestDatabase.postgresql(h2);
    }

    @Override
    public void close() {
        h2.dispose();
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
