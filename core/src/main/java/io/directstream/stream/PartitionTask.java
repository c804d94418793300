/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import io.directstream.BatchListener;
import io.directstream.BatchRevokedException;
import io.directstream.RangeAddress;
import io.directstream.consumer.ConsumerLease;
import io.directstream.consumer.RecordDeserializer;
import io.directstream.offset.StorableRange;
import io.directstream.offset.StoreOutcome;
import io.directstream.stream.StreamStatistics.Timer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Delivers one range, on a worker thread: records, listener, store. */
final class PartitionTask<K, V> {

    private final StreamRuntime<K, V> stream;

    private final BatchListener<K, V> listener;

    private final RecordDeserializer<K, V> deserializer;

    private final Timer timer;

    private final BooleanSupplier owned;

    private PlannedRange planned;

    private List<StorableRange> storable = List.of();

    PartitionTask(
            StreamRuntime<K, V> stream,
            BatchListener<K, V> listener,
            RecordDeserializer<K, V> deserializer,
            PlannedRange planned) {
        this.stream = stream;
        this.listener = listener;
        this.deserializer = deserializer;
        this.planned = planned;
        this.owned = stream.table().view().ownership(List.of(planned));
        this.timer = stream.ends().begin(List.of(planned));
    }

    void run() {
        LogContext context = LogContext.of(address());
        try {
            CompletionStage<List<StoreOutcome>> outcome = readAndDeliver();
            stream.ends().completed(timer, List.of(planned), storable, outcome);
        } catch (Throwable failure) {
            stream.ends().failed(timer, List.of(planned), owned, failure);
        } finally {
            context.close();
        }
    }

    /** The reader is given back before the range ends, because the next range of its partition may begin then. */
    private @Nullable CompletionStage<List<StoreOutcome>> readAndDeliver() throws Exception {
        try (ConsumerLease lease = leaseUnlessRead()) {
            if (lease != null) {
                planned = stream.take(lease, planned);
            }
            stream.table().delivering(planned);
            storable = List.of(stream.storable(planned));
            return planned.isDelivered()
                    ? stream.intercepted(
                            List.of(planned), () -> stream.storing().deliverAndStore(storable, this::deliver))
                    : stream.storing().disposeAndStore(storable, this::dispose);
        }
    }

    /** A range that was read before has its records in memory. */
    private @Nullable ConsumerLease leaseUnlessRead() {
        return planned.isToBeRead() ? stream.lease(planned) : null;
    }

    private void deliver() throws Exception {
        if (planned.recordCount() > 0) {
            try (RangeBatch<K, V> batch = new RangeBatch<>(stream.delivery(owned), planned, deserializer)) {
                listener.onBatch(batch);
            }
        }
        checkOwned();
    }

    private void dispose() throws InterruptedException {
        checkOwned();
        stream.disposer().dispose(List.of(planned));
        checkOwned();
    }

    private void checkOwned() {
        if (!owned.getAsBoolean()) {
            throw new BatchRevokedException(address());
        }
    }

    private RangeAddress address() {
        return new RangeAddress(stream.name(), planned.range());
    }
}
