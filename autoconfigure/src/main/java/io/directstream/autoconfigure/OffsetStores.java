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
import io.directstream.kafka.KafkaTransactionOffsetStores;
import io.directstream.offset.KafkaOffsetStore;
import io.directstream.offset.OffsetStoreFactory;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeansException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.util.StringUtils;

/** Finds the offset store that a stream's settings ask for. */
final class OffsetStores {

    private static final String KEY = "offsets.store";

    private static final String BEAN = "offsets.store-bean";

    private static final Set<Store> IN_TRANSACTIONS = Set.of(Store.JDBC, Store.KAFKA_TRANSACTION);

    private final ObjectProvider<OffsetStoreKind> kinds;

    private final ObjectProvider<KafkaTransactionOffsetStores> transactions;

    private final OffsetStoreBeans beans;

    OffsetStores(
            ObjectProvider<OffsetStoreKind> kinds,
            ObjectProvider<KafkaTransactionOffsetStores> transactions,
            OffsetStoreBeans beans) {
        this.kinds = kinds;
        this.transactions = transactions;
        this.beans = beans;
    }

    /** The store's name, as endpoints show it: that of its bean if it is the application's own. */
    static String name(Stream stream) {
        String bean = bean(stream);
        return bean == null ? word(of(stream)) : bean;
    }

    /** Refuses what cannot be meant; makes no bean. */
    void check(String name, Stream stream) {
        Setting setting = Setting.ofStream(name);
        String bean = bean(stream);
        Store store = of(stream);
        if (bean != null) {
            refuseBoth(setting, stream, bean);
            beans.check(setting, bean);
        } else if (IN_TRANSACTIONS.contains(store)) {
            refuseManualCommits(setting, stream, store);
            refuseIsolation(setting, stream, store);
        }
        if (store != Store.CHECKPOINT) {
            new CheckpointDirectory(setting, stream.offsets()).refuseIfSet();
        }
        LedgerSettings.refuseWithout(setting, store, stream);
    }

    OffsetStoreFactory find(String name, String group, Stream stream, StreamConnection connection) {
        check(name, stream);
        Setting setting = Setting.ofStream(name);
        String bean = bean(stream);
        if (bean != null) {
            return beans.get(setting, bean);
        }
        Store store = of(stream);
        return switch (store) {
            case KAFKA -> KafkaOffsetStore::new;
            case CHECKPOINT -> new CheckpointDirectory(setting, stream.offsets()).store();
            case KAFKA_TRANSACTION -> inTransactions(name, group, connection);
            case JDBC ->
                kinds.orderedStream()
                        .filter(kind -> kind.store() == store)
                        .findFirst()
                        .orElseThrow(
                                () -> setting.refuse(
                                        KEY,
                                        word(store),
                                        "it needs spring-jdbc and one DataSource and one transaction manager for it; add spring-boot-starter-jdbc and set spring.datasource.url, or name the manager in direct-stream.jdbc.transaction-manager"))
                        .forStream(name, group);
        };
    }

    private OffsetStoreFactory inTransactions(String name, String group, StreamConnection connection) {
        try {
            return transactions.getObject().forStream(name, group, connection.properties());
        } catch (BeansException none) {
            throw Setting.ofStream(name)
                    .refuse(
                            KEY,
                            word(Store.KAFKA_TRANSACTION),
                            "it makes its producers as the application's ProducerFactory does, and which one that is, is not known; leave it to Boot, or mark one of yours as primary: "
                                    + none.getMessage());
        }
    }

    private static void refuseBoth(Setting setting, Stream stream, String bean) {
        Store store = stream.offsets().store();
        if (store != null) {
            throw setting.refuse(
                    BEAN,
                    bean,
                    "%s is %s, and offsets are kept in one place; remove one of the two"
                            .formatted(setting.key(KEY), word(store)));
        }
    }

    private static void refuseManualCommits(Setting setting, Stream stream, Store store) {
        if (stream.offsets().commit() == Commit.MANUAL) {
            throw setting.refuse(
                    "offsets.commit",
                    "manual",
                    "offsets.store is %s, which stores when the listener returns, in its transaction; remove one of the two"
                            .formatted(word(store)));
        }
    }

    private static void refuseIsolation(Setting setting, Stream stream, Store store) {
        if (store == Store.KAFKA_TRANSACTION
                && Boolean.TRUE.equals(stream.failure().isolateRecord())) {
            throw setting.refuse(
                    "failure.isolate-record",
                    true,
                    "offsets.store is kafka-transaction, which stores a range as a whole, with its output; remove one of the two");
        }
    }

    private static @Nullable String bean(Stream stream) {
        String bean = stream.offsets().storeBean();
        return StringUtils.hasText(bean) ? bean.strip() : null;
    }

    private static Store of(Stream stream) {
        Store store = stream.offsets().store();
        return store == null ? Store.KAFKA : store;
    }

    private static String word(Store store) {
        return store.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
