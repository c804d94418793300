/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.TopicPartition;

/** An observer that remembers what it was told about partitions. */
final class RecordedEvents implements StreamObserver {

    final AtomicInteger rebalances = new AtomicInteger();

    final Queue<TopicPartition> assigned = new ConcurrentLinkedQueue<>();

    final Queue<TopicPartition> removed = new ConcurrentLinkedQueue<>();

    final Map<TopicPartition, Long> lost = new ConcurrentHashMap<>();

    @Override
    public void partitionsAssigned(String stream, Set<TopicPartition> partitions) {
        assigned.addAll(partitions);
    }

    @Override
    public void partitionsRemoved(String stream, Set<TopicPartition> partitions) {
        removed.addAll(partitions);
    }

    @Override
    public void rebalanced(String stream) {
        rebalances.incrementAndGet();
    }

    @Override
    public void recordsLost(String stream, TopicPartition partition, long records) {
        lost.merge(partition, records, Long::sum);
    }
}
