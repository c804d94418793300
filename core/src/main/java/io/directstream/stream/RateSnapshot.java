/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import io.directstream.rate.PidRateEstimator.Terms;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * How fast a stream may read on this instance at a moment.
 *
 * @param reason what the limits come from
 * @param maxPerSecondPerPartition the limit of partitions without one of their own; null if there is none
 * @param streamPerSecond the records per second that backpressure allows all partitions here together; null without it
 * @param partitions the records per second of each limited partition here
 * @param terms how the newest estimate of backpressure came about; null before the first one
 * @param assigned how many partitions are here
 */
public record RateSnapshot(
        Reason reason,
        @Nullable Long maxPerSecondPerPartition,
        @Nullable Double streamPerSecond,
        Map<TopicPartition, Double> partitions,
        @Nullable Terms terms,
        int assigned) {

    /** What limits come from. */
    public enum Reason {
        /** There are none. */
        UNLIMITED,
        /** The configuration. */
        CONFIGURATION,
        /** Somebody set them while the stream runs. */
        OPERATOR,
        /** Backpressure, which has no estimate yet. */
        BACKPRESSURE_INITIAL,
        /** Backpressure and its newest estimate. */
        BACKPRESSURE_ESTIMATE
    }

    /** Copies the limits. */
    public RateSnapshot {
        partitions = Map.copyOf(partitions);
    }

    /** A stream without a limit, and without partitions. */
    public static final RateSnapshot UNLIMITED = new RateSnapshot(Reason.UNLIMITED, null, null, Map.of(), null, 0);

    /** The records per second of all partitions here together; empty if there are none, or one of them has no limit. */
    public Optional<Double> totalPerSecond() {
        return assigned == 0 || partitions.size() < assigned
                ? Optional.empty()
                : Optional.of(partitions.values().stream()
                        .mapToDouble(Double::doubleValue)
                        .sum());
    }
}
