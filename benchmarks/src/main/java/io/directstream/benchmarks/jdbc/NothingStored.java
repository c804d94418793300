/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.benchmarks.jdbc;

import io.directstream.offset.StorableRange;
import io.directstream.offset.StoreOutcome;
import io.directstream.offset.StoredOffset;
import io.directstream.offset.TransactionalOffsetStore;
import io.directstream.offset.UnitOfWork;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.common.TopicPartition;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.DefaultTransactionDefinition;

/** Runs listeners in transactions as the jdbc store does, and stores nothing in them: all the rest is the same. */
final class NothingStored implements TransactionalOffsetStore {

    private final PlatformTransactionManager transactions;

    NothingStored(PlatformTransactionManager transactions) {
        this.transactions = transactions;
    }

    @Override
    public String name() {
        return "nothing";
    }

    @Override
    public CompletionStage<Map<TopicPartition, StoredOffset>> load(String stream, Set<TopicPartition> partitions) {
        return CompletableFuture.completedStage(Map.of());
    }

    @Override
    public CompletionStage<List<StoreOutcome>> store(List<StorableRange> ranges) {
        return CompletableFuture.completedStage(all(ranges));
    }

    /** A failure ends the measurement, so that nothing needs to be rolled back. */
    @Override
    public List<StoreOutcome> storeWith(List<StorableRange> ranges, UnitOfWork work) throws Exception {
        TransactionStatus transaction = transactions.getTransaction(new DefaultTransactionDefinition());
        work.run();
        transactions.commit(transaction);
        return all(ranges);
    }

    @Override
    public void close() {}

    private static List<StoreOutcome> all(List<StorableRange> ranges) {
        return Collections.nCopies(ranges.size(), StoreOutcome.STORED);
    }
}
