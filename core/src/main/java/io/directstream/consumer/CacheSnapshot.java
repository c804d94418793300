/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.consumer;

import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.TopicPartition;

/**
 * The consumer cache at a moment.
 *
 * @param maxCapacity how many idle readers are kept
 * @param size how many readers there are
 * @param inUse how many of them are leased
 * @param hits leases that found a reader standing at the wanted offset
 * @param misses leases that had to make or move a reader
 * @param evictions idle readers closed to make room, or for having been idle too long
 * @param puts readers made
 * @param entries the readers
 * @param fetchers the Kafka consumers that fill them
 */
public record CacheSnapshot(
        int maxCapacity,
        int size,
        int inUse,
        long hits,
        long misses,
        long evictions,
        long puts,
        List<Entry> entries,
        List<FetcherEntry> fetchers) {

    /**
     * One reader.
     *
     * @param group the group of its key
     * @param partition the partition of its key
     * @param clientId the client id of the fetcher that fills it
     * @param position the next offset it delivers
     * @param bufferedRecords records read ahead
     * @param bufferedBytes their serialized size
     * @param inUse whether it is leased
     * @param uses how often it was leased
     * @param createdAt when it was made
     * @param lastUsedAt when it was last leased or given back
     */
    public record Entry(
            String group,
            TopicPartition partition,
            String clientId,
            long position,
            int bufferedRecords,
            long bufferedBytes,
            boolean inUse,
            long uses,
            Instant createdAt,
            Instant lastUsedAt) {}

    /**
     * One Kafka consumer.
     *
     * @param clientId its client id
     * @param partitions how many partitions it reads
     * @param bufferedBytes the bytes its readers hold
     */
    public record FetcherEntry(String clientId, int partitions, long bufferedBytes) {}
}
