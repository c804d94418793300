/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.listener;

import io.directstream.consumer.CacheSnapshot;
import io.directstream.strategy.ConsumerStrategy;
import io.directstream.strategy.LocationStrategy;
import io.directstream.stream.BatchResult;
import io.directstream.stream.InstanceLocation;
import io.directstream.stream.PartitionSnapshot;
import io.directstream.stream.StreamSnapshot;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.TopicPartition;
import org.springframework.kafka.listener.MessageListenerContainer;

/** One stream as a listener container. */
public final class DirectStreamContainer implements MessageListenerContainer {

    DirectStreamContainer() {}

    /** The stream's name, which is the listener's id. */
    public String getStreamName() {
        throw new UnsupportedOperationException("not yet");
    }

    /** The stream on this instance right now; never blocks on a broker. */
    public StreamSnapshot snapshot() {
        throw new UnsupportedOperationException("not yet");
    }

    /** One partition right now; empty if it is not assigned here. */
    public Optional<PartitionSnapshot> partition(TopicPartition partition) {
        throw new UnsupportedOperationException("not yet");
    }

    /** The newest finished deliveries, newest first. */
    public List<BatchResult> history() {
        throw new UnsupportedOperationException("not yet");
    }

    /** The stream's consumer cache; an empty one while it does not run. */
    public CacheSnapshot consumerCache() {
        throw new UnsupportedOperationException("not yet");
    }

    /** What the stream reads. */
    public ConsumerStrategy consumerStrategy() {
        throw new UnsupportedOperationException("not yet");
    }

    /** Which instance reads what. */
    public LocationStrategy locationStrategy() {
        throw new UnsupportedOperationException("not yet");
    }

    /** Where this instance runs. */
    public InstanceLocation location() {
        throw new UnsupportedOperationException("not yet");
    }

    /** Has parked partitions try their range again; returns them. */
    public Set<TopicPartition> restart() {
        throw new UnsupportedOperationException("not yet");
    }

    @Override
    public void setupMessageListener(Object messageListener) {
        throw new UnsupportedOperationException("not yet");
    }

    @Override
    public Map<String, Map<MetricName, ? extends Metric>> metrics() {
        return Map.of();
    }

    @Override
    public void start() {
        throw new UnsupportedOperationException("not yet");
    }

    @Override
    public void stop() {
        throw new UnsupportedOperationException("not yet");
    }

    @Override
    public boolean isRunning() {
        return false;
    }
}
