/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.listener;

/**
 * Told of reads of given ranges: those of {@code RangeReads}, streams that end, and replays. Calls come on threads of the
 * engine: keep them short.
 */
public interface ReadObserver {

    /** Does nothing. */
    ReadObserver NONE = new ReadObserver() {};

    /** A read begins; of a stream's, the ranges may not be known yet. One that is refused before does not. */
    default void started(ObservedRead read) {}

    /** A read that began is over. */
    default void ended(ObservedRead read, ObservedRead.Outcome outcome) {}
}
