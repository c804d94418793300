/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.jdbc;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Failures that are nobody's fault and pass: the range waits and runs again, which is no attempt. */
final class Passing {

    /** Serialization failure; deadlock, as PostgreSQL names it. */
    private static final Set<String> CONFLICTS = Set.of("40001", "40P01");

    /** A connection that is gone or cannot be had. */
    private static final String CONNECTION = "08";

    /** PostgreSQL is shut down, was cut off, or starts; it has no connection left. */
    private static final Set<String> OUTAGES = Set.of("57P01", "57P02", "57P03", "53300");

    private Passing() {}

    /** Whether two transactions met, and the database asks to be asked again. */
    static boolean isConflict(Throwable failure) {
        return hasCause(failure, sql -> sql.getSQLState() != null && CONFLICTS.contains(sql.getSQLState()));
    }

    /** Whether the database was away, though the listener was the one to notice. */
    static boolean isOutage(Throwable failure) {
        return hasCause(failure, Passing::isOfConnection);
    }

    private static boolean isOfConnection(SQLException sql) {
        String state = sql.getSQLState();
        return sql instanceof SQLNonTransientConnectionException
                || sql instanceof SQLTransientConnectionException
                || sql instanceof SQLRecoverableException
                || state != null && (state.startsWith(CONNECTION) || OUTAGES.contains(state));
    }

    private static boolean hasCause(Throwable failure, Predicate<SQLException> kind) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .anyMatch(cause -> cause instanceof SQLException sql && kind.test(sql));
    }
}
