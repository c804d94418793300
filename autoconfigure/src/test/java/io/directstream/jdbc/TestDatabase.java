/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.jdbc;

import javax.sql.DataSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/**
 * A database and how its tables are made.
 *
 * @param dataSource connections to it
 * @param script the script that creates the tables of the store
 */
record TestDatabase(DataSource dataSource, String script) {

    static TestDatabase postgresql(DataSource dataSource) {
        return new TestDatabase(dataSource, "schema-postgresql.sql");
    }

    static TestDatabase mysql(DataSource dataSource) {
        return new TestDatabase(dataSource, "schema-mysql.sql");
    }

    void createTables() {
        new ResourceDatabasePopulator(new ClassPathResource("io/directstream/jdbc/" + script)).execute(dataSource);
    }
}
