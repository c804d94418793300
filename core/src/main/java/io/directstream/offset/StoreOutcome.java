/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.offset;

/** What a store did with a range. Everything but {@link #STORED} leaves the store unchanged. */
public enum StoreOutcome {
    /** The range is stored. */
    STORED,
    /** The range was stored before. */
    DUPLICATE,
    /** The range begins before the stored offset and ends after it. */
    OVERLAP,
    /** The range begins after the stored offset. */
    GAP,
    /** The partition was taken away from this instance meanwhile. */
    FENCED,
    /** The topic is not the one the stored offset belongs to: it was deleted and made again. */
    TOPIC_RECREATED
}
