/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import io.directstream.offset.StoreOutcome;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the observer what happens: deliveries on the worker that made them, everything else in order on a thread of its
 * own, so that the member never runs foreign code. A failing observer is logged and changes nothing.
 */
final class StreamEvents implements StreamObserver, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(StreamEvents.class);

    private final String stream;

    private final StreamObserver observer;

    private final ThreadPoolExecutor executor;

    private final AtomicReference<@Nullable StreamState> lastState = new AtomicReference<>();

    StreamEvents(String stream, StreamObserver observer) {
        this.stream = stream;
        this.observer = observer;
        this.executor = new ThreadPoolExecutor(
                1, 1, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), StreamThreads.factory(stream + "-events"));
        executor.allowCoreThreadTimeOut(true);
    }

    @Override
    public void batchFinished(BatchResult result) {
        tell(told -> told.batchFinished(result));
    }

    /** The stream is in that state, which is told if it is another than before. */
    void state(StreamState state) {
        if (lastState.getAndSet(state) != state) {
            later(told -> told.stateChanged(stream, state));
        }
    }

    void assigned(Set<TopicPartition> partitions) {
        later(told -> told.partitionsAssigned(stream, Set.copyOf(partitions)));
    }

    @Override
    public void rebalanced(String of) {
        later(told -> told.rebalanced(of));
    }

    @Override
    public void storeAnswered(String of, String store, @Nullable StoreOutcome outcome, Duration duration) {
        tell(told -> told.storeAnswered(of, store, outcome, duration));
    }

    @Override
    public void fenceHit(String of) {
        tell(told -> told.fenceHit(of));
    }

    @Override
    public void recordsLost(String of, TopicPartition partition, long records) {
        later(told -> told.recordsLost(of, partition, records));
    }

    void removed(Set<TopicPartition> partitions) {
        later(told -> told.partitionsRemoved(stream, Set.copyOf(partitions)));
    }

    /** Calls back on the thread of events. */
    void call(Runnable callback) {
        if (executor.isShutdown()) {
            callback(callback);
        } else {
            executor.execute(() -> callback(callback));
        }
    }

    /** Tells what is still to be told, within a second. */
    @Override
    public void close() {
        executor.shutdown();
        try {
            if (!executor.awaitTermination(1, TimeUnit.SECONDS)) {
                executor.shutdownNow();
            }
        } catch (InterruptedException interrupted) {
            executor.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    private void later(Consumer<StreamObserver> event) {
        if (!executor.isShutdown()) {
            executor.execute(() -> tell(event));
        }
    }

    private void callback(Runnable callback) {
        try {
            callback.run();
        } catch (Throwable failure) {
            log.warn("stream {}: a commit callback failed; the stream goes on", stream, failure);
        }
    }

    private void tell(Consumer<StreamObserver> event) {
        try {
            event.accept(observer);
        } catch (Throwable failure) {
            log.warn("stream {}: observer {} failed; the stream goes on", stream, observer, failure);
        }
    }
}
