/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.read;

import io.directstream.OffsetRange;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A read that is under way, or over. Thread-safe.
 *
 * @param <R> the type of the results
 */
public interface RangeReadJob<R extends @Nullable Object> {

    /** The ranges that are read here, in the given order; those of other instances are left out. */
    List<OffsetRange> ranges();

    /**
     * The results in the order of {@link #ranges()}, once all functions ended and all consumers are closed; or what ended the
     * read early: a {@link RangeReadException}, or whatever a function threw.
     */
    CompletableFuture<List<R>> result();

    /** How far the read is. */
    ReadProgress progress();

    /**
     * Ends the read: nothing more is handed out, and functions that go on are interrupted after a second. Does nothing if it
     * is over.
     */
    void cancel();
}
