/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import io.directstream.StreamClock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reports what stands still: partitions below the ends of their logs, which are fetched anew, and listeners. */
final class StallWatch {

    private static final Logger log = LoggerFactory.getLogger(StallWatch.class);

    private static final long INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final String stream;

    private final Reading reading;

    private final CacheWatch cache;

    private final ListenerWatch listeners;

    private final Duration readTimeout;

    private final StreamClock clock;

    private long next;

    StallWatch(StreamOptions options, Reading reading, StreamClock clock) {
        this.stream = options.name();
        this.readTimeout = options.timeouts().read();
        this.reading = reading;
        this.cache = new CacheWatch(options, reading);
        this.listeners = new ListenerWatch(options, reading, clock);
        this.clock = clock;
        this.next = clock.nanoTime();
    }

    void look() {
        if (clock.nanoTime() - next < 0) {
            return;
        }
        next = clock.nanoTime() + INTERVAL_NANOS;
        cache.look();
        listeners.look();
        Set<TopicPartition> stalled = reading.table().stalled(readTimeout.toNanos());
        for (TopicPartition partition : stalled) {
            log.warn(
                    "stream {}: nothing of {} arrived for {} ms, though its log goes on; it is fetched anew",
                    stream,
                    partition,
                    readTimeout.toMillis());
        }
        if (!stalled.isEmpty()) {
            reading.replaceReaders(stalled);
        }
    }
}
