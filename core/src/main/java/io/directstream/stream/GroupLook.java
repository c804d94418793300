/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import io.directstream.offset.GroupOffsets;
import io.directstream.offset.StoredOffset;
import java.util.List;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a stream's offsets, whoever reads the partitions. Unknown is null.
 *
 * @param members who is in the stream's group
 * @param partitions all partitions of the stream, sorted by topic and partition
 * @param reason why the stored offsets are not known
 */
public record GroupLook(
        List<String> members,
        List<PartitionLook> partitions,
        @Nullable String reason) {

    /** Copies the lists. */
    public GroupLook {
        members = List.copyOf(members);
        partitions = List.copyOf(partitions);
    }

    /**
     * One partition.
     *
     * @param partition the partition
     * @param stored the stored offset
     * @param committed the offset that the group committed
     * @param mirror whether that only mirrors an offset that is kept elsewhere
     * @param log what the log holds
     */
    public record PartitionLook(
            TopicPartition partition,
            @Nullable Long stored,
            @Nullable Long committed,
            @Nullable Boolean mirror,
            @Nullable LogBounds log) {

        static PartitionLook of(
                TopicPartition partition,
                @Nullable StoredOffset stored,
                @Nullable OffsetAndMetadata committed,
                @Nullable LogBounds log) {
            return new PartitionLook(
                    partition,
                    (stored == null) ? null : (Long) stored.offset(),
                    (committed == null) ? null : (Long) committed.offset(),
                    (committed == null) ? null : (Boolean) GroupOffsets.isMirror(committed),
                    log);
        }
    }
}
