/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import io.directstream.consumer.RawRecords;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Has other workers deserialize the next partitions of a batch while its listener handles one. As many partitions ahead as
 * there are such workers; what none of them began is left to the listener's own thread.
 */
final class DeserializingAhead<K, V> implements AutoCloseable {

    private final SideWork<K, V> workers;

    private final List<Ahead> partitions;

    private int offered = 1;

    DeserializingAhead(List<PlannedRange> ranges, SideWork<K, V> workers) {
        this.workers = workers;
        this.partitions = ranges.stream().map(Ahead::new).toList();
    }

    /**
     * What was deserialized of a partition, waiting for whoever is at it; null if nobody began.
     *
     * @param index the partition, visited in order
     */
    @Nullable
    Deserialized<K, V> take(int index) throws InterruptedException {
        int until = Math.min(partitions.size(), index + 1 + workers.helpers());
        if (offered < until) {
            workers.offer(IntStream.range(offered, until)
                    .<SideJob>mapToObj(next -> partitions.get(next)::run)
                    .toList());
            offered = until;
        }
        return partitions.get(index).take();
    }

    /** Nothing is begun any more. */
    @Override
    public void close() {
        partitions.forEach(partition -> partition.begun.set(true));
    }

    private final class Ahead {

        private final PlannedRange range;

        private final AtomicBoolean begun = new AtomicBoolean();

        private final CompletableFuture<Deserialized<K, V>> result = new CompletableFuture<>();

        private Ahead(PlannedRange range) {
            this.range = range;
        }

        private void run(int worker) {
            RawRecords raw = range.records();
            if (raw != null && begun.compareAndSet(false, true)) {
                result.complete(deserialize(workers.ofWorker(worker), raw));
            }
        }

        private @Nullable Deserialized<K, V> take() throws InterruptedException {
            if (begun.compareAndSet(false, true)) {
                return null;
            }
            try {
                return result.get();
            } catch (ExecutionException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }

    private static <K, V> Deserialized<K, V> deserialize(RecordDeserializer<K, V> deserializer, RawRecords raw) {
        Deserialized<K, V> all = new Deserialized<>(raw.records().size());
        try {
            deserializer.deserialize(raw).forEachRemaining(all::add);
        } catch (Throwable failure) {
            // Thrown again by whoever comes to this record.
            all.fail(failure);
        }
        return all;
    }
}
