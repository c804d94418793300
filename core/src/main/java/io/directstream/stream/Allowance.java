/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import io.directstream.rate.TokenBucket;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How far one partition may go on under its limit; guarded by the lock of its {@link PartitionTable}. */
final class Allowance {

    private final TokenBucket bucket = new TokenBucket();

    private @Nullable Double perSecond;

    /** What the newest range was planned with, until it is known how much of it was used. */
    private long charged;

    /** Its limit; null if it has none. */
    @Nullable
    Double perSecond() {
        return perSecond;
    }

    boolean isLimited() {
        return perSecond != null;
    }

    /** Changes the limit; null for none. What was charged under another one is not given back. */
    void limit(@Nullable Double newPerSecond) {
        if (!Objects.equals(perSecond, newPerSecond)) {
            charged = 0;
        }
        perSecond = newPerSecond;
    }

    /** An interval ended, for which so much may be read. */
    void begin(@Nullable Double newPerSecond, Duration interval) {
        perSecond = newPerSecond;
        if (newPerSecond != null) {
            bucket.begin(newPerSecond, interval);
        }
    }

    /** The time went on in a stream without intervals. */
    void refill(Duration time, int mostRecords) {
        Double rate = perSecond;
        if (rate != null) {
            bucket.refill(rate, time, (long) Math.min(rate, mostRecords));
        }
    }

    /** Where a range from this position ends at the latest. */
    long cut(long position, long until) {
        return perSecond == null ? until : Math.min(until, position + bucket.available());
    }

    /** A range of so many offsets is planned. */
    void charge(long offsets) {
        charged = perSecond == null ? 0 : offsets;
        bucket.take(charged);
    }

    /** So many of the offsets that were planned were read; the others may be read later. */
    void settle(long offsets) {
        bucket.giveBack(Math.max(0, charged - offsets));
        charged = 0;
    }
}
