/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.metrics;

import io.directstream.stream.BatchOutcome;
import io.directstream.stream.BatchResult;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Timer;

/** How long deliveries of one stream take and had to wait, and how large they are. */
final class DeliveryMeters {

    private final PerOutcome<Timer> durations;

    private final Timer schedulingDelay;

    private final Timer totalDelay;

    private final DistributionSummary records;

    private final DistributionSummary attempts;

    DeliveryMeters(MetersOfStream meters) {
        this.durations = PerOutcome.make(outcome -> meters.timer(
                DirectStreamMeters.BATCH,
                "Deliveries: reading, the listener and handing over to the store",
                DirectStreamMeters.TAG_OUTCOME,
                DirectStreamMeters.word(outcome)));
        this.schedulingDelay = meters.timer(
                DirectStreamMeters.BATCH_SCHEDULING_DELAY, "How long deliveries had to wait after they were due");
        this.totalDelay = meters.timer(
                DirectStreamMeters.BATCH_TOTAL_DELAY, "How long it took from when a delivery was due until its end");
        this.records = meters.summary(DirectStreamMeters.BATCH_RECORDS, "Records per completed delivery");
        this.attempts =
                meters.summary(DirectStreamMeters.BATCH_ATTEMPTS, "Deliveries of the same ranges until one completed");
    }

    void record(BatchResult result) {
        durations.of(result.outcome()).record(result.duration());
        schedulingDelay.record(result.schedulingDelay());
        totalDelay.record(result.totalDelay());
        if (result.outcome() == BatchOutcome.COMPLETED) {
            records.record(result.records());
            attempts.record(result.attempt());
        }
    }
}
