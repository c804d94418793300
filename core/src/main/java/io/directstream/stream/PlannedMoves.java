/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import io.directstream.offset.StorableRange;
import java.util.List;

/** Moves that were checked and can be stored. */
public final class PlannedMoves {

    private final List<OffsetMove> moves;

    private final List<StorableRange> positions;

    PlannedMoves(List<OffsetMove> moves, List<StorableRange> positions) {
        this.moves = List.copyOf(moves);
        this.positions = List.copyOf(positions);
    }

    /** One per partition, sorted by topic and partition. */
    public List<OffsetMove> moves() {
        return moves;
    }

    /** What is to be stored for each of the moves, in the same order. */
    List<StorableRange> positions() {
        return positions;
    }
}
