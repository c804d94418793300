/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.offset;

import java.util.List;

/**
 * A store that keeps offsets with the listener's output: it runs the listener inside its own unit of work, so that both
 * become visible together or not at all.
 */
public interface TransactionalOffsetStore extends OffsetStore {

    /**
     * Begins a unit of work, runs the listener in it on the calling thread, stores the ranges as the last step and
     * commits. Any outcome but {@link StoreOutcome#STORED}, and whatever the work throws, rolls all of it back.
     *
     * @return the outcome per range, in the order given
     * @throws Exception what the work threw, unchanged; or the store's own failure as {@link OffsetStoreException}
     */
    List<StoreOutcome> storeWith(List<StorableRange> ranges, UnitOfWork work) throws Exception;
}
