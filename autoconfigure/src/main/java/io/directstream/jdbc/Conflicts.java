/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.jdbc;

import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Failures that say only that two transactions met. */
final class Conflicts {

    /** Serialization failure; deadlock, as PostgreSQL names it. */
    private static final Set<String> STATES = Set.of("40001", "40P01");

    private Conflicts() {}

    /** Whether a cause of this failure has one of the SQLStates by which databases ask to be asked again. */
    static boolean isOne(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null && STATES.contains(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }
}
