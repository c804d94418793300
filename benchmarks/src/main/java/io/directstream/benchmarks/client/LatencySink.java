/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.benchmarks.client;

import io.directstream.benchmarks.child.Figures;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Takes the time from when a record was due to be sent until it is with the listener. */
final class LatencySink implements RecordSink {

    private final CountDownLatch first = new CountDownLatch(1);

    private final CountDownLatch done = new CountDownLatch(1);

    private final AtomicInteger next = new AtomicInteger();

    private final long[] latencies;

    private volatile long cpuAtBegin;

    private volatile long cpuAtEnd;

    private volatile long beganAt;

    private volatile long endedAt;

    LatencySink(int expected) {
        this.latencies = new long[expected];
    }

    @Override
    public void accept(Iterable<ConsumerRecord<byte[], byte[]>> batch) {
        first.countDown();
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
            cpuAtBegin = ProcessFigures.cpuNanos();
            beganAt = System.nanoTime();
        }
        if (index >= latencies.length) {
            return;
        }
        latencies[index] = Stamp.nowMicros() - stamp.dueMicros();
        if (index == latencies.length - 1) {
            endedAt = System.nanoTime();
            cpuAtEnd = ProcessFigures.cpuNanos();
            done.countDown();
        }
    }

    void awaitFirst(Duration timeout) throws InterruptedException {
        if (!first.await(timeout.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("no record arrived within " + timeout.toSeconds() + " s");
        }
    }

    void await(Duration timeout) throws InterruptedException {
        if (!done.await(timeout.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("only %d of %d records arrived within %d s"
                    .formatted(next.get(), latencies.length, timeout.toSeconds()));
        }
    }

    /**
     * The figures, after the contender was stopped.
     *
     * @throws IllegalStateException if it delivered more than was sent
     */
    Figures figures() {
        if (next.get() > latencies.length) {
            throw new IllegalStateException(
                    "%d records were delivered, though only %d were sent".formatted(next.get(), latencies.length));
        }
        Arrays.sort(latencies);
        return new Figures(Map.of(
                "records",
                (long) latencies.length,
                "p50Micros",
                percentile(0.5),
                "p99Micros",
                percentile(0.99),
                "p999Micros",
                percentile(0.999),
                "maxMicros",
                latencies[latencies.length - 1],
                "wallNanos",
                endedAt - beganAt,
                "cpuNanos",
                cpuAtEnd - cpuAtBegin));
    }

    /** Nearest rank: the smallest latency that at least this part of the records did not exceed. */
    private long percentile(double part) {
        return latencies[(int) Math.ceil(part * latencies.length) - 1];
    }
}
