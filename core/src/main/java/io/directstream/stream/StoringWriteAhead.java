/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import io.directstream.offset.StorableRange;
import io.directstream.offset.StoreOutcome;
import io.directstream.offset.UnitOfWork;
import io.directstream.offset.WriteAheadOffsetStore;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Has the store keep the bounds of ranges before their first delivery; the rest is another's. */
final class StoringWriteAhead implements Storing {

    private final WriteAheadOffsetStore store;

    private final Storing storing;

    StoringWriteAhead(WriteAheadOffsetStore store, Storing storing) {
        this.store = store;
        this.storing = storing;
    }

    @Override
    public @Nullable CompletionStage<List<StoreOutcome>> deliverAndStore(
            List<StorableRange> ranges, UnitOfWork listener) throws Exception {
        List<StorableRange> first = ranges.stream()
                .filter(range -> range.attempt() == 1 && range.records() > 0)
                .toList();
        if (!first.isEmpty()) {
            store.plan(first);
        }
        return storing.deliverAndStore(ranges, listener);
    }

    /** What is disposed of was planned before its first delivery. */
    @Override
    public @Nullable CompletionStage<List<StoreOutcome>> disposeAndStore(
            List<StorableRange> ranges, UnitOfWork disposal) throws Exception {
        return storing.disposeAndStore(ranges, disposal);
    }

    @Override
    public void finished(PlannedRange planned) {
        storing.finished(planned);
    }

    @Override
    public void unfinished(PlannedRange planned, String why) {
        storing.unfinished(planned, why);
    }
}
