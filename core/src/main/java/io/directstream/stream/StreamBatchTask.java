/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import io.directstream.BatchRevokedException;
import io.directstream.OffsetRange;
import io.directstream.RangeAddress;
import io.directstream.StreamBatchListener;
import io.directstream.consumer.ConsumerLease;
import io.directstream.consumer.RawRecords;
import io.directstream.offset.StorableRange;
import io.directstream.offset.StoreOutcome;
import io.directstream.stream.StreamStatistics.Timer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Delivers the ranges of all partitions as one batch, on a worker thread: records, listener, store. */
final class StreamBatchTask<K, V> {

    private final StreamRuntime<K, V> stream;

    private final StreamBatchListener<K, V> listener;

    private final SideWork<K, V> workers;

    private final Timer timer;

    /** The batch is one unit: it is stored only if everything of it is still here. */
    private final BooleanSupplier owned;

    /** Whether the attempts of the whole batch are over. */
    private final boolean disposed;

    private final List<PlannedRange> planned;

    private final List<ConsumerLease> leases = new ArrayList<>();

    private List<StorableRange> storable = List.of();

    StreamBatchTask(
            StreamRuntime<K, V> stream,
            StreamBatchListener<K, V> listener,
            SideWork<K, V> workers,
            List<PlannedRange> planned) {
        this.stream = stream;
        this.listener = listener;
        this.workers = workers;
        this.disposed = isDisposedOf(planned);
        this.planned = new ArrayList<>(planned);
        if (!disposed) {
            // A batch that is made up of others than those that failed together is a new one.
            this.planned.replaceAll(range -> range.isDisposedOf() ? range.treated(Treatment.DELIVER) : range);
        }
        this.owned = stream.table().view().ownership(planned);
        this.timer = stream.ends().begin(planned);
    }

    void run() {
        LogContext context = LogContext.of(stream.name());
        try {
            CompletionStage<List<StoreOutcome>> outcome = readAndDeliver();
            stream.ends().completed(timer, planned, storable, outcome);
        } catch (Throwable failure) {
            stream.ends().failed(timer, planned, owned, failure);
        } finally {
            context.close();
        }
    }

    /** The readers are given back before the ranges end, because the next batch may begin then. */
    private @Nullable CompletionStage<List<StoreOutcome>> readAndDeliver() throws Exception {
        try {
            planned.replaceAll(this::read);
            planned.forEach(stream.table()::delivering);
            storable = planned.stream()
                    .filter(range -> !range.range().isEmpty())
                    .map(stream::storable)
                    .toList();
            return disposed
                    ? stream.storing().disposeAndStore(storable, this::dispose)
                    : stream.intercepted(planned, () -> stream.storing().deliverAndStore(storable, this::deliver));
        } finally {
            leases.forEach(ConsumerLease::close);
        }
    }

    private PlannedRange read(PlannedRange range) {
        if (range.records() != null) {
            return range;
        }
        OffsetRange bounds = range.range();
        if (bounds.isEmpty()) {
            return range.cutTo(RawRecords.none(bounds.untilOffset()));
        }
        ConsumerLease lease = stream.lease(range);
        leases.add(lease);
        return stream.take(lease, range);
    }

    private static boolean isDisposedOf(List<PlannedRange> batch) {
        return batch.stream().anyMatch(PlannedRange::isDisposedOf)
                && batch.stream()
                        .allMatch(range -> range.isDisposedOf() || range.range().isEmpty());
    }

    private void deliver() throws Exception {
        boolean delivers = stream.limits().planning().deliversEmpty();
        if (stream.isForListener(planned)) {
            try (AlignedBatch<K, V> batch = new AlignedBatch<>(stream.delivery(owned), planned, workers, delivers)) {
                listener.onBatch(batch);
            }
        }
        checkOwned();
    }

    private void dispose() throws InterruptedException {
        checkOwned();
        stream.disposer().dispose(planned);
        checkOwned();
    }

    private void checkOwned() {
        if (!owned.getAsBoolean()) {
            throw new BatchRevokedException(
                    new RangeAddress(stream.name(), planned.get(0).range()));
        }
    }
}
