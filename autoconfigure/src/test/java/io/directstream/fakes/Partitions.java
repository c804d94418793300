/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.fakes;

import io.directstream.stream.PartitionSnapshot;
import io.directstream.stream.PartitionState;
import java.time.Duration;
import org.apache.kafka.common.TopicPartition;

/** Snapshots of partitions. */
public final class Partitions {

    private Partitions() {}

    /** A partition whose stored offset is 100. */
    public static PartitionSnapshot behind(String topic, int partition, long lag, Duration timeLag) {
        return new PartitionSnapshot(
                new TopicPartition(topic, partition),
                PartitionState.IDLE,
                null,
                100L,
                100L,
                100 + lag,
                lag,
                timeLag,
                0L);
    }

    /** A partition that has nothing left to read. */
    public static PartitionSnapshot caughtUp(String topic, int partition) {
        return behind(topic, partition, 0, Duration.ZERO);
    }

    /** A partition of which nothing is known yet. */
    public static PartitionSnapshot loading(String topic, int partition) {
        return new PartitionSnapshot(
                new TopicPartition(topic, partition), PartitionState.LOADING, null, null, null, null, null, null, null);
    }

    /** A partition that goes on when the listener has committed. */
    public static PartitionSnapshot awaitingCommit(String topic, int partition) {
        return new PartitionSnapshot(
                new TopicPartition(topic, partition),
                PartitionState.AWAITING_COMMIT,
                null,
                110L,
                100L,
                110L,
                10L,
                Duration.ofSeconds(9),
                0L);
    }

    /** A partition that is parked for the given reason. */
    public static PartitionSnapshot parked(String topic, int partition, String reason) {
        return new PartitionSnapshot(
                new TopicPartition(topic, partition),
                PartitionState.FAILED,
                reason,
                100L,
                100L,
                110L,
                10L,
                Duration.ofSeconds(9),
                0L);
    }
}
