/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.offset;

import io.directstream.OffsetRange;
import java.util.Objects;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/**
 * A finished range, or a chosen position, with what stores may want to keep of it.
 *
 * @param kind whether records were handled, or a position was chosen
 * @param range the range; empty for a position
 * @param epoch the ownership epoch under which it came about
 * @param topicId the topic's id, if known
 * @param leaderEpoch the leader epoch of the last record, if known
 * @param recordTimestamp the timestamp of the last record in milliseconds since 1970, if there is one
 * @param records the number of records
 * @param attempt which delivery succeeded, from 1
 * @param shape what there was to read when a position was first chosen, as far as known
 * @param replaces the stored offset that a position is to replace; null if nothing was stored when it was chosen
 */
public record StorableRange(
        Kind kind,
        OffsetRange range,
        long epoch,
        @Nullable Uuid topicId,
        @Nullable Integer leaderEpoch,
        @Nullable Long recordTimestamp,
        int records,
        int attempt,
        @Nullable TopicShape shape,
        @Nullable Long replaces) {

    /** What is stored. */
    public enum Kind {
        /** Records were handled: the range must begin where the stored one ended. */
        RANGE,
        /** A position was chosen, at first or as a recorded jump: what it replaces must be what is stored. */
        POSITION
    }

    /** A position chosen because nothing was stored. */
    public static StorableRange position(
            TopicPartition partition, long offset, long epoch, @Nullable Uuid topicId, @Nullable TopicShape shape) {
        OffsetRange at = OffsetRange.create(partition, offset, offset);
        return new StorableRange(Kind.POSITION, at, epoch, topicId, null, null, 0, 1, shape, null);
    }

    /** The same position, chosen in place of a stored offset; null if nothing was stored. */
    public StorableRange replacing(@Nullable Long stored) {
        return new StorableRange(
                kind, range, epoch, topicId, leaderEpoch, recordTimestamp, records, attempt, shape, stored);
    }

    /**
     * Whether it may follow what is stored of its partition, for a store that has to decide that itself: a range only where
     * the stored one ended, a position only in place of what was stored when it was chosen. So nobody who stood still
     * meanwhile takes a partition back.
     *
     * @param stored what is stored; null if nothing is
     * @return {@link StoreOutcome#STORED}, or the reason against it
     */
    public StoreOutcome outcomeAfter(@Nullable StoredOffset stored) {
        if (kind == Kind.POSITION) {
            return positionAfter(stored == null ? null : stored.offset());
        }
        if (stored == null) {
            return StoreOutcome.GAP;
        }
        if (topicId != null && stored.topicId() != null && !topicId.equals(stored.topicId())) {
            return StoreOutcome.TOPIC_RECREATED;
        }
        long from = range.fromOffset();
        if (from == stored.offset()) {
            return StoreOutcome.STORED;
        }
        if (from > stored.offset()) {
            return StoreOutcome.GAP;
        }
        return range.untilOffset() <= stored.offset() ? StoreOutcome.DUPLICATE : StoreOutcome.OVERLAP;
    }

    private StoreOutcome positionAfter(@Nullable Long stored) {
        if (Objects.equals(stored, replaces)) {
            return StoreOutcome.STORED;
        }
        if (stored == null) {
            return StoreOutcome.GAP;
        }
        return range.untilOffset() <= stored ? StoreOutcome.DUPLICATE : StoreOutcome.OVERLAP;
    }

    /** What is stored once it is. */
    public StoredOffset toStored() {
        return new StoredOffset(range.untilOffset(), leaderEpoch, shape, topicId, null);
    }

    /** The partition the range belongs to. */
    public TopicPartition topicPartition() {
        return range.topicPartition();
    }
}
