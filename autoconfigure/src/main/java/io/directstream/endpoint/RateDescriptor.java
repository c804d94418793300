/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.endpoint;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.directstream.rate.PidRateEstimator.Terms;
import io.directstream.stream.RateSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * How fast a stream may read on this instance. No limit is null.
 *
 * @param reason what the limits come from
 * @param recordsPerSecond the limits of all partitions here together; null if one of them has none
 * @param maxRecordsPerSecondPerPartition the limit of partitions without one of their own
 * @param backpressureRecordsPerSecond what backpressure allows all partitions here together; null without it
 * @param lastEstimate how that came about; null before the first estimate
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record RateDescriptor(
        String reason,
        @Nullable Double recordsPerSecond,
        @Nullable Long maxRecordsPerSecondPerPartition,
        @Nullable Double backpressureRecordsPerSecond,
        @Nullable EstimateDescriptor lastEstimate) {

    static RateDescriptor of(RateSnapshot rate) {
        return new RateDescriptor(
                Words.of(rate.reason()),
                rate.totalPerSecond().orElse(null),
                rate.maxPerSecondPerPartition(),
                rate.streamPerSecond(),
                (rate.terms() != null) ? EstimateDescriptor.of(rate.terms()) : null);
    }

    /**
     * An estimate and how it came about.
     *
     * @param recordsPerSecond the estimate
     * @param processedPerSecond how fast the batch was processed
     * @param error by how much the estimate before was more than that
     * @param historicalError what waits, as records per second
     * @param errorChange how fast the error grows
     */
    public record EstimateDescriptor(
            double recordsPerSecond,
            double processedPerSecond,
            double error,
            double historicalError,
            double errorChange) {

        static EstimateDescriptor of(Terms terms) {
            return new EstimateDescriptor(
                    terms.perSecond(),
                    terms.processedPerSecond(),
                    terms.error(),
                    terms.historicalError(),
                    terms.errorChange());
        }
    }
}
