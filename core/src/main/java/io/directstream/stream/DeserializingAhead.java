/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import io.directstream.consumer.RawRecords;
import io.directstream.consumer.RecordDeserializer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Has other workers deserialize the next partitions of a batch while its listener handles one. They do so in a few jobs of
 * many partitions, or of one where there are not many, because to come for a job a worker is woken out of its poll; as many
 * jobs ahead as there are such workers. What none of them began is left to the listener's own thread.
 */
final class DeserializingAhead<K, V> implements AutoCloseable {

    private static final int JOBS_PER_WORKER = 8;

    private final SideWork<K, V> workers;

    private final List<Ahead> partitions;

    private final int partitionsPerJob;

    /** Up to where jobs were offered; at the first partitions the listener begins itself. */
    private int offered;

    DeserializingAhead(List<PlannedRange> ranges, SideWork<K, V> workers) {
        this.workers = workers;
        this.partitions = ranges.stream().map(Ahead::new).toList();
        this.partitionsPerJob = Math.max(1, partitions.size() / (JOBS_PER_WORKER * (1 + workers.helpers())));
        this.offered = Math.min(partitions.size(), partitionsPerJob);
    }

    /**
     * What was deserialized of a partition, waiting for whoever is at it; null if nobody began.
     *
     * @param index the partition, visited in order
     */
    @Nullable
    Deserialized<K, V> take(int index) throws InterruptedException {
        int ahead = (index / partitionsPerJob + 1 + workers.helpers()) * partitionsPerJob;
        List<SideJob> jobs = new ArrayList<>();
        while (offered < Math.min(partitions.size(), ahead)) {
            int until = Math.min(partitions.size(), offered + partitionsPerJob);
            List<Ahead> next = partitions.subList(offered, until);
            jobs.add(worker -> next.forEach(partition -> partition.run(worker)));
            offered = until;
        }
        if (!jobs.isEmpty()) {
            workers.offer(jobs);
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
