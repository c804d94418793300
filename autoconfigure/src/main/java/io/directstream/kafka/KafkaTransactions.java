/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.kafka;

import io.directstream.offset.ListenerTransactions;
import io.directstream.offset.UnitOfWork;

/**
 * Runs listeners in Kafka transactions that hold their output and no offsets.
 *
 * @param outputs makes the transactions; closed with this
 */
record KafkaTransactions(OutputTransactions outputs) implements ListenerTransactions {

    @Override
    public void run(UnitOfWork work) throws Exception {
        try (OutputTransaction transaction = outputs.begin()) {
            work.run();
            commit(transaction);
        }
    }

    @Override
    public void close() {
        outputs.close();
    }

    private static void commit(OutputTransaction transaction) {
        try {
            transaction.commit();
        } catch (RuntimeException failure) {
            throw transaction.notCommitted(failure);
        }
    }
}
