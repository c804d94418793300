/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream;

import java.util.Collection;
import org.apache.kafka.clients.consumer.OffsetCommitCallback;

/**
 * A stream whose listener says itself when ranges are done, after Spark's interface of the same name. Only for streams whose
 * commits are manual.
 *
 * <p>Committing a range means everything of its partition up to the range's {@code untilOffset}: a stream's offsets never go
 * back, and never beyond what was delivered. A commit asked for while the range is still with its listener takes effect when
 * the listener has returned, and is dropped if it throws. A range of before a rebalance that took its partition away is
 * fenced. Unlike in Spark, commits are sent at once, retried as long as that helps, and flushed when a partition is handed
 * over and when the stream stops. All methods may be called from any thread and never block.
 */
public interface CanCommitOffsets {

    /**
     * Commits everything up to the ends of the given ranges; failures are logged.
     *
     * @throws IllegalStateException if the stream's offsets are stored after each batch, so that there is nothing to commit
     */
    void commitAsync(Collection<OffsetRange> ranges);

    /**
     * Commits everything up to the ends of the given ranges.
     *
     * @param callback called once, on a thread of the engine, with the outcome of these ranges and no others: the offsets
     *     that are stored now, and null or a {@link org.apache.kafka.clients.consumer.CommitFailedException} that names the
     *     ranges that are not and says why
     * @throws IllegalStateException if the stream's offsets are stored after each batch, so that there is nothing to commit
     */
    void commitAsync(Collection<OffsetRange> ranges, OffsetCommitCallback callback);
}
