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

/** Brings intervals to their end, and has partitions go on in time that are limited. Runs on the member's thread, which sees to it that it is called in time. */
interface Ticks {

    /** How long it is to the end of the interval, or until limited partitions may go on; zero if it is over. */
    Duration untilNext();

    /** Has batches planned that are due: all of an interval, or those of limited partitions. */
    void tickIfDue(Consumer<?, ?> consumer);

    /** The ticks of a stream with the given trigger. */
    static Ticks of(Trigger trigger, PartitionTable table, LogEnds ends, StreamClock clock) {
        return trigger instanceof Trigger.Interval timed
                ? new IntervalTicks(timed.interval(), table, ends, clock)
                : new RefillTicks(table.rates());
    }
}
