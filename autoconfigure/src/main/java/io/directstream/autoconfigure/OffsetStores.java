/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.autoconfigure;

import io.directstream.autoconfigure.DirectStreamProperties.Offsets.Commit;
import io.directstream.autoconfigure.DirectStreamProperties.Offsets.Store;
import io.directstream.autoconfigure.DirectStreamProperties.Stream;
import io.directstream.offset.KafkaOffsetStore;
import io.directstream.offset.OffsetStoreFactory;
import java.util.Locale;
import org.springframework.beans.factory.ObjectProvider;

/** Finds the offset store that a stream's settings ask for. */
final class OffsetStores {

    private static final String KEY = "offsets.store";

    private final ObjectProvider<OffsetStoreKind> kinds;

    OffsetStores(ObjectProvider<OffsetStoreKind> kinds) {
        this.kinds = kinds;
    }

    /** The store's name, as endpoints show it. */
    static Store of(Stream stream) {
        Store store = stream.offsets().store();
        return store == null ? Store.KAFKA : store;
    }

    OffsetStoreFactory find(String name, String group, Stream stream) {
        Store store = of(stream);
        Setting setting = Setting.ofStream(name);
        LedgerSettings.refuseWithout(setting, store, stream);
        if (store == Store.KAFKA) {
            return KafkaOffsetStore::new;
        }
        if (stream.offsets().commit() == Commit.MANUAL) {
            throw setting.refuse(
                    "offsets.commit",
                    "manual",
                    "offsets.store is %s, which stores when the listener returns, in its transaction; remove one of the two"
                            .formatted(word(store)));
        }
        return kinds.orderedStream()
                .filter(kind -> kind.store() == store)
                .findFirst()
                .orElseThrow(
                        () -> setting.refuse(
                                KEY,
                                word(store),
                                "it needs spring-jdbc and one DataSource and one transaction manager for it; add spring-boot-starter-jdbc and set spring.datasource.url, or name the manager in direct-stream.jdbc.transaction-manager"))
                .forStream(name, group);
    }

    static String word(Store store) {
        return store.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
