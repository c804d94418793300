/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a stream is doing between its start and its stop.
 *
 * @param member its member of the group
 * @param table its assigned partitions
 */
record RunningState(Member member, PartitionTable table) {

    StreamState state() {
        if (!member.hasBegun()) {
            return StreamState.STARTING;
        }
        if (table.isPaused()) {
            return StreamState.PAUSED;
        }
        return table.view().parked().isEmpty() ? StreamState.RUNNING : StreamState.FAILED;
    }

    /** What holds it up, or some of its partitions; null if nothing does. */
    @Nullable
    String reason(StreamState state, List<PartitionSnapshot> assigned) {
        if (state == StreamState.FAILED) {
            return PartitionSnapshot.whyParked(assigned);
        }
        String problem = state == StreamState.STOPPED ? null : member.problem();
        return problem == null ? PartitionSnapshot.whyHeldUp(assigned) : problem;
    }
}
