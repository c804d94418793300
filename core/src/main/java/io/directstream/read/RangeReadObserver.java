/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.read;

import io.directstream.OffsetRange;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Told what bounded reads do. Calls come on the threads that read: keep them short. What an observer throws is logged and
 * changes nothing.
 */
public interface RangeReadObserver {

    /** Does nothing. */
    RangeReadObserver NONE = new RangeReadObserver() {};

    /** The ranges were checked, and reading begins. */
    default void readStarted(RangeReadJob<?> job) {}

    /**
     * A range was read and its function returned.
     *
     * @param range the range
     * @param records how many records were fetched of it
     * @param bytes their serialized size
     * @param took from its first fetch to the end of its function
     */
    default void rangeFinished(OffsetRange range, long records, long bytes, Duration took) {}

    /**
     * A read is over: all its functions ended, and its consumers are closed.
     *
     * @param job the read
     * @param failure what ended it early; null if all was read
     */
    default void readEnded(RangeReadJob<?> job, @Nullable Throwable failure) {}
}
