/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.benchmarks.client;

import io.directstream.benchmarks.child.Figures;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Takes what it costs to have partitions that are silent. */
final class IdleSink extends JobSink {

    /** Until what came with the start is over: joining, the records, compiling. */
    private static final Duration SETTLING = Duration.ofSeconds(40);

    private final Duration duration;

    private final Window window = new Window();

    private long fetches;

    private long connections;

    IdleSink(Duration duration) {
        this.duration = duration;
    }

    @Override
    void handle(Iterable<ConsumerRecord<byte[], byte[]>> batch) {
        for (ConsumerRecord<byte[], byte[]> record : batch) {
            if (record.value().length == 0) {
                throw new IllegalStateException("records have a value here");
            }
        }
    }

    @Override
    void await(Duration timeout) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(SETTLING.toNanos());
        long before = ClientMeters.fetches();
        window.begin();
        TimeUnit.NANOSECONDS.sleep(duration.toNanos());
        window.end();
        fetches = ClientMeters.fetches() - before;
        connections = ClientMeters.connections();
    }

    @Override
    String progress() {
        return "waits";
    }

    @Override
    Figures figures() {
        return window.figures(Map.of("fetches", fetches, "connections", connections));
    }
}
