/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import io.directstream.offset.OffsetStore;
import io.directstream.offset.StorableRange;
import io.directstream.offset.StoreOutcome;
import io.directstream.offset.UnitOfWork;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The listener first, then the store: at least once. */
final class StoringAfterBatch implements Storing {

    private final OffsetStore store;

    private final StoreMeter meter;

    StoringAfterBatch(OffsetStore store, StoreMeter meter) {
        this.store = store;
        this.meter = meter;
    }

    @Override
    public CompletionStage<List<StoreOutcome>> deliverAndStore(List<StorableRange> ranges, UnitOfWork listener)
            throws Exception {
        listener.run();
        return ranges.isEmpty() ? CompletableFuture.completedStage(List.of()) : meter.store(store, ranges);
    }
}
