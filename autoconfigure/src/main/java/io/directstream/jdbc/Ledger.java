/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.jdbc;

import io.directstream.offset.StorableRange;
import java.util.List;

/** What is kept of each store besides the offset. Called in the transaction of the store, when the offset has moved. */
interface Ledger {

    /** Ranges were stored. */
    void add(List<StorableRange> ranges);

    /** A position was stored, perhaps in place of another offset. */
    void add(StorableRange position);

    /** Keeps nothing. */
    record None() implements Ledger {

        @Override
        public void add(List<StorableRange> ranges) {}

        @Override
        public void add(StorableRange position) {}
    }
}
