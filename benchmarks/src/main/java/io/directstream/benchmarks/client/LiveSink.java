/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.benchmarks.client;

import io.directstream.benchmarks.child.Figures;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Counts records, and keeps what it is told of batches over all partitions. */
final class LiveSink extends JobSink {

    private final int expected;

    private final AtomicInteger counted = new AtomicInteger();

    private final Window window = new Window();

    private final Queue<BatchPart> parts = new ConcurrentLinkedQueue<>();

    private volatile long beganMicros;

    private volatile long endedMicros;

    private volatile long fetchesAtBegin;

    private volatile long fetchesAtEnd;

    private volatile long connections;

    LiveSink(int expected) {
        this.expected = expected;
    }

    @Override
    void handle(Iterable<ConsumerRecord<byte[], byte[]>> batch) {
        for (ConsumerRecord<byte[], byte[]> record : batch) {
            if (Stamp.of(record.value()).measured()) {
                count();
            }
        }
    }

    @Override
    public void batchPart(BatchPart part) {
        parts.add(part);
    }

    private void count() {
        int number = counted.incrementAndGet();
        if (number == 1) {
            fetchesAtBegin = ClientMeters.fetches();
            beganMicros = Stamp.nowMicros();
            window.begin();
        }
        if (number == expected) {
            window.end();
            endedMicros = Stamp.nowMicros();
            fetchesAtEnd = ClientMeters.fetches();
            connections = ClientMeters.connections();
            done();
        }
    }

    @Override
    String progress() {
        return "only %d of %d records arrived".formatted(counted.get(), expected);
    }

    @Override
    Figures figures() {
        if (counted.get() > expected) {
            throw new IllegalStateException(
                    "%d records were delivered, though only %d were sent".formatted(counted.get(), expected));
        }
        Map<String, Long> figures = new HashMap<>(Map.of(
                "records", (long) expected, "fetches", fetchesAtEnd - fetchesAtBegin, "connections", connections));
        List<BatchTime> batches = BatchTime.join(parts, beganMicros, endedMicros);
        if (batches.size() > 1) {
            figures.putAll(BatchTime.figures(batches));
        }
        return window.figures(figures);
    }
}
