/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.jdbc;

import io.directstream.offset.StorableRange;
import io.directstream.offset.StoreOutcome;
import io.directstream.offset.StoredOffset;
import io.directstream.offset.TransactionalOffsetStore;
import io.directstream.offset.UnitOfWork;
import java.time.Duration;
import java.util.Collections;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Keeps offsets in the user's database. A listener runs in a transaction of the application's own transaction manager, and
 * whatever it writes with that becomes visible with the offset or not at all.
 *
 * <p>The fence is the row itself: the last step before the commit moves the offset only from where the range begins.
 * Who lost the partition, however late it notices, finds another offset there, and everything it wrote is rolled back.
 * Two that meet wait for each other's row lock; databases that answer such a meeting with a serialization failure or a
 * deadlock have the range run again, which is no attempt.
 */
final class JdbcOffsetStore implements TransactionalOffsetStore {

    private static final Logger log = LoggerFactory.getLogger(JdbcOffsetStore.class);

    /** A stop does not wait longer for a commit that the database does not answer. */
    private static final Duration LAST_COMMIT = Duration.ofSeconds(3);

    private final JdbcTables tables;

    private final JdbcSetup setup;

    private final TransactionOperations transactions;

    private final JdbcTransactions listeners;

    private final ExecutorService thread;

    private final StoreGate gate = new StoreGate();

    private final String stream;

    /**
     * Stores into the given tables.
     *
     * @param setup whether they can be used, asked before the first answer
     * @param listeners the transactions of listeners
     * @param thread runs what must not block its caller; shut down with the store
     */
    JdbcOffsetStore(
            String stream, JdbcTables tables, JdbcSetup setup, JdbcTransactions listeners, ExecutorService thread) {
        this.stream = stream;
        this.tables = tables;
        this.setup = setup;
        this.transactions = listeners.transactions();
        this.listeners = listeners;
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
                    Map<TopicPartition, StoredOffset> stored = orAway(() -> {
                        setup.verify();
                        return new HashMap<>(
                                transactions.execute(status -> tables.offsets().all()));
                    });
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
                        .map(range -> orAway(() -> storeAlone(range)))
                        .toList(),
                thread);
    }

    @Override
    public List<StoreOutcome> storeWith(List<StorableRange> ranges, UnitOfWork work) throws Exception {
        try (Passage passage = new Passage()) {
            StoreOutcome outcome = listeners.run(work, status -> passage.store(status, () -> tables.store(ranges)));
            return Collections.nCopies(ranges.size(), outcome);
        }
    }

    /** Waits for commits that have begun; listeners that still run find it closed. */
    @Override
    public void close() {
        thread.shutdown();
        if (!gate.close(LAST_COMMIT)) {
            log.warn(
                    "stream {}: the database has not answered the last commit within {} s; the range may be stored after the stop",
                    stream,
                    LAST_COMMIT.toSeconds());
        }
    }

    private StoreOutcome storeAlone(StorableRange range) {
        try {
            return inTransaction(range);
        } catch (DuplicateKeyException chosenElsewhereMeanwhile) {
            return inTransaction(range);
        }
    }

    private StoreOutcome inTransaction(StorableRange range) {
        try (Passage passage = new Passage()) {
            return Objects.requireNonNull(transactions.execute(status -> passage.store(
                    status,
                    () -> range.kind() == StorableRange.Kind.POSITION
                            ? tables.put(range)
                            : tables.store(List.of(range)))));
        }
    }

    private static <T> T orAway(Supplier<T> action) {
        try {
            return action.get();
        } catch (DataAccessException | TransactionException failure) {
            throw JdbcTransactions.away(failure);
        }
    }

    /** The last steps of a transaction, for the end of which a close waits. */
    private final class Passage implements AutoCloseable {

        private boolean inside;

        /** Stores unless the store is closed; rolls back what is not stored. */
        private StoreOutcome store(TransactionStatus status, Supplier<StoreOutcome> statements) {
            inside = gate.enter();
            StoreOutcome outcome = inside ? statements.get() : StoreOutcome.FENCED;
            if (outcome != StoreOutcome.STORED) {
                status.setRollbackOnly();
            }
            return outcome;
        }

        @Override
        public void close() {
            if (inside) {
                gate.leave();
            }
        }
    }
}
