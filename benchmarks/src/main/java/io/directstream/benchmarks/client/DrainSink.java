/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.benchmarks.client;

import io.directstream.benchmarks.child.Figures;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Sums up the lengths of the values, and takes the time once it is warm: from the first batch that begins after so many
 * records to the last record.
 */
final class DrainSink implements RecordSink {

    private final long warmUp;

    private final long expected;

    private final AtomicBoolean begun = new AtomicBoolean();

    private final AtomicLong records = new AtomicLong();

    private final AtomicLong bytes = new AtomicLong();

    private final CountDownLatch done = new CountDownLatch(1);

    private volatile long recordsAtBegin;

    private volatile long beganAt;

    private volatile long cpuAtBegin;

    private volatile long endedAt;

    private volatile long cpuAtEnd;

    /**
     * Begins with nothing.
     *
     * @param warmUp how many records do not count
     * @param expected how many there are, those included
     */
    DrainSink(long warmUp, long expected) {
        this.warmUp = warmUp;
        this.expected = expected;
    }

    @Override
    public void accept(Iterable<ConsumerRecord<byte[], byte[]>> batch) {
        if (!begun.get() && records.get() >= warmUp && begun.compareAndSet(false, true)) {
            begin();
        }
        long count = 0;
        long length = 0;
        for (ConsumerRecord<byte[], byte[]> record : batch) {
            count++;
            length += record.value().length;
        }
        bytes.addAndGet(length);
        if (records.addAndGet(count) == expected) {
            end();
        }
    }

    private void begin() {
        recordsAtBegin = records.get();
        cpuAtBegin = ProcessFigures.cpuNanos();
        beganAt = System.nanoTime();
    }

    private void end() {
        endedAt = System.nanoTime();
        cpuAtEnd = ProcessFigures.cpuNanos();
        done.countDown();
    }

    void await(Duration timeout) throws InterruptedException {
        if (!done.await(timeout.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("only %d of %d records arrived within %d s"
                    .formatted(records.get(), expected, timeout.toSeconds()));
        }
    }

    /**
     * The figures, after the contender was stopped.
     *
     * @throws IllegalStateException if it delivered more than there is
     */
    Figures figures() throws IOException {
        if (records.get() != expected) {
            throw new IllegalStateException(
                    "%d records were delivered, though there are only %d".formatted(records.get(), expected));
        }
        return new Figures(Map.of(
                "records", expected - recordsAtBegin,
                "bytes", bytes.get(),
                "wallNanos", endedAt - beganAt,
                "cpuNanos", cpuAtEnd - cpuAtBegin,
                "peakRssBytes", ProcessFigures.peakRssBytes()));
    }
}
