/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * How far a stream is behind in all its partitions, whoever reads them.
 *
 * @param asOf when the stored offsets and the logs were asked for
 * @param partitions all partitions of the stream, sorted by topic and partition
 * @param reason why something is not known; null if nothing stood in the way
 */
public record GroupLag(
        Instant asOf,
        List<PartitionLag> partitions,
        @Nullable String reason) {

    /** Copies the list. */
    public GroupLag {
        partitions = List.copyOf(partitions);
    }

    /**
     * One partition. Unknown figures are null, never 0 and never negative.
     *
     * @param partition the partition
     * @param stored the {@code until} of the last stored range; null if none was stored
     * @param end the log's end as the isolation level sees it
     * @param lag end minus stored
     * @param timeLag now minus the timestamp of the record at the stored offset, or of the next one where there is none;
     *     zero when there is nothing to read
     * @param lostRecords how many offsets after the stored one the log no longer holds
     */
    public record PartitionLag(
            TopicPartition partition,
            @Nullable Long stored,
            @Nullable Long end,
            @Nullable Long lag,
            @Nullable Duration timeLag,
            @Nullable Long lostRecords) {}
}
