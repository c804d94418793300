/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.metrics;

import io.directstream.StreamClock;
import io.directstream.offset.StoreOutcome;
import io.directstream.stream.BatchResult;
import io.directstream.stream.StreamObserver;
import io.directstream.stream.StreamState;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Counts what streams do. Each outcome has its series as soon as a partition is assigned, so that a first failure
 * is an increase and not a series that appears. Safe for use by many threads.
 */
public final class BatchMeters implements StreamObserver {

    private final MeterRegistry registry;

    private final StreamClock clock;

    private final Map<String, BatchMetersOfStream> streams = new ConcurrentHashMap<>();

    /** Counts into the given registry. */
    public BatchMeters(MeterRegistry registry, StreamClock clock) {
        this.registry = registry;
        this.clock = clock;
    }

    @Override
    public void batchFinished(BatchResult result) {
        of(result.stream()).count(result);
    }

    @Override
    public void partitionsAssigned(String stream, Set<TopicPartition> partitions) {
        BatchMetersOfStream meters = of(stream);
        partitions.forEach(partition -> meters.announce(partition.topic()));
    }

    @Override
    public void rebalanced(String stream) {
        of(stream).rebalanced();
    }

    @Override
    public void storeAnswered(String stream, String store, @Nullable StoreOutcome outcome, Duration duration) {
        of(stream).storeAnswered(store, outcome, duration);
    }

    @Override
    public void fenceHit(String stream) {
        of(stream).fenceHit();
    }

    @Override
    public void recordsLost(String stream, TopicPartition partition, long records) {
        of(stream).lost(partition.topic(), records);
    }

    /** A stopped stream keeps its counts, which stay true; the age of its last batch says nothing any more. */
    @Override
    public void stateChanged(String stream, StreamState state) {
        if (state == StreamState.STOPPED) {
            of(stream).forgetLastCompleted();
        }
    }

    /** Removes the meters of all but the given streams. */
    void retain(Set<String> existing) {
        streams.entrySet().removeIf(entry -> {
            boolean ended = !existing.contains(entry.getKey());
            if (ended) {
                entry.getValue().remove();
            }
            return ended;
        });
    }

    private BatchMetersOfStream of(String stream) {
        BatchMetersOfStream known = streams.get(stream);
        return (known != null)
                ? known
                : streams.computeIfAbsent(stream, name -> new BatchMetersOfStream(name, registry, clock));
    }
}
