/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import io.directstream.RangeAddress;
import io.directstream.StreamClock;
import io.directstream.consumer.ByteBudget;
import io.directstream.consumer.ConsumerCache;
import io.directstream.consumer.RawRecords;
import io.directstream.offset.StoreOutcome;
import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is done when a range fails: another attempt at the same range after a pause, and a parked partition after the last
 * one. A failing range holds only its own partition, and none of the memory the others need for reading ahead.
 */
final class FailureHandler {

    private static final Logger log = LoggerFactory.getLogger(FailureHandler.class);

    private static final Duration PAUSE_AFTER_OUTAGE = Duration.ofSeconds(1);

    private final StreamOptions options;

    private final PartitionTable table;

    private final ConsumerCache cache;

    private final ByteBudget budget;

    private final StreamStatistics statistics;

    private final Consumer<Set<TopicPartition>> reload;

    private final OutageLog outages;

    FailureHandler(
            StreamOptions options,
            Reading reading,
            StreamStatistics statistics,
            Consumer<Set<TopicPartition>> reload,
            StreamClock clock) {
        this.options = options;
        this.table = reading.table();
        this.cache = reading.cache();
        this.budget = reading.budget();
        this.statistics = statistics;
        this.reload = reload;
        this.outages = new OutageLog(log, "stream " + options.name() + " waits for its offset store", clock);
    }

    /** The listener threw. */
    void listenerFailed(PlannedRange planned, Throwable failure) {
        FailurePolicy policy = options.failure();
        String what = address(planned) + " failed in attempt " + planned.attempt() + " of " + policy.maxAttempts();
        if (planned.attempt() < policy.maxAttempts()) {
            Duration delay = policy.backoff().after(planned.attempt());
            log.warn("{}; the same range is delivered again in {} ms", what, delay.toMillis(), failure);
            backOff(
                    planned.nextAttempt(),
                    delay,
                    what + " with " + failure.getClass().getName());
        } else {
            log.error("{}; partition {} is parked here until it is restarted", what, planned.partition(), failure);
            park(planned, what + " with " + OutageLog.describe(failure));
        }
    }

    /** Not the listener but something it depends on in this engine failed: a reason to wait, not an attempt. */
    void outage(PlannedRange planned, Throwable failure) {
        outages.failed("range " + address(planned) + " waits", failure);
        backOff(planned, PAUSE_AFTER_OUTAGE, OutageLog.describe(failure));
    }

    /** The listener returned, but the store did not take the range: what is stored decides where to go on. */
    void notStored(PlannedRange planned, @Nullable StoreOutcome outcome, @Nullable Throwable failure) {
        if (!table.view().isCurrent(planned.partition(), planned.epoch())) {
            statistics.fenceHit();
            log.info("{} was not stored: its partition was taken away meanwhile", address(planned));
            return;
        }
        String reason;
        if (failure == null) {
            statistics.fenceHit();
            reason = address(planned) + " was refused by the store with " + outcome;
            log.info("{}; going on at the stored offset", reason);
        } else {
            reason = address(planned) + " could not be stored";
            outages.failed(reason, failure);
        }
        table.reload(planned.partition(), planned.epoch(), reason);
        cache.suspend(planned.partition(), planned.range().untilOffset());
        reload.accept(Set.of(planned.partition()));
    }

    /** Keeps the records in memory for the next attempt, unless the memory is needed for reading. */
    private void backOff(PlannedRange next, Duration delay, String reason) {
        RawRecords records = next.records();
        boolean keep = records != null && budget.isRoomy();
        cache.suspend(
                next.partition(),
                keep ? next.range().untilOffset() : next.range().fromOffset());
        boolean waits = table.backOff(keep ? next : next.withoutRecords(), delay.toNanos(), reason);
        if (records != null && !(keep && waits)) {
            records.giveBack(budget);
        }
        if (!waits) {
            cache.resume(next.partition(), false);
        }
    }

    private void park(PlannedRange planned, String reason) {
        RawRecords records = planned.records();
        if (records != null) {
            records.giveBack(budget);
        }
        cache.suspend(planned.partition(), planned.range().fromOffset());
        table.park(planned.partition(), planned.epoch(), planned.afresh(), reason);
    }

    private RangeAddress address(PlannedRange planned) {
        return new RangeAddress(options.name(), planned.range());
    }
}
