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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Does the work, and takes the time once it is warm: from the first batch that begins after so many records to the last
 * record.
 */
final class DrainSink extends JobSink {

    private final Amount amount;

    private final Work work;

    private final AtomicBoolean begun = new AtomicBoolean();

    private final AtomicLong records = new AtomicLong();

    private final AtomicLong answers = new AtomicLong();

    private final Window window = new Window();

    private volatile long recordsAtBegin;

    DrainSink(Amount amount, Work work) {
        this.amount = amount;
        this.work = work;
    }

    @Override
    void handle(Iterable<ConsumerRecord<byte[], byte[]>> batch) {
        if (!begun.get() && records.get() >= amount.warmUp() && begun.compareAndSet(false, true)) {
            recordsAtBegin = records.get();
            window.begin();
        }
        long count = 0;
        long sum = 0;
        for (ConsumerRecord<byte[], byte[]> record : batch) {
            count++;
            sum += work.on(record.value());
        }
        answers.addAndGet(sum);
        if (records.addAndGet(count) == amount.allRecords()) {
            window.end();
            done();
        }
    }

    @Override
    String progress() {
        return "only %d of %d records arrived".formatted(records.get(), amount.allRecords());
    }

    @Override
    Figures figures() {
        if (records.get() != amount.allRecords()) {
            throw new IllegalStateException("%d records were delivered, though there are only %d"
                    .formatted(records.get(), amount.allRecords()));
        }
        return window.figures(Map.of("records", records.get() - recordsAtBegin, "answers", answers.get()));
    }
}
