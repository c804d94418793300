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

/** Brings intervals to their end. Runs on the member's thread, which sees to it that it is called in time. */
interface Ticks {

    /** For streams without an interval. */
    Ticks NONE = new Ticks() {
        @Override
        public Duration untilNext() {
            return Duration.ofDays(1);
        }

        @Override
        public void tickIfDue(Consumer<?, ?> consumer) {}
    };

    /** How long it is to the end of the interval; zero if it is over. */
    Duration untilNext();

    /** Looks at the ends of the logs and has the batches of the interval planned, if it ended. */
    void tickIfDue(Consumer<?, ?> consumer);

    /** The ticks of a stream with the given trigger. */
    static Ticks of(Trigger trigger, PartitionTable table, LogEnds ends, StreamClock clock) {
        return trigger instanceof Trigger.Interval timed
                ? new IntervalTicks(timed.interval(), table, ends, clock)
                : NONE;
    }
}
