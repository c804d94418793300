/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import io.directstream.consumer.Checks;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * How fast a stream may read. Limits count offsets, since those are what a range is planned by: where a log has offsets
 * without records, fewer records come.
 *
 * @param maxPerSecondPerPartition the most records per second of each partition; null without a limit
 * @param minPerSecondPerPartition the fewest records per second that backpressure leaves to each partition
 * @param partitions partitions with a maximum of their own
 * @param backpressure how the stream slows down by itself; null if it does not
 */
public record RateOptions(
        @Nullable Long maxPerSecondPerPartition,
        long minPerSecondPerPartition,
        List<PartitionMaximum> partitions,
        @Nullable BackpressureOptions backpressure) {

    /** No limit. */
    public static final RateOptions DEFAULT = new RateOptions(null, 1, List.of(), null);

    private static final String MIN = "rate.min-records-per-second-per-partition";

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if one of them is out of bounds, or if they contradict each other
     */
    public RateOptions {
        partitions = List.copyOf(partitions);
        Checks.atLeast(MIN, minPerSecondPerPartition, 1);
        String max = "rate.max-records-per-second-per-partition";
        checkMax(max, maxPerSecondPerPartition, minPerSecondPerPartition);
        Set<TopicPartition> seen = new HashSet<>();
        for (PartitionMaximum other : partitions) {
            String key = "rate.partitions: max-records-per-second of " + other.partition();
            checkMax(key, other.maxPerSecond(), minPerSecondPerPartition);
            if (!seen.add(other.partition())) {
                throw new IllegalArgumentException(
                        "rate.partitions names %s twice; remove one of them".formatted(other.partition()));
            }
        }
    }

    private static void checkMax(String key, @Nullable Long max, long min) {
        if (max == null) {
            return;
        }
        Checks.atLeast(key, max, 1);
        if (max < min) {
            throw new IllegalArgumentException(
                    "%s is %d and %s is %d; the least must not be more than the most, so lower it or raise the limit"
                            .formatted(key, max, MIN, min));
        }
    }

    /** The same with another limit of each partition. */
    public RateOptions withMaxPerSecondPerPartition(@Nullable Long other) {
        return new RateOptions(other, minPerSecondPerPartition, partitions, backpressure);
    }

    /** The same with other backpressure; null for none. */
    public RateOptions withBackpressure(@Nullable BackpressureOptions other) {
        return new RateOptions(maxPerSecondPerPartition, minPerSecondPerPartition, partitions, other);
    }

    /**
     * A partition with a maximum of its own.
     *
     * @param partition the partition
     * @param maxPerSecond its most records per second; null if it has no limit, whatever the others have
     */
    public record PartitionMaximum(
            TopicPartition partition, @Nullable Long maxPerSecond) {}
}
