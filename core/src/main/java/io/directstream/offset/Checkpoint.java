/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.offset;

import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/**
 * What the checkpoint of one partition holds.
 *
 * @param stored the stored offset, and where the range ends that was planned to begin at it
 * @param recordTimestamp the timestamp of the last record before the offset in milliseconds since 1970, if known
 */
record Checkpoint(StoredOffset stored, @Nullable Long recordTimestamp) {

    /** What a position leaves of the checkpoint that was there before. */
    static Checkpoint of(StorableRange position, @Nullable Checkpoint before) {
        StoredOffset old = before == null ? null : before.stored();
        TopicShape shape = position.shape() == null && old != null ? old.shape() : position.shape();
        Uuid topicId = position.topicId() == null && old != null ? old.topicId() : position.topicId();
        StoredOffset next =
                new StoredOffset(position.range().untilOffset(), position.leaderEpoch(), shape, topicId, null);
        return new Checkpoint(next, position.recordTimestamp());
    }

    /** Whether a plan of this range is worth keeping: it begins here, holds something and is not kept yet. */
    boolean lacksPlanOf(StorableRange range) {
        long until = range.range().untilOffset();
        return range.range().fromOffset() == offset()
                && until > offset()
                && !Long.valueOf(until).equals(stored.plannedUntil());
    }

    /** The same with a range planned that begins at its offset. */
    Checkpoint withPlan(StorableRange range) {
        StoredOffset planned = new StoredOffset(
                offset(),
                stored.leaderEpoch(),
                stored.shape(),
                stored.topicId(),
                range.range().untilOffset());
        return new Checkpoint(planned, recordTimestamp);
    }

    long offset() {
        return stored.offset();
    }
}
