/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.jdbc;

import io.directstream.offset.UnitOfWork;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.ConfigurableTransactionManager;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;

/**
 * Notices listeners that begin transactions of their own while that of their range is open: what is written there stays when
 * the range is rolled back. Said once per stream.
 */
public final class IndependentTransactions implements TransactionExecutionListener {

    private static final Logger log = LoggerFactory.getLogger(IndependentTransactions.class);

    private final ThreadLocal<@Nullable String> streamAtWork = new ThreadLocal<>();

    private final Set<String> said = ConcurrentHashMap.newKeySet();

    /** Watches the transactions that these managers begin. */
    public void watch(Iterable<? extends ConfigurableTransactionManager> managers) {
        for (ConfigurableTransactionManager manager : managers) {
            if (!manager.getTransactionExecutionListeners().contains(this)) {
                manager.addListener(this);
            }
        }
    }

    /** Runs a listener whose transaction has begun. */
    void during(String stream, UnitOfWork listener) throws Exception {
        streamAtWork.set(stream);
        try {
            listener.run();
        } finally {
            streamAtWork.remove();
        }
    }

    @Override
    public void afterBegin(TransactionExecution transaction, @Nullable Throwable failure) {
        String stream = streamAtWork.get();
        if (stream != null
                && failure == null
                && transaction.isNewTransaction()
                && !transaction.isReadOnly()
                && said.add(stream)) {
            log.warn(
                    "stream {}: the listener begins a transaction of its own{}; what it writes there is not rolled back with the range, and is written again when the range is repeated. Have it join the stream's transaction (propagation REQUIRED, the transaction manager of the store), or make that output idempotent. This is said once.",
                    stream,
                    named(transaction));
        }
    }

    private static String named(TransactionExecution transaction) {
        String name = transaction.getTransactionName();
        return name.isEmpty() ? "" : " (" + name + ")";
    }
}
