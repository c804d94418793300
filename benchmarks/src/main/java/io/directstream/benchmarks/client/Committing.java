/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.benchmarks.client;

import java.time.Duration;
import org.apache.kafka.clients.consumer.Consumer;

/** What a hand-written loop does after a poll's records were handled. Belongs to one consumer. */
interface Committing {

    void handled(Consumer<?, ?> consumer);

    /** Commits each poll and waits for the answer. */
    final class Sync implements Committing {

        @Override
        public void handled(Consumer<?, ?> consumer) {
            consumer.commitSync();
        }
    }

    /** Commits without waiting, and not more often than once per interval. */
    final class Async implements Committing {

        private final long intervalNanos;

        private long last = System.nanoTime();

        Async(Duration interval) {
            this.intervalNanos = interval.toNanos();
        }

        @Override
        public void handled(Consumer<?, ?> consumer) {
            long now = System.nanoTime();
            if (now - last >= intervalNanos) {
                last = now;
                consumer.commitAsync();
            }
        }
    }
}
