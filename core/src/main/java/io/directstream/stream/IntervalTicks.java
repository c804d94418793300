/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import io.directstream.StreamClock;
import java.time.Duration;
import org.apache.kafka.clients.consumer.Consumer;

/**
 * Ends an interval every so many milliseconds from the start on. Ends that were missed, because the member was busy with a
 * rebalance for example, are one: the batches that follow begin at once, late by what was missed.
 */
final class IntervalTicks implements Ticks {

    private final long intervalNanos;

    private final PartitionTable table;

    private final LogEnds ends;

    private final StreamClock clock;

    private long next;

    IntervalTicks(Duration interval, PartitionTable table, LogEnds ends, StreamClock clock) {
        this.intervalNanos = interval.toNanos();
        this.table = table;
        this.ends = ends;
        this.clock = clock;
        this.next = clock.nanoTime() + intervalNanos;
    }

    @Override
    public Duration untilNext() {
        return Duration.ofNanos(Math.max(0, next - clock.nanoTime()));
    }

    @Override
    public void tickIfDue(Consumer<?, ?> consumer) {
        long late = clock.nanoTime() - next;
        if (late < 0) {
            return;
        }
        long due = next;
        next += intervalNanos * (1 + late / intervalNanos);
        ends.refreshNow(consumer);
        table.tick(due);
    }
}
