/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import io.directstream.offset.Committer;
import io.directstream.offset.GroupOffsets;
import io.directstream.offset.OffsetStore;
import io.directstream.offset.StorableRange;
import io.directstream.offset.StoreOutcome;
import io.directstream.offset.StoredOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stores moved offsets, then their mirrors. */
final class MoveStorage {

    private static final Logger log = LoggerFactory.getLogger(MoveStorage.class);

    private final StreamOptions options;

    private final OffsetStore store;

    private final Committer committer;

    private final Patience patience;

    MoveStorage(StreamOptions options, OffsetStore store, Committer committer, Patience patience) {
        this.options = options;
        this.store = store;
        this.committer = committer;
        this.patience = patience;
    }

    /** One after the other, so that what is known of each does not depend on the others. */
    List<OffsetMove> store(PlannedMoves planned) {
        List<OffsetMove> moves = new ArrayList<>();
        for (int i = 0; i < planned.moves().size(); i++) {
            moves.add(store(planned.moves().get(i), planned.positions().get(i)));
        }
        return isMirrored() ? mirror(moves, planned.positions()) : moves;
    }

    private OffsetMove store(OffsetMove move, StorableRange position) {
        String failure = failure(
                "storing " + move.partition(),
                () -> store.store(List.of(position)).thenApply(outcomes -> outcomes.get(0)));
        if (failure != null) {
            log.warn(
                    "stream {}: {} could not be moved by an operator from {} to {}: {}",
                    options.name(),
                    move.partition(),
                    move.from(),
                    move.to(),
                    failure);
            return move.refused(failure);
        }
        log.warn(
                "stream {}: {} was moved by an operator from {} to {}",
                options.name(),
                move.partition(),
                move.from(),
                move.to());
        return move.moved();
    }

    private boolean isMirrored() {
        return options.offsets().mirrored() && !store.traits().contains(OffsetStore.Trait.IS_THE_GROUP);
    }

    private List<OffsetMove> mirror(List<OffsetMove> moves, List<StorableRange> positions) {
        List<OffsetMove> mirrored = new ArrayList<>();
        for (int i = 0; i < moves.size(); i++) {
            OffsetMove move = moves.get(i);
            mirrored.add(move.outcome() == OffsetMove.Outcome.MOVED ? mirror(move, positions.get(i)) : move);
        }
        return mirrored;
    }

    private OffsetMove mirror(OffsetMove move, StorableRange position) {
        StoredOffset stored =
                new StoredOffset(move.to(), position.leaderEpoch(), position.shape(), position.topicId(), null);
        String failure = failure(
                "mirroring " + move.partition(),
                () -> committer.commit(move.partition(), GroupOffsets.mirror(store.name(), stored), position.epoch()));
        return (failure == null) ? move.mirrored() : move.notMirrored(failure);
    }

    /** Why something was not stored, if it was not. */
    private @Nullable String failure(String what, Attempt attempt) {
        if (patience.isOver()) {
            return what + ": there was no time left";
        }
        try {
            StoreOutcome outcome = patience.await(what, attempt.begin());
            if (outcome == StoreOutcome.STORED) {
                return null;
            }
            return (outcome == StoreOutcome.FENCED)
                    ? what + ": group " + options.groupId() + " has a member again"
                    : what + ": refused with " + outcome;
        } catch (RuntimeException failure) {
            return String.valueOf(failure.getMessage());
        }
    }

    /** Begins to store. */
    private interface Attempt {

        CompletionStage<StoreOutcome> begin();
    }
}
