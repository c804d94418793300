/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.autoconfigure;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationPropertiesSource;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How fast a stream may read. Limits count offsets, as ranges do.
 *
 * @param maxRecordsPerSecondPerPartition Most records per second of each partition. Unset: no limit.
 * @param minRecordsPerSecondPerPartition Fewest records per second that backpressure leaves to each partition.
 * @param partitions Partitions with a limit of their own.
 * @param backpressure How a stream with an interval follows what its listener can take.
 */
@ConfigurationPropertiesSource
public record StreamRate(
        @Nullable Integer maxRecordsPerSecondPerPartition,
        @Nullable Integer minRecordsPerSecondPerPartition,
        @DefaultValue List<PartitionRate> partitions,
        @DefaultValue Backpressure backpressure) {

    /**
     * The limit of some partitions.
     *
     * @param topic Topic of the partitions.
     * @param partitions Partitions as numbers and ranges, such as 0-3 and 7.
     * @param maxRecordsPerSecond Most records per second of each of them. Unset: no limit.
     */
    @ConfigurationPropertiesSource
    public record PartitionRate(
            @Nullable String topic,
            @DefaultValue List<String> partitions,
            @Nullable Integer maxRecordsPerSecond) {}

    /**
     * How a stream slows down by itself.
     *
     * @param enabled Whether the stream follows what its listener can take; only with an interval.
     * @param initialRecordsPerSecond Records per second of all partitions of an instance together until there is an estimate.
     * @param proportional Weight of the difference between what was let in and what was processed.
     * @param integral Weight of what waits because of earlier batches.
     * @param derivative Weight of how that difference changes.
     * @param minRecordsPerSecond Fewest records per second of all partitions of an instance together.
     */
    public record Backpressure(
            @Nullable Boolean enabled,
            @Nullable Integer initialRecordsPerSecond,
            @Nullable Double proportional,
            @Nullable Double integral,
            @Nullable Double derivative,
            @Nullable Integer minRecordsPerSecond) {}
}
