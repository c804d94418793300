/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.benchmarks.client;

import io.directstream.benchmarks.child.Figures;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Takes the time from when a record was due to be sent until it is with the listener. */
final class LatencySink extends JobSink {

    private final AtomicInteger next = new AtomicInteger();

    private final long[] latencies;

    private final Window window = new Window();

    LatencySink(int expected) {
        this.latencies = new long[expected];
    }

    @Override
    void handle(Iterable<ConsumerRecord<byte[], byte[]>> batch) {
        for (ConsumerRecord<byte[], byte[]> record : batch) {
            Stamp stamp = Stamp.of(record.value());
            if (stamp.measured()) {
                measure(stamp);
            }
        }
    }

    private void measure(Stamp stamp) {
        int index = next.getAndIncrement();
        if (index == 0) {
            window.begin();
        }
        if (index >= latencies.length) {
            return;
        }
        latencies[index] = Stamp.nowMicros() - stamp.dueMicros();
        if (index == latencies.length - 1) {
            window.end();
            done();
        }
    }

    @Override
    String progress() {
        return "only %d of %d records arrived".formatted(next.get(), latencies.length);
    }

    @Override
    Figures figures() {
        if (next.get() > latencies.length) {
            throw new IllegalStateException(
                    "%d records were delivered, though only %d were sent".formatted(next.get(), latencies.length));
        }
        Percentiles percentiles = Percentiles.of(latencies);
        return window.figures(Map.of(
                "records", (long) latencies.length,
                "p50Micros", percentiles.at(0.5),
                "p99Micros", percentiles.at(0.99),
                "p999Micros", percentiles.at(0.999),
                "maxMicros", percentiles.at(1)));
    }
}
