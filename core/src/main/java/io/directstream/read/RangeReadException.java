/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.read;

import io.directstream.OffsetRange;
import org.jspecify.annotations.Nullable;

/** Says why a read ended before all was read, or was not begun. */
public class RangeReadException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    private final transient @Nullable RangePosition at;

    private RangeReadException(Reason reason, @Nullable RangePosition at, String message, @Nullable Throwable cause) {
        super(at == null ? message : at.range() + " cannot be read on from " + at.position() + ": " + message, cause);
        this.reason = reason;
        this.at = at;
    }

    static RangeReadException of(Reason reason, String message, @Nullable Throwable cause) {
        return new RangeReadException(reason, null, message, cause);
    }

    static RangeReadException at(
            OffsetRange range, long position, Reason reason, String message, @Nullable Throwable cause) {
        return new RangeReadException(reason, new RangePosition(range, position), message, cause);
    }

    /** The kind of reason; the message tells the rest. */
    public Reason reason() {
        return reason;
    }

    /** The range that could not be read on; null if it is not about a single one. */
    public @Nullable OffsetRange range() {
        return at == null ? null : at.range();
    }

    /** The offset that could not be read; null if it is not about a single range. */
    public @Nullable Long position() {
        return at == null ? null : at.position();
    }

    private record RangePosition(OffsetRange range, long position) {}

    /** Kinds of reasons. */
    public enum Reason {
        /** What the logs hold could not be found out: brokers do not answer, or a partition has no leader. */
        UNCHECKED,
        /** The log does not hold these records any more: retention, or a deletion, ran behind the reader. */
        GONE,
        /** Nothing came for the time of {@code read-timeout}. */
        NO_PROGRESS,
        /** Kafka's client failed; the cause tells. */
        FAILED,
        /** Not all was read when the deadline passed. */
        DEADLINE,
        /** The read was cancelled. */
        CANCELLED
    }
}
