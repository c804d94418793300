/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import io.directstream.offset.StoreOutcome;
import java.time.Duration;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Told what a stream does. Calls come on the engine's threads: keep them short. What an observer throws is logged and
 * changes nothing.
 */
public interface StreamObserver {

    /** Does nothing. */
    StreamObserver NONE = new StreamObserver() {};

    /** A delivery of a range ended. Called on the worker, after the range was given to the store. */
    default void batchFinished(BatchResult result) {}

    /** The stream's state changed. */
    default void stateChanged(String stream, StreamState state) {}

    /** Partitions were assigned to this instance. */
    default void partitionsAssigned(String stream, Set<TopicPartition> partitions) {}

    /** Partitions left this instance; nothing of them is stored here any more. */
    default void partitionsRemoved(String stream, Set<TopicPartition> partitions) {}

    /** The group finished a rebalance in which this instance took part, whether or not its partitions changed. */
    default void rebalanced(String stream) {}

    /**
     * The offset store answered, or failed to. Called on the thread that brought the answer.
     *
     * @param store the store's name
     * @param outcome what it did with a range; null if it failed
     * @param duration how long the answer took
     */
    default void storeAnswered(String stream, String store, @Nullable StoreOutcome outcome, Duration duration) {}

    /** A range was not stored because its partition had been taken away, or the stored offset had moved. */
    default void fenceHit(String stream) {}

    /** A partition jumped over records that the log no longer holds. */
    default void recordsLost(String stream, TopicPartition partition, long records) {}
}
