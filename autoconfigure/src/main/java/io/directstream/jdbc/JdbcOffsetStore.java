/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.jdbc;

import io.directstream.offset.OffsetStoreException;
import io.directstream.offset.StorableRange;
import io.directstream.offset.StoreOutcome;
import io.directstream.offset.StoredOffset;
import io.directstream.offset.TransactionalOffsetStore;
import io.directstream.offset.UnitOfWork;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.UnexpectedRollbackException;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Keeps offsets in the user's database. A listener runs in a transaction of the application's own transaction manager, and
 * whatever it writes with that becomes visible with the offset or not at all.
 *
 * <p>The fence is the row itself: the last statement before the commit moves the offset only from where the range begins.
 * Who lost the partition, however late it notices, finds another offset there, and everything it wrote is rolled back.
 * Two that meet wait for each other's row lock; databases that answer such a meeting with a serialization failure or a
 * deadlock have the range run again, which is no attempt.
 */
final class JdbcOffsetStore implements TransactionalOffsetStore {

    private static final Comparator<StorableRange> ORDER = Comparator.<StorableRange, String>comparing(
                    range -> range.topicPartition().topic())
            .thenComparingInt(range -> range.topicPartition().partition());

    private final JdbcOffsetTable table;

    private final TransactionOperations transactions;

    private final ExecutorService thread;

    /**
     * Stores into the given table.
     *
     * @param transactions of the transaction manager whose resource is the table's data source
     * @param thread runs what must not block its caller; shut down with the store
     */
    JdbcOffsetStore(JdbcOffsetTable table, TransactionOperations transactions, ExecutorService thread) {
        this.table = table;
        this.transactions = transactions;
        this.thread = thread;
    }

    @Override
    public String name() {
        return "jdbc";
    }

    @Override
    public Set<Trait> traits() {
        return Set.of(Trait.KEEPS_TOPIC_IDS);
    }

    @Override
    public CompletionStage<Map<TopicPartition, StoredOffset>> load(String stream, Set<TopicPartition> partitions) {
        return CompletableFuture.supplyAsync(
                () -> {
                    Map<TopicPartition, StoredOffset> stored = new HashMap<>(inTransaction(table::all));
                    stored.keySet().retainAll(partitions);
                    return stored;
                },
                thread);
    }

    /** Stores each range in a transaction of its own. */
    @Override
    public CompletionStage<List<StoreOutcome>> store(List<StorableRange> ranges) {
        return CompletableFuture.supplyAsync(
                () -> ranges.stream()
                        .map(range -> inTransaction(() -> store(range)))
                        .toList(),
                thread);
    }

    @Override
    public List<StoreOutcome> storeWith(List<StorableRange> ranges, UnitOfWork work) throws Exception {
        try {
            return Objects.requireNonNull(transactions.execute(status -> {
                run(work);
                StoreOutcome outcome = storeAll(ranges);
                if (outcome != StoreOutcome.STORED) {
                    status.setRollbackOnly();
                }
                return Collections.nCopies(ranges.size(), outcome);
            }));
        } catch (ListenerFailure failure) {
            throw Conflicts.isOne(failure.reason()) ? conflict(failure.reason()) : failure.reason();
        } catch (UnexpectedRollbackException decidedByTheListener) {
            throw decidedByTheListener;
        } catch (DataAccessException | TransactionException failure) {
            throw Conflicts.isOne(failure) ? conflict(failure) : away(failure);
        }
    }

    @Override
    public void close() {
        thread.shutdown();
    }

    private static void run(UnitOfWork work) {
        try {
            work.run();
        } catch (Exception failure) {
            throw new ListenerFailure(failure);
        }
    }

    /** One refusal is everybody's, since nothing is stored then. Sorted, so that two transactions never wait crosswise. */
    private StoreOutcome storeAll(List<StorableRange> ranges) {
        List<StorableRange> sorted = new ArrayList<>(ranges);
        sorted.sort(ORDER);
        for (StorableRange range : sorted) {
            StoreOutcome outcome = store(range);
            if (outcome != StoreOutcome.STORED) {
                return outcome;
            }
        }
        return StoreOutcome.STORED;
    }

    private StoreOutcome store(StorableRange range) {
        if (thread.isShutdown()) {
            return StoreOutcome.FENCED;
        }
        if (range.kind() == StorableRange.Kind.POSITION) {
            table.put(range);
            return StoreOutcome.STORED;
        }
        return table.advance(range);
    }

    private <T> T inTransaction(Supplier<T> action) {
        try {
            return Objects.requireNonNull(transactions.execute(status -> action.get()));
        } catch (DataAccessException | TransactionException failure) {
            throw away(failure);
        }
    }

    private static OffsetStoreException away(Exception cause) {
        return new OffsetStoreException("the offset table cannot be read or written: " + cause.getMessage(), cause);
    }

    private static OffsetStoreException conflict(Exception cause) {
        return new OffsetStoreException("another transaction was in the way: " + cause.getMessage(), cause);
    }

    /** Carries what the listener threw through the transaction. */
    private static final class ListenerFailure extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient Exception reason;

        private ListenerFailure(Exception reason) {
            super(reason);
            this.reason = reason;
        }

        private Exception reason() {
            return reason;
        }
    }
}
