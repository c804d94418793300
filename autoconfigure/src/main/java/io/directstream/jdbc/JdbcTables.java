/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.jdbc;

import io.directstream.offset.StorableRange;
import io.directstream.offset.StoreOutcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What a stream writes in the transaction of its listener.
 *
 * @param offsets how far it got
 * @param ledger what it stored
 */
record JdbcTables(JdbcOffsetTable offsets, Ledger ledger) {

    private static final Comparator<StorableRange> ORDER = Comparator.<StorableRange, String>comparing(
                    range -> range.topicPartition().topic())
            .thenComparingInt(range -> range.topicPartition().partition());

    /**
     * Stores ranges as far as that is possible; after any other outcome than STORED the transaction is to be rolled back.
     * Sorted, so that two transactions never wait crosswise.
     */
    StoreOutcome store(List<StorableRange> ranges) {
        List<StorableRange> sorted = new ArrayList<>(ranges);
        sorted.sort(ORDER);
        for (StorableRange range : sorted) {
            StoreOutcome outcome = offsets.advance(range);
            if (outcome != StoreOutcome.STORED) {
                return outcome;
            }
        }
        ledger.add(sorted);
        return StoreOutcome.STORED;
    }

    /** Stores a chosen position, if what it replaces is what is stored. */
    StoreOutcome put(StorableRange position) {
        StoreOutcome outcome = offsets.put(position);
        if (outcome == StoreOutcome.STORED) {
            ledger.add(position);
        }
        return outcome;
    }
}
