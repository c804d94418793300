/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import java.util.Set;
import org.apache.kafka.common.TopicPartition;

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
}
