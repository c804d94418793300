/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.sample.packaged.replicas;

/** What may happen to replicas, their brokers and their database. */
enum DatabaseFault {
    KILL_OUTSIDE("SIGKILL before the transaction"),
    KILL_IN_OUTPUT("SIGKILL at the listener's first row"),
    KILL_AT_OFFSET("SIGKILL after the output, before the offset"),
    KILL_IN_COMMIT("SIGKILL in the commit"),
    KILL_AFTER_COMMIT("SIGKILL after the commit, before its answer"),
    ZOMBIE_OUTSIDE("SIGSTOP outside a transaction, SIGCONT"),
    ZOMBIE_IN_TRANSACTION("SIGSTOP in the transaction, SIGCONT when the new owner waits for its rows"),
    ZOMBIE_CUT_OFF("SIGSTOP in the transaction, which the database ends, SIGCONT"),
    ZOMBIE_AFTER_COMMIT("SIGSTOP before the commit's answer, SIGCONT"),
    TWO_OWNERS("two replicas on all partitions at once"),
    RESTART_DATABASE("restart of the database"),
    CRASH_DATABASE("crash of the database, recovery"),
    KILL_BROKER("SIGKILL of a broker, restart");

    private final String text;

    DatabaseFault(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }
}
