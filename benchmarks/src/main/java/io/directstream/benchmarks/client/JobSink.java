/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.benchmarks.client;

import io.directstream.benchmarks.child.Figures;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The listener of one job, from the first record to its figures. */
abstract class JobSink implements RecordSink {

    private final CountDownLatch first = new CountDownLatch(1);

    private final CountDownLatch done = new CountDownLatch(1);

    static JobSink of(Run run) {
        return switch (run.job()) {
            case DRAIN -> new DrainSink(run.amount(), run.work());
            case LATENCY -> new LatencySink(run.amount().records());
            case LIVE -> new LiveSink(run.amount().records());
            case READ -> new ReadSink(run.amount(), run.work());
            case IDLE -> new IdleSink(Duration.ofSeconds(run.amount().seconds()));
        };
    }

    @Override
    public final void accept(Iterable<ConsumerRecord<byte[], byte[]>> batch) {
        first.countDown();
        handle(batch);
    }

    /** Waits for the first record: the contender has its partitions. */
    void awaitFirst(Duration timeout) throws InterruptedException {
        if (!first.await(timeout.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("no record arrived within " + timeout.toSeconds() + " s");
        }
    }

    /** Waits until the job is done. */
    void await(Duration timeout) throws InterruptedException {
        if (!done.await(timeout.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("%s within %d s".formatted(progress(), timeout.toSeconds()));
        }
    }

    final void done() {
        first.countDown();
        done.countDown();
    }

    abstract void handle(Iterable<ConsumerRecord<byte[], byte[]>> batch);

    /** How far it came. */
    abstract String progress();

    /**
     * The figures, after the contender was stopped.
     *
     * @throws IllegalStateException if it did not deliver what there was
     */
    abstract Figures figures();
}
