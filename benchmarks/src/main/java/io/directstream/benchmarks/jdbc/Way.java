/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.benchmarks.jdbc;

import java.util.Arrays;
import java.util.List;

/** Where a stream keeps the offsets of what it writes to the database. */
public enum Way {

    /** Nowhere: the transaction holds the batch inserts and nothing else. */
    INSERTS("inserts"),

    /** In the same transaction as the batch inserts. */
    JDBC("jdbc"),

    /** The same, with a row for each range. */
    JDBC_LEDGER("jdbc-ledger");

    private final String word;

    Way(String word) {
        this.word = word;
    }

    /** How reports name it. */
    public String word() {
        return word;
    }

    /** All names, the one that the others are compared with first. */
    public static List<String> words() {
        return Arrays.stream(values()).map(Way::word).toList();
    }
}
