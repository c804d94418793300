/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * One assigned partition at a moment. Unknown figures are null, never 0 and never negative.
 *
 * @param partition the partition
 * @param state what it is doing
 * @param reason why, where the state needs a reason
 * @param position the next offset to plan
 * @param stored the {@code until} of the last stored range
 * @param end the log's end as the isolation level sees it
 * @param lag end minus stored
 * @param timeLag now minus the timestamp of the record at the stored offset; zero when caught up
 * @param lostRecords how many offsets after the stored one the log no longer holds
 */
public record PartitionSnapshot(
        TopicPartition partition,
        PartitionState state,
        @Nullable String reason,
        @Nullable Long position,
        @Nullable Long stored,
        @Nullable Long end,
        @Nullable Long lag,
        @Nullable Duration timeLag,
        @Nullable Long lostRecords) {

    private static final int NAMED = 5;

    /** Why those of these partitions that are parked do not go on; null if none is. */
    static @Nullable String whyParked(List<PartitionSnapshot> partitions) {
        return why(partitions.stream().filter(partition -> partition.state() == PartitionState.FAILED));
    }

    /** Why those of these partitions that are held up, for whatever reason, do not go on; null if none is. */
    static @Nullable String whyHeldUp(List<PartitionSnapshot> partitions) {
        return why(partitions.stream().filter(partition -> partition.reason() != null));
    }

    private static @Nullable String why(Stream<PartitionSnapshot> partitions) {
        List<String> reasons = partitions
                .map(partition -> partition.partition() + ": " + partition.reason())
                .distinct()
                .sorted()
                .toList();
        if (reasons.size() <= NAMED) {
            return reasons.isEmpty() ? null : String.join("; ", reasons);
        }
        return String.join("; ", reasons.subList(0, NAMED)) + "; and " + (reasons.size() - NAMED) + " more";
    }
}
