/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.jdbc;

import io.directstream.StreamClock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Deletes what the ledger kept for long enough, from the oldest row of each partition on, so that what is left still follows
 * itself. In small transactions, between which the thread does what else it has to do.
 */
final class LedgerRetention implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(LedgerRetention.class);

    private static final int BATCH = 500;

    private static final Duration MOST_OFTEN = Duration.ofSeconds(1);

    private static final Duration LEAST_OFTEN = Duration.ofHours(1);

    private final Rows rows;

    private final TransactionOperations transactions;

    private final Duration retention;

    private final StreamClock clock;

    private final Executor thread;

    private final Deque<TopicPartition> partitions = new ArrayDeque<>();

    private boolean failing;

    /**
     * Deletes nothing by itself; run it every {@link #interval}.
     *
     * @param thread runs this, and goes on with it
     */
    LedgerRetention(
            Rows rows, TransactionOperations transactions, Duration retention, StreamClock clock, Executor thread) {
        this.rows = rows;
        this.transactions = transactions;
        this.retention = retention;
        this.clock = clock;
        this.thread = thread;
    }

    /** How often it is worth looking: a tenth of the retention, but neither hectic nor never. */
    static Duration interval(Duration retention) {
        Duration tenth = retention.dividedBy(10);
        if (tenth.compareTo(MOST_OFTEN) < 0) {
            return MOST_OFTEN;
        }
        return tenth.compareTo(LEAST_OFTEN) > 0 ? LEAST_OFTEN : tenth;
    }

    @Override
    public void run() {
        if (partitions.isEmpty()) {
            attempt(() -> {
                transactions.executeWithoutResult(
                        status -> partitions.addAll(rows.offsets().all().keySet()));
                goOn();
            });
        }
    }

    private void next() {
        attempt(() -> {
            TopicPartition partition = partitions.remove();
            Integer deleted = transactions.execute(
                    status -> rows.ledger().deleteOldest(partition, clock.now().minus(retention), BATCH));
            if (deleted != null && deleted == BATCH) {
                partitions.addFirst(partition);
            }
            failing = false;
            goOn();
        });
    }

    private void goOn() {
        if (!partitions.isEmpty()) {
            thread.execute(this::next);
        }
    }

    /** What fails is tried again after the next interval. */
    private void attempt(Runnable step) {
        try {
            step.run();
        } catch (RejectedExecutionException closed) {
            partitions.clear();
        } catch (RuntimeException failure) {
            partitions.clear();
            if (!failing) {
                log.warn(
                        "old rows of the ledger cannot be deleted; that is tried again, and said again only after it worked",
                        failure);
            }
            failing = true;
        }
    }

    /**
     * What it deletes from.
     *
     * @param offsets names the partitions
     * @param ledger whose rows go
     */
    record Rows(JdbcOffsetTable offsets, JdbcLedger ledger) {}
}
