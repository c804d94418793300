/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

/**
 * How many finished ranges of a partition may wait to be stored before the next one waits for them.
 *
 * @param mostRanges how many, those being stored included
 * @param whenFull what a partition is doing then
 */
record StoreWindow(int mostRanges, PartitionState whenFull) {

    /** The running range and at most one finished one may be repeated after a crash, so a third one waits. */
    private static final StoreWindow ONE_AHEAD = new StoreWindow(2, PartitionState.IDLE);

    /** The next stream batch begins when the whole one before is stored. */
    private static final StoreWindow NONE_AHEAD = new StoreWindow(1, PartitionState.IDLE);

    /** Whether ranges are stored when the listener says so. */
    boolean isManual() {
        return whenFull == PartitionState.AWAITING_COMMIT;
    }

    static StoreWindow of(CommitMode commit, Planning planning) {
        if (commit instanceof CommitMode.Manual manual) {
            return new StoreWindow(manual.maxUncommittedRanges(), PartitionState.AWAITING_COMMIT);
        }
        return planning.isTogether() ? NONE_AHEAD : ONE_AHEAD;
    }
}
