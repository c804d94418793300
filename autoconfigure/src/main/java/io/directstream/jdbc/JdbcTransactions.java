/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.jdbc;

import io.directstream.offset.ListenerTransactions;
import io.directstream.offset.OffsetStoreException;
import io.directstream.offset.UnitOfWork;
import java.util.function.Function;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.UnexpectedRollbackException;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Runs the listeners of a stream in transactions of the database, and tells what they throw from what the database does.
 *
 * @param stream the stream's name
 * @param transactions of the transaction manager whose resource is the tables' data source
 * @param independent notices transactions that listeners begin besides
 */
record JdbcTransactions(String stream, TransactionOperations transactions, IndependentTransactions independent)
        implements ListenerTransactions {

    @Override
    public void run(UnitOfWork work) throws Exception {
        run(work, status -> Boolean.TRUE);
    }

    /**
     * Runs the work and then the last steps of its transaction.
     *
     * @return what the last steps returned
     */
    <T> T run(UnitOfWork work, Function<TransactionStatus, T> last) throws Exception {
        try {
            return transactions.execute(status -> {
                run(work, status);
                return last.apply(status);
            });
        } catch (ListenerFailure failure) {
            throw ofTheListener(failure.reason());
        } catch (UnexpectedRollbackException | DataIntegrityViolationException ofWhatTheListenerWrote) {
            throw ofWhatTheListenerWrote;
        } catch (DataAccessException | TransactionException failure) {
            throw Passing.isConflict(failure) ? conflict(failure) : away(failure);
        }
    }

    /** What the listener left to be written, as JPA does, is written before the offset, and its failure is the listener's. */
    private void run(UnitOfWork work, TransactionStatus status) {
        try {
            independent.during(stream, work);
            status.flush();
        } catch (Exception failure) {
            throw new ListenerFailure(failure);
        }
    }

    static OffsetStoreException away(Exception cause) {
        return new OffsetStoreException("the offset table cannot be read or written: " + cause.getMessage(), cause);
    }

    /** What it did not cause is no attempt of its. */
    private static Exception ofTheListener(Exception reason) {
        if (Passing.isConflict(reason)) {
            return conflict(reason);
        }
        return Passing.isOutage(reason) ? away(reason) : reason;
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
