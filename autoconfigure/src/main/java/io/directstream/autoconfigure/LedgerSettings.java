/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.autoconfigure;

import io.directstream.autoconfigure.DirectStreamProperties.Offsets.JdbcStore;
import io.directstream.autoconfigure.DirectStreamProperties.Offsets.Store;
import io.directstream.jdbc.LedgerPolicy;
import java.time.Duration;

/** Reads {@code offsets.jdbc}. */
public final class LedgerSettings {

    private static final String LEDGER = "offsets.jdbc.ledger";

    private static final String RETENTION = "offsets.jdbc.ledger-retention";

    private LedgerSettings() {}

    /** Whether the stream keeps a ledger, and for how long. */
    public static LedgerPolicy policy(String name, DirectStreamProperties.Stream stream) {
        Setting setting = Setting.ofStream(name);
        JdbcStore settings = stream.offsets().jdbc();
        Duration retention = settings.ledgerRetention();
        if (Boolean.TRUE.equals(settings.ledger())) {
            return new LedgerPolicy.Kept(retention == null ? null : setting.duration(RETENTION, retention, retention));
        }
        if (retention != null) {
            throw setting.refuse(
                    RETENTION,
                    Setting.print(retention),
                    "the stream keeps no ledger; set %s to true or remove this".formatted(setting.key(LEDGER)));
        }
        return new LedgerPolicy.Off();
    }

    /** Refuses them where another store keeps the offsets. */
    static void refuseWithout(Setting setting, Store store, DirectStreamProperties.Stream stream) {
        JdbcStore settings = stream.offsets().jdbc();
        Duration retention = settings.ledgerRetention();
        String reason =
                "the offsets are kept by %s, and only the jdbc store keeps a ledger; set offsets.store to jdbc or remove this"
                        .formatted(OffsetStores.name(stream));
        if (store != Store.JDBC && Boolean.TRUE.equals(settings.ledger())) {
            throw setting.refuse(LEDGER, settings.ledger(), reason);
        }
        if (store != Store.JDBC && retention != null) {
            throw setting.refuse(RETENTION, Setting.print(retention), reason);
        }
    }
}
