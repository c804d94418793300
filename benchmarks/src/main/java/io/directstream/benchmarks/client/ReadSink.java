/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.benchmarks.client;

import io.directstream.benchmarks.child.Figures;
import io.directstream.benchmarks.work.Work;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Does the work, and takes the time of the whole read: from when it begins until it returned. */
final class ReadSink extends JobSink {

    private final Amount amount;

    private final Work work;

    private final AtomicLong records = new AtomicLong();

    private final AtomicLong answers = new AtomicLong();

    private final Allocations allocations = new Allocations();

    private final Window window = new Window();

    private volatile @Nullable Throwable failed;

    ReadSink(Amount amount, Work work) {
        this.amount = amount;
        this.work = work;
    }

    @Override
    public void readBegins() {
        window.begin();
    }

    @Override
    public void readEnded(@Nullable Throwable failure) {
        window.end();
        failed = failure;
        done();
    }

    @Override
    void handle(Iterable<ConsumerRecord<byte[], byte[]>> batch) {
        long count = 0;
        long sum = 0;
        for (ConsumerRecord<byte[], byte[]> record : batch) {
            count++;
            sum += work.on(record.value());
        }
        answers.addAndGet(sum);
        records.addAndGet(count);
        allocations.ofThisThread();
    }

    @Override
    String progress() {
        return "the read did not end; %d of %d records arrived".formatted(records.get(), amount.records());
    }

    @Override
    Figures figures() {
        if (failed != null) {
            throw new IllegalStateException("the read failed", failed);
        }
        if (records.get() != amount.records()) {
            throw new IllegalStateException(
                    "%d records were delivered, though there are %d".formatted(records.get(), amount.records()));
        }
        return window.figures(Map.of("records", records.get(), "answers", answers.get()))
                .with(Map.of("allocatedBytes", allocations.bytes()));
    }
}
