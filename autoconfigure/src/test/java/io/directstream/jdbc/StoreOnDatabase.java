/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.jdbc;

import io.directstream.OffsetRange;
import io.directstream.offset.Committer;
import io.directstream.offset.OffsetStoreContext;
import io.directstream.offset.StorableRange;
import io.directstream.offset.StoreOutcome;
import io.directstream.offset.TransactionalOffsetStore;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;
import org.mockito.Mockito;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

/** The store of the stream orders, made as the application makes it. */
final class StoreOnDatabase {

    static final TopicPartition PARTITION = new TopicPartition("orders", 0);

    private StoreOnDatabase() {}

    static TransactionalOffsetStore open(TestDatabase database, LedgerPolicy policy) {
        PlatformTransactionManager transactionManager = new JdbcTransactionManager(database.dataSource());
        return open(database, transactionManager, policy, new IndependentTransactions());
    }

    static TransactionalOffsetStore open(
            TestDatabase database,
            PlatformTransactionManager transactionManager,
            LedgerPolicy policy,
            IndependentTransactions independent) {
        JdbcOffsetStores.Names names = new JdbcOffsetStores.Names("direct_stream_offset", "direct_stream_range");
        OffsetStoreContext context = new OffsetStoreContext("orders", "billing", Mockito.mock(Committer.class));
        return (TransactionalOffsetStore)
                new JdbcOffsetStores(database.dataSource(), transactionManager, names, independent)
                        .forStream("orders", "billing", policy)
                        .create(context);
    }

    static StorableRange range(long from, long until) {
        OffsetRange range = OffsetRange.create(PARTITION, from, until);
        return new StorableRange(
                StorableRange.Kind.RANGE, range, 1, null, null, 1_000L, (int) range.count(), 1, null, null);
    }

    static StorableRange position(long offset) {
        return StorableRange.position(PARTITION, offset, 1, null, null);
    }

    static StoreOutcome store(TransactionalOffsetStore store, StorableRange range) {
        return store.store(List.of(range))
                .toCompletableFuture()
                .orTimeout(30, TimeUnit.SECONDS)
                .join()
                .get(0);
    }
}
