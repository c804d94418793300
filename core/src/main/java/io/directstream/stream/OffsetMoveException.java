/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import org.jspecify.annotations.Nullable;

/** Says why offsets cannot be moved or looked at. Nothing was stored. */
public class OffsetMoveException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    private OffsetMoveException(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /** For what is not possible, whenever it is asked. */
    public static OffsetMoveException invalid(String message) {
        return new OffsetMoveException(Reason.INVALID, message, null);
    }

    static OffsetMoveException inUse(String message) {
        return new OffsetMoveException(Reason.IN_USE, message, null);
    }

    /** For what brokers or stores do not tell at the moment. */
    public static OffsetMoveException unavailable(String message, @Nullable Throwable cause) {
        return new OffsetMoveException(Reason.UNAVAILABLE, message, cause);
    }

    /** The kind of reason; the message tells the rest. */
    public Reason reason() {
        return reason;
    }

    /** Kinds of reasons. */
    public enum Reason {
        /** What was asked for is not possible, whenever it is asked. */
        INVALID,
        /** The stream runs somewhere; it is possible once it is stopped everywhere. */
        IN_USE,
        /** Brokers or the store cannot be asked right now. */
        UNAVAILABLE
    }
}
