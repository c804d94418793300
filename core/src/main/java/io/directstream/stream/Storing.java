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
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** How a listener's run and the storing of its ranges belong together. */
interface Storing {

    /**
     * Runs the listener and stores what it finished.
     *
     * @param ranges what to store, sorted by topic and partition; nothing where a batch moves no position
     * @return the outcome per range, in the order given, perhaps later; null if the ranges wait for somebody to commit them
     * @throws Exception what the listener threw, or the store's own failure
     */
    @Nullable
    CompletionStage<List<StoreOutcome>> deliverAndStore(List<StorableRange> ranges, UnitOfWork listener)
            throws Exception;

    /**
     * Stores ranges that the listener has nothing more to do with.
     *
     * @param disposal what is done with their records before they are stored, or together with that
     * @throws Exception what the disposal threw, or the store's own failure
     */
    default @Nullable CompletionStage<List<StoreOutcome>> disposeAndStore(
            List<StorableRange> ranges, UnitOfWork disposal) throws Exception {
        return deliverAndStore(ranges, disposal);
    }

    /** A range is finished; its partition's position is behind it now. */
    default void finished(PlannedRange planned) {}

    /** A range was not finished: it is delivered again, or by somebody else. */
    default void unfinished(PlannedRange planned, String why) {}
}
