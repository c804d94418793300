/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.metrics;

import io.directstream.listener.DirectStreamContainer;
import io.directstream.listener.DirectStreamContainers;
import io.directstream.stream.StreamSnapshot;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Brings the meters that show what is, rather than count what happened, up to date once a second, which is as often as
 * the engine asks for end offsets. A scrape therefore only reads. Meters of streams that no longer exist are removed.
 */
public final class StreamMetersRefresher implements SmartLifecycle {

    private static final Logger logger = LoggerFactory.getLogger(StreamMetersRefresher.class);

    private static final long PERIOD_MILLIS = 1000;

    private final DirectStreamContainers containers;

    private final BatchMeters batches;

    private final ReadMeters reads;

    private final StreamGauges gauges;

    private boolean failing;

    private @Nullable ScheduledExecutorService thread;

    /**
     * Shows the given streams.
     *
     * @param containers the streams
     * @param batches the meters that count
     * @param reads the meters of reads of given ranges
     * @param registry where gauges are registered
     * @param perPartition whether the stream of this name has its lag per partition, or else per topic
     */
    public StreamMetersRefresher(
            DirectStreamContainers containers,
            BatchMeters batches,
            ReadMeters reads,
            MeterRegistry registry,
            Predicate<String> perPartition) {
        this.containers = containers;
        this.batches = batches;
        this.reads = reads;
        this.gauges = new StreamGauges(registry, perPartition);
    }

    @Override
    public synchronized void start() {
        if (thread == null) {
            thread = Executors.newSingleThreadScheduledExecutor(StreamMetersRefresher::newThread);
            thread.scheduleWithFixedDelay(this::refreshOrLog, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** Removes the gauges, because nothing would move them any more. */
    @Override
    public synchronized void stop() {
        if (thread != null) {
            thread.shutdownNow();
            thread = null;
            gauges.clear();
            reads.clear();
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return thread != null;
    }

    /** Shows the streams as they are now. */
    void refresh() {
        List<StreamSnapshot> snapshots =
                containers.all().stream().map(DirectStreamContainer::snapshot).toList();
        gauges.show(snapshots);
        Set<String> existing = snapshots.stream().map(StreamSnapshot::stream).collect(Collectors.toSet());
        batches.retain(existing);
        reads.retain(existing);
        reads.refresh();
    }

    private void refreshOrLog() {
        try {
            refresh();
            failing = false;
        } catch (RuntimeException ex) {
            if (!failing) {
                failing = true;
                logger.warn("Meters of streams are not up to date; trying on, next failures are not logged", ex);
            }
        }
    }

    private static Thread newThread(Runnable task) {
        Thread thread = new Thread(task, "direct-stream-meters");
        thread.setDaemon(true);
        return thread;
    }
}
