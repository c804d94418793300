/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.jdbc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The query that proves "no gap, no overlap", as users run it. */
final class LedgerProof {

    private LedgerProof() {}

    /** What it finds, as sentences. */
    static List<String> of(TestDatabase database) {
        return JdbcClient.create(database.dataSource())
                .sql(sql())
                .query((row, number) -> "%s of %s-%d: %s [%d,%d), expected from %d"
                        .formatted(
                                row.getString("finding"),
                                row.getString("topic"),
                                row.getInt("partition_number"),
                                row.getString("kind"),
                                row.getLong("from_offset"),
                                row.getLong("until_offset"),
                                row.getLong("expected_from")))
                .list();
    }

    static String sql() {
        try {
            return new ClassPathResource("io/directstream/jdbc/ledger-proof.sql")
                    .getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
