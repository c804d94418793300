/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.sample.packaged.replicas;

/** What may happen to replicas whose output and offsets are one Kafka transaction, and to their brokers. */
enum OutputFault {
    KILL("SIGKILL at any moment"),
    KILL_AT_HALF("SIGKILL while the listener sends"),
    KILL_AT_OFFSETS("SIGKILL after the output, before the offsets"),
    KILL_AT_COMMIT("SIGKILL after the offsets, before the commit"),
    KILL_AT_ANSWER("SIGKILL after the commit, before its answer"),
    ZOMBIE("SIGSTOP at any moment, SIGCONT when others went on"),
    ZOMBIE_AT_OFFSETS("SIGSTOP before the offsets, SIGCONT when others have its partitions"),
    ZOMBIE_AT_COMMIT("SIGSTOP before the commit, SIGCONT when others have its partitions"),
    ZOMBIE_EXPIRED("SIGSTOP before the commit, SIGCONT when others went on"),
    STALL_AT_COMMIT("connections stall before the commit, which arrives late"),
    RESTART("restart of a replica"),
    MORE_AND_LESS("one replica more, then less"),
    KILL_BROKER("SIGKILL of a broker, restart"),
    KILL_BROKER_AT_COMMIT("SIGKILL of a broker before a commit, restart");

    private final String text;

    OutputFault(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }
}
