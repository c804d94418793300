/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.autoconfigure.jdbc;

import io.directstream.autoconfigure.DirectStreamProperties;
import io.directstream.autoconfigure.DirectStreamProperties.Jdbc.InitializeSchema;
import io.directstream.autoconfigure.DirectStreamProperties.Offsets.Store;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.boot.jdbc.DatabaseDriver;
import org.springframework.boot.jdbc.init.DatabaseInitializationProperties;
import org.springframework.boot.jdbc.init.PropertiesBasedDataSourceScriptDatabaseInitializer;
import org.springframework.boot.sql.init.DatabaseInitializationMode;

/** Creates the tables of the jdbc store, where a stream uses it and the settings say so. */
final class DirectStreamSchemaInitializer
        extends PropertiesBasedDataSourceScriptDatabaseInitializer<DatabaseInitializationProperties> {

    private static final Map<DatabaseDriver, String> SAME_SCRIPT =
            Map.of(DatabaseDriver.H2, "postgresql", DatabaseDriver.MARIADB, "mysql");

    DirectStreamSchemaInitializer(DataSource dataSource, DirectStreamProperties properties) {
        super(dataSource, new Scripts(mode(properties)), SAME_SCRIPT);
    }

    private static DatabaseInitializationMode mode(DirectStreamProperties properties) {
        boolean used = properties.streams().values().stream()
                .anyMatch(stream -> stream.offsets().store() == Store.JDBC);
        InitializeSchema wanted = used ? properties.jdbc().initializeSchema() : InitializeSchema.NEVER;
        return switch (wanted) {
            case ALWAYS -> DatabaseInitializationMode.ALWAYS;
            case EMBEDDED -> DatabaseInitializationMode.EMBEDDED;
            case NEVER -> DatabaseInitializationMode.NEVER;
        };
    }

    private static final class Scripts extends DatabaseInitializationProperties {

        private Scripts(DatabaseInitializationMode mode) {
            setInitializeSchema(mode);
        }

        @Override
        public String getDefaultSchemaLocation() {
            return "classpath:io/directstream/jdbc/schema-@@platform@@.sql";
        }
    }
}
