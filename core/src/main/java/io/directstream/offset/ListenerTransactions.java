/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.offset;

/** Runs listeners as a store does that keeps offsets in their transactions, without storing anything. */
@FunctionalInterface
public interface ListenerTransactions extends AutoCloseable {

    /** No transaction: whatever the listener begins itself is all there is. */
    ListenerTransactions NONE = UnitOfWork::run;

    /**
     * Runs the work on the calling thread, in a transaction that is committed when it returns and rolled back when it throws.
     *
     * @throws Exception what the work threw, unchanged; or the failure of the transaction as {@link OffsetStoreException}
     */
    void run(UnitOfWork work) throws Exception;

    /** Gives back what it holds, once nothing runs any more. */
    @Override
    default void close() {}
}
