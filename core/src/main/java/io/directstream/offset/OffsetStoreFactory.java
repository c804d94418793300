/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.offset;

/** Makes the offset store of a stream each time the stream starts. */
@FunctionalInterface
public interface OffsetStoreFactory {

    /**
     * Makes the store.
     *
     * @param context what it is made for
     */
    OffsetStore create(OffsetStoreContext context);

    /**
     * How listeners run that work on given ranges, of which nothing is stored: in a replay for example. To be overridden by
     * stores that keep offsets in the listener's transaction.
     */
    default ListenerTransactions transactions() {
        return ListenerTransactions.NONE;
    }
}
