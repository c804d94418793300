/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.event;

import io.directstream.stream.BatchOutcome;
import io.directstream.stream.BatchResult;
import io.directstream.stream.StreamObserver;
import io.directstream.stream.StreamState;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.springframework.context.ApplicationEventPublisher;

/** Publishes what streams do as {@link DirectStreamEvent}s. */
public final class StreamEventPublisher implements StreamObserver {

    private final ApplicationEventPublisher events;

    /** Publishes there. */
    public StreamEventPublisher(ApplicationEventPublisher events) {
        this.events = events;
    }

    @Override
    public void batchFinished(BatchResult result) {
        if (result.outcome() == BatchOutcome.SKIPPED || result.outcome() == BatchOutcome.DEAD_LETTERED) {
            events.publishEvent(new DirectStreamEvent.RangeGivenUp(result));
        }
    }

    @Override
    public void stateChanged(String stream, StreamState state) {
        events.publishEvent(new DirectStreamEvent.StateChanged(stream, state));
    }

    @Override
    public void partitionsAssigned(String stream, Set<TopicPartition> partitions) {
        if (!partitions.isEmpty()) {
            events.publishEvent(new DirectStreamEvent.PartitionsMoved(stream, partitions, Set.of()));
        }
    }

    @Override
    public void partitionsRemoved(String stream, Set<TopicPartition> partitions) {
        if (!partitions.isEmpty()) {
            events.publishEvent(new DirectStreamEvent.PartitionsMoved(stream, Set.of(), partitions));
        }
    }

    @Override
    public void rebalanced(String stream) {
        events.publishEvent(new DirectStreamEvent.Rebalanced(stream));
    }

    @Override
    public void fenceHit(String stream) {
        events.publishEvent(new DirectStreamEvent.FenceHit(stream));
    }

    @Override
    public void recordsLost(String stream, TopicPartition partition, long records) {
        events.publishEvent(new DirectStreamEvent.RecordsLost(stream, partition, records));
    }
}
