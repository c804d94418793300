/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.listener;

import io.directstream.Progress;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A read of given ranges that begins, goes on and ends; equal to itself alone. Safe for use by several threads. */
public final class ObservedRead {

    /** What ranges are read for. */
    public enum Purpose {
        /** To whoever called {@code RangeReads}. */
        READ,
        /** To the listener of a stream that reads given ranges and ends. */
        BOUNDED,
        /** To the listener of a stream once more. */
        REPLAY
    }

    /** How a read ended. */
    public enum Outcome {
        /** It did all that it was to do. */
        COMPLETED,
        /** Something was not read. */
        FAILED,
        /** It was given up before its end. */
        CANCELLED
    }

    private final @Nullable String stream;

    private final Purpose purpose;

    private final Supplier<Progress> progress;

    /**
     * A read.
     *
     * @param stream whose settings or listener it uses; null for those of the application
     * @param purpose what it is for
     * @param progress tells how far it is, at any time and without waiting
     */
    public ObservedRead(@Nullable String stream, Purpose purpose, Supplier<Progress> progress) {
        this.stream = stream;
        this.purpose = purpose;
        this.progress = progress;
    }

    /** The stream whose settings or listener it uses; null for those of the application. */
    public @Nullable String stream() {
        return stream;
    }

    /** What it is for. */
    public Purpose purpose() {
        return purpose;
    }

    /** How far it is. */
    public Progress progress() {
        return progress.get();
    }

    @Override
    public String toString() {
        return "%s of %s".formatted(purpose, stream);
    }
}
