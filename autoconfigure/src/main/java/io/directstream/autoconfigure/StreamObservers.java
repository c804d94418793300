/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.autoconfigure;

import io.directstream.offset.StoreOutcome;
import io.directstream.stream.BatchResult;
import io.directstream.stream.StreamObserver;
import io.directstream.stream.StreamState;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells several observers; what one of them throws is logged and keeps nothing from the others.
 *
 * @param observers in the order in which they are told
 */
record StreamObservers(List<StreamObserver> observers) implements StreamObserver {

    private static final Logger LOG = LoggerFactory.getLogger(StreamObservers.class);

    @Override
    public void batchFinished(BatchResult result) {
        tell(observer -> observer.batchFinished(result));
    }

    @Override
    public void stateChanged(String stream, StreamState state) {
        tell(observer -> observer.stateChanged(stream, state));
    }

    @Override
    public void partitionsAssigned(String stream, Set<TopicPartition> partitions) {
        tell(observer -> observer.partitionsAssigned(stream, partitions));
    }

    @Override
    public void partitionsRemoved(String stream, Set<TopicPartition> partitions) {
        tell(observer -> observer.partitionsRemoved(stream, partitions));
    }

    @Override
    public void rebalanced(String stream) {
        tell(observer -> observer.rebalanced(stream));
    }

    @Override
    public void storeAnswered(String stream, String store, @Nullable StoreOutcome outcome, Duration duration) {
        tell(observer -> observer.storeAnswered(stream, store, outcome, duration));
    }

    @Override
    public void fenceHit(String stream) {
        tell(observer -> observer.fenceHit(stream));
    }

    @Override
    public void recordsLost(String stream, TopicPartition partition, long records) {
        tell(observer -> observer.recordsLost(stream, partition, records));
    }

    private void tell(Consumer<StreamObserver> news) {
        for (StreamObserver observer : observers) {
            try {
                news.accept(observer);
            } catch (RuntimeException ex) {
                LOG.warn("Stream observer {} failed; the stream goes on", observer, ex);
            }
        }
    }
}
