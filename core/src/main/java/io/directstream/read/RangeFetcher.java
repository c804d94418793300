/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.read;

import io.directstream.consumer.FetchTally;
import io.directstream.consumer.RawRecords;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One Kafka consumer without a group, which reads one partition at a time. Used by one thread at a time. */
final class RangeFetcher implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(RangeFetcher.class);

    private static final Duration CLOSE_TIMEOUT = Duration.ofMillis(500);

    private final Consumer<byte[], byte[]> consumer;

    private final FetchTally tally;

    private final Runnable onClose;

    /** Guards {@link #closed}: a consumer that is closed must not be woken up. */
    private final ReentrantLock waking = new ReentrantLock();

    private boolean closed;

    RangeFetcher(Consumer<byte[], byte[]> consumer, FetchTally tally, Runnable onClose) {
        this.consumer = consumer;
        this.tally = tally;
        this.onClose = onClose;
    }

    /** The consumer, for questions about logs. */
    Consumer<byte[], byte[]> consumer() {
        return consumer;
    }

    /** Reads from there from now on. */
    void begin(TopicPartition partition, long offset) {
        consumer.assign(List.of(partition));
        consumer.seek(partition, offset);
    }

    /** What comes within the given time, as far as it is below {@code until}. */
    RawRecords poll(TopicPartition partition, long position, long until, Duration timeout) {
        tally.reset();
        return tally.below(consumer.poll(timeout), partition, position, until);
    }

    /** Has a poll under way, or else the next call, throw. May be called by any thread, also after it was closed. */
    void wakeup() {
        waking.lock();
        try {
            if (!closed) {
                consumer.wakeup();
            }
        } finally {
            waking.unlock();
        }
    }

    @Override
    public void close() {
        // Kafka's client would not close its connections on an interrupted thread.
        boolean interrupted = Thread.interrupted();
        endWaking();
        try {
            consumer.close(CloseOptions.timeout(CLOSE_TIMEOUT));
        } catch (RuntimeException failure) {
            log.warn("a Kafka consumer of a read could not be closed properly", failure);
        } finally {
            onClose.run();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void endWaking() {
        waking.lock();
        try {
            closed = true;
        } finally {
            waking.unlock();
        }
    }
}
