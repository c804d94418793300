/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import io.directstream.OffsetRange;
import io.directstream.RangeAddress;
import io.directstream.StreamBatch;
import io.directstream.consumer.RecordDeserializer;
import java.util.ArrayList;
import java.util.List;

/** The batch of one delivery over all partitions. */
final class AlignedBatch<K, V> implements StreamBatch<K, V>, AutoCloseable {

    private final Delivery delivery;

    private final List<PlannedRange> planned;

    /** The partitions that visitors see. */
    private final List<PlannedRange> visible;

    private final SideWork<K, V> workers;

    private final Thread listenersThread = Thread.currentThread();

    private volatile boolean closed;

    AlignedBatch(Delivery delivery, List<PlannedRange> planned, SideWork<K, V> workers, boolean deliversEmpty) {
        this.delivery = delivery;
        this.planned = List.copyOf(planned);
        this.visible = planned.stream()
                .filter(range -> deliversEmpty || range.recordCount() > 0)
                .toList();
        this.workers = workers;
    }

    @Override
    public String stream() {
        return delivery.stream();
    }

    @Override
    public List<OffsetRange> offsetRanges() {
        return planned.stream().map(PlannedRange::range).toList();
    }

    @Override
    public int recordCount() {
        return planned.stream().mapToInt(PlannedRange::recordCount).sum();
    }

    @Override
    public void forEachPartition(PartitionVisitor<K, V> visitor) throws Exception {
        checkOpen();
        if (Thread.currentThread() != listenersThread) {
            throw new IllegalStateException(
                    "forEachPartition of " + this
                            + " was called on another thread than the listener's, to which transactions are bound; use mapPartitions for work in parallel");
        }
        try (DeserializingAhead<K, V> ahead = new DeserializingAhead<>(visible, workers)) {
            for (int i = 0; i < visible.size(); i++) {
                PlannedRange range = visible.get(i);
                LogContext context = LogContext.of(new RangeAddress(delivery.stream(), range.range()));
                try (RangeBatch<K, V> batch = new RangeBatch<>(delivery, range, workers.ofListener(), ahead.take(i))) {
                    visitor.visit(batch);
                } finally {
                    context.close();
                }
            }
        }
    }

    @Override
    public <R> List<R> mapPartitions(PartitionFunction<K, V, R> function) throws Exception {
        checkOpen();
        DeliveryInterceptor.Carrier carrier = delivery.interceptor().carrier();
        ParallelMap<R> map = new ParallelMap<>(
                visible.size(),
                (index, worker) -> carrier.carry(() -> apply(function, visible.get(index), workers.ofWorker(worker))));
        workers.offer(map.jobs(Math.min(workers.helpers(), visible.size() - 1)));
        return map.run(workers.own());
    }

    private <R> R apply(PartitionFunction<K, V, R> function, PlannedRange range, RecordDeserializer<K, V> deserializer)
            throws Exception {
        LogContext context = LogContext.of(new RangeAddress(delivery.stream(), range.range()));
        try (RangeBatch<K, V> batch = new RangeBatch<>(delivery, range, deserializer)) {
            return function.apply(batch);
        } finally {
            context.close();
        }
    }

    @Override
    public int attempt() {
        return planned.get(0).attempt();
    }

    @Override
    public boolean isRevoked() {
        return delivery.isRevoked();
    }

    @Override
    public boolean isReplay() {
        return delivery.isReplay();
    }

    @Override
    public void close() {
        closed = true;
    }

    @Override
    public String toString() {
        List<String> ranges = new ArrayList<>();
        planned.forEach(range -> ranges.add(range.range().toString()));
        return delivery.stream() + '/' + String.join(" ", ranges);
    }

    private void checkOpen() {
        if (closed) {
            throw new IllegalStateException(
                    "the batch " + this + " is over: its listener returned; copy what is needed later");
        }
    }
}
