/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetCommitCallback;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * A group member whose asynchronous commits wait until the test answers them. As with the real one, a synchronous commit
 * calls the waiting answers first. The only topic there is is {@code orders}.
 */
class FakeGroupConsumer extends MockConsumer<byte[], byte[]> {

    /** What the group holds. */
    final Map<TopicPartition, Long> group = new HashMap<>();

    /** All commits that were asked for. */
    final List<Map<TopicPartition, Long>> commits = new ArrayList<>();

    /** What synchronous commits fail with. */
    @Nullable
    RuntimeException syncFailure;

    /** What asynchronous commits fail with that a synchronous one finds waiting. */
    @Nullable
    Exception waitingFailure;

    @Nullable
    RuntimeException lookupFailure;

    private final Queue<InFlight> inFlight = new ArrayDeque<>();

    FakeGroupConsumer() {
        super("none");
        updatePartitions(
                "orders",
                List.of(
                        new PartitionInfo("orders", 0, null, null, null),
                        new PartitionInfo("orders", 1, null, null, null)));
    }

    /** Answers the oldest asynchronous commit. */
    void answer(@Nullable Exception failure) {
        InFlight first = inFlight.remove();
        if (failure == null) {
            hold(first.offsets());
        }
        first.callback().onComplete(first.offsets(), failure);
    }

    @Override
    public synchronized void commitAsync(
            Map<TopicPartition, OffsetAndMetadata> offsets, OffsetCommitCallback callback) {
        commits.add(plain(offsets));
        inFlight.add(new InFlight(offsets, callback));
    }

    @Override
    public void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets, Duration timeout) {
        while (!inFlight.isEmpty()) {
            answer(waitingFailure);
        }
        if (syncFailure != null) {
            throw syncFailure;
        }
        if (!offsets.isEmpty()) {
            commits.add(plain(offsets));
            hold(offsets);
        }
    }

    @Override
    public synchronized Map<TopicPartition, OffsetAndMetadata> committed(
            Set<TopicPartition> partitions, Duration timeout) {
        if (lookupFailure != null) {
            throw lookupFailure;
        }
        Map<TopicPartition, OffsetAndMetadata> found = new HashMap<>();
        for (TopicPartition partition : partitions) {
            Long offset = group.get(partition);
            found.put(partition, offset == null ? null : new OffsetAndMetadata(offset));
        }
        return found;
    }

    private void hold(Map<TopicPartition, OffsetAndMetadata> offsets) {
        group.putAll(plain(offsets));
    }

    private static Map<TopicPartition, Long> plain(Map<TopicPartition, OffsetAndMetadata> offsets) {
        Map<TopicPartition, Long> plain = new HashMap<>();
        offsets.forEach((partition, offset) -> plain.put(partition, offset.offset()));
        return plain;
    }

    private record InFlight(Map<TopicPartition, OffsetAndMetadata> offsets, OffsetCommitCallback callback) {}
}
