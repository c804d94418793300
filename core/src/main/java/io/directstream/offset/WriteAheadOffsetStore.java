/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.offset;

import java.util.List;

/**
 * A store that keeps what was planned, too: a range that was with the listener when the application died runs again with
 * the same bounds. Its {@link #load} tells them in {@link StoredOffset#plannedUntil()}.
 */
public interface WriteAheadOffsetStore extends OffsetStore {

    /**
     * Keeps the bounds of ranges before the listener sees them, at most one per partition; called on the thread that
     * delivers them, once before the first attempt and never between the attempts of one range. A range that does not begin
     * at the stored offset need not be kept.
     *
     * @throws OffsetStoreException if that is not possible now; the ranges wait
     */
    void plan(List<StorableRange> ranges);
}
