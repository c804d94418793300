/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import io.directstream.StreamClock;
import io.directstream.consumer.ByteBudget;
import io.directstream.consumer.Checks;
import io.directstream.rate.RateShares;
import io.directstream.rate.RateShares.Demand;
import io.directstream.stream.Backpressure.Delivered;
import io.directstream.stream.RateOptions.PartitionMaximum;
import io.directstream.stream.RateSnapshot.Reason;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * How fast a stream may read: gives its partitions their allowances as time goes by. In a stream with an interval each gets
 * its part when an interval ends; in one without, ten times a second, and what a partition does not use is kept for up to a
 * second. All public methods may be called from any thread.
 */
public final class StreamRates {

    private static final Duration REFILL = Duration.ofMillis(100);

    /** A partition reads ahead what its limit allows in so many intervals, or seconds. */
    private static final int READ_AHEAD = 2;

    private final Assignment assignment;

    private final RateOptions options;

    private final Map<TopicPartition, PartitionMaximum> own = new HashMap<>();

    private final int mostRecords;

    private final @Nullable Duration interval;

    private final @Nullable Backpressure backpressure;

    private final ByteBudget budget;

    private final Runnable allowed;

    private final StreamClock clock;

    private long lastRefill;

    /** The limit that was set while the stream runs; null if the configuration holds. */
    private @Nullable Long operators;

    /**
     * Begins as the options say.
     *
     * @param budget told how far limited partitions may read ahead
     * @param allowed called with the lock held when partitions may go on
     */
    StreamRates(Assignment assignment, BatchLimits limits, ByteBudget budget, Runnable allowed, StreamClock clock) {
        this.assignment = assignment;
        this.options = limits.rate();
        this.mostRecords = limits.maxRecords();
        this.interval = limits.planning().trigger() instanceof Trigger.Interval timed ? timed.interval() : null;
        BackpressureOptions pressure = options.backpressure();
        this.backpressure = pressure == null || interval == null ? null : new Backpressure(pressure, interval);
        this.budget = budget;
        this.allowed = allowed;
        this.clock = clock;
        this.lastRefill = clock.nanoTime();
        options.partitions().forEach(other -> own.put(other.partition(), other));
    }

    /**
     * Sets the most records per second of each partition, until the stream is started again. Partitions with a smaller one of
     * their own keep it. A stream with an interval heeds it from the end of the interval on.
     *
     * @param maxPerSecondPerPartition the limit; null to go back to the configuration
     * @throws IllegalArgumentException if it is less than 1
     */
    public void limit(@Nullable Long maxPerSecondPerPartition) {
        if (maxPerSecondPerPartition != null) {
            Checks.atLeast("maxRecordsPerSecondPerPartition", maxPerSecondPerPartition, 1);
        }
        assignment.run(() -> {
            if (!isLimited()) {
                lastRefill = clock.nanoTime();
            }
            operators = maxPerSecondPerPartition;
            assignment.all().forEach(this::began);
            if (interval == null) {
                refill(Duration.ZERO);
            }
            allowed.run();
        });
    }

    /** The limits right now. */
    public RateSnapshot snapshot() {
        return assignment.locked(() -> {
            Map<TopicPartition, Double> limits = new HashMap<>();
            for (AssignedPartition partition : assignment.all()) {
                Double limit = partition.allowance.perSecond();
                if (limit != null) {
                    limits.put(partition.partition, limit);
                }
            }
            return new RateSnapshot(
                    reason(),
                    operators == null ? options.maxPerSecondPerPartition() : operators,
                    backpressure == null ? null : (Double) backpressure.perSecond(),
                    limits,
                    backpressure == null ? null : backpressure.terms(),
                    assignment.count());
        });
    }

    private Reason reason() {
        if (operators != null) {
            return Reason.OPERATOR;
        }
        if (backpressure != null) {
            return backpressure.terms() == null ? Reason.BACKPRESSURE_INITIAL : Reason.BACKPRESSURE_ESTIMATE;
        }
        return isLimited() ? Reason.CONFIGURATION : Reason.UNLIMITED;
    }

    /** A delivery was completed. */
    void delivered(Delivered delivered) {
        if (backpressure != null) {
            assignment.run(() -> backpressure.delivered(delivered));
        }
    }

    /** How long it is until partitions without an interval may go on. */
    Duration untilRefill() {
        return assignment.locked(() -> isLimited()
                ? Duration.ofNanos(Math.max(0, lastRefill + REFILL.toNanos() - clock.nanoTime()))
                : Duration.ofDays(1));
    }

    /** Has partitions without an interval go on as far as the time since the last call allows. */
    void refillIfDue() {
        assignment.run(() -> {
            long now = clock.nanoTime();
            if (!isLimited() || now - lastRefill < REFILL.toNanos()) {
                return;
            }
            Duration passed = Duration.ofNanos(now - lastRefill);
            lastRefill = now;
            refill(passed);
            allowed.run();
        });
    }

    // What follows is called with the lock held.

    /** Adds what came together in the time, up to what the limits allow to be kept. */
    private void refill(Duration passed) {
        assignment.all().forEach(partition -> partition.allowance.refill(passed, mostRecords));
    }

    /** A partition begins, or its limit changed; it has to wait for its allowance. */
    AssignedPartition began(AssignedPartition partition) {
        Double max = maxPerSecond(partition.partition);
        boolean shares = max == null && backpressure != null;
        partition.allowance.limit(shares ? (Double) (double) options.minPerSecondPerPartition() : max);
        limitReadAhead(partition);
        return partition;
    }

    /** A partition is gone. */
    void ended(TopicPartition partition) {
        budget.limit(partition, null);
    }

    private void limitReadAhead(AssignedPartition partition) {
        Double perSecond = partition.allowance.perSecond();
        double seconds = interval == null ? 1 : interval.toMillis() / 1e3;
        budget.limit(
                partition.partition,
                perSecond == null ? null : (Long) (long) Math.ceil(perSecond * seconds * READ_AHEAD));
    }

    /** An interval ended: what there is now is divided for the next one. */
    void intervalEnded() {
        if (interval == null || !isLimited()) {
            return;
        }
        if (backpressure != null) {
            backpressure.intervalEnded();
        }
        List<AssignedPartition> partitions = assignment.all();
        List<Demand> demands = partitions.stream().map(this::demand).toList();
        List<@Nullable Double> shares =
                RateShares.perSecond(demands, backpressure == null ? null : (Double) backpressure.perSecond());
        for (int i = 0; i < shares.size(); i++) {
            partitions.get(i).allowance.begin(shares.get(i), interval);
            limitReadAhead(partitions.get(i));
        }
    }

    private Demand demand(AssignedPartition partition) {
        return new Demand(partition.behind(), maxPerSecond(partition.partition), options.minPerSecondPerPartition());
    }

    private @Nullable Double maxPerSecond(TopicPartition partition) {
        PartitionMaximum other = own.get(partition);
        Long configured = other == null ? options.maxPerSecondPerPartition() : other.maxPerSecond();
        Long set = operators;
        if (set == null) {
            return configured == null ? null : (Double) configured.doubleValue();
        }
        if (other == null || configured == null) {
            return set.doubleValue();
        }
        return (double) Math.min(configured, set);
    }

    private boolean isLimited() {
        return operators != null
                || backpressure != null
                || options.maxPerSecondPerPartition() != null
                || options.partitions().stream().anyMatch(other -> other.maxPerSecond() != null);
    }
}
