/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import io.directstream.offset.StorableRange;
import io.directstream.offset.StoreOutcome;
import io.directstream.offset.TransactionalOffsetStore;
import io.directstream.offset.UnitOfWork;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The listener inside the store's unit of work: both become visible together. */
final class StoringInTransaction implements Storing {

    private final TransactionalOffsetStore store;

    private final StoreMeter meter;

    StoringInTransaction(TransactionalOffsetStore store, StoreMeter meter) {
        this.store = store;
        this.meter = meter;
    }

    @Override
    public CompletionStage<List<StoreOutcome>> deliverAndStore(List<StorableRange> ranges, UnitOfWork listener)
            throws Exception {
        return CompletableFuture.completedStage(meter.storeWith(store, ranges, listener));
    }
}
