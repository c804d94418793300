/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import io.directstream.consumer.Checks;
import java.time.Duration;

/** When batches are planned. */
public sealed interface Trigger {

    /** As soon as records are there: each partition goes on by itself. */
    record Continuous() implements Trigger {

        @Override
        public String toString() {
            return "continuous";
        }
    }

    /**
     * All partitions once per interval, up to where their logs ended then. A batch that takes longer than the interval is
     * followed by the next one at once; what it was late by is its scheduling delay.
     *
     * @param interval the time between two batches
     * @param onEmpty what happens when a stream batch holds no record
     */
    record Interval(Duration interval, OnEmpty onEmpty) implements Trigger {

        /** Batches without records are skipped. */
        public Interval(Duration interval) {
            this(interval, OnEmpty.SKIP);
        }

        /**
         * Checks the interval.
         *
         * @throws IllegalArgumentException if it is suspiciously short
         */
        public Interval {
            Checks.atLeast("batch.interval", interval, Checks.SHORTEST_DURATION);
        }

        @Override
        public String toString() {
            return "interval of " + interval.toMillis() + " ms";
        }
    }

    /** What happens when an interval brings no record to a listener of stream batches. */
    enum OnEmpty {
        /** The listener is not called, and never sees a partition without records. */
        SKIP,
        /** The listener is called each interval and sees every partition, as in Spark. */
        DELIVER
    }
}
