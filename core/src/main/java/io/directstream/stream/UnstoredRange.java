/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import io.directstream.OffsetRange;
import io.directstream.consumer.RawRecords;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A finished range that is not stored yet, without its records.
 *
 * @param range the range
 * @param records the number of its records
 * @param leaderEpoch the leader epoch to be stored with its end, if known
 * @param firstTimestamp the timestamp of its first record in milliseconds since 1970, if it has one
 * @param lastTimestamp the timestamp of its last record in milliseconds since 1970, if it has one
 * @param attempt which delivery succeeded, from 1
 * @param owed whether its listener has to say that it is to be stored, where listeners do
 */
record UnstoredRange(
        OffsetRange range,
        int records,
        @Nullable Integer leaderEpoch,
        @Nullable Long firstTimestamp,
        @Nullable Long lastTimestamp,
        int attempt,
        boolean owed) {

    static UnstoredRange of(PlannedRange planned) {
        RawRecords raw = planned.records();
        if (raw == null) {
            return new UnstoredRange(planned.range(), 0, null, null, null, planned.attempt(), false);
        }
        int size = raw.records().size();
        ConsumerRecord<byte[], byte[]> last = size == 0 ? null : raw.records().get(size - 1);
        return new UnstoredRange(
                planned.range(),
                size,
                raw.leaderEpoch(),
                planned.firstTimestamp(),
                last == null ? null : (Long) last.timestamp(),
                planned.attempt(),
                planned.isOwed());
    }

    long until() {
        return range.untilOffset();
    }
}
