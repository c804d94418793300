/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import io.directstream.BatchRevokedException;
import io.directstream.RangeAddress;
import io.directstream.consumer.ConsumerLease;
import io.directstream.consumer.RawRecords;
import io.directstream.offset.OffsetStoreException;
import io.directstream.offset.StorableRange;
import io.directstream.offset.StoreOutcome;
import io.directstream.offset.TransactionalOffsetStore;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Delivers one range, on a worker thread: records, listener, store. */
final class PartitionTask<K, V> {

    private final StreamRuntime<K, V> stream;

    private final RecordDeserializer<K, V> deserializer;

    private final StreamStatistics.Timer timer;

    private final BooleanSupplier owned;

    private PlannedRange planned;

    PartitionTask(StreamRuntime<K, V> stream, RecordDeserializer<K, V> deserializer, PlannedRange planned) {
        this.stream = stream;
        this.deserializer = deserializer;
        this.planned = planned;
        this.owned = stream.table().view().ownership(planned.partition(), planned.epoch());
        this.timer = stream.statistics().begin(System.nanoTime());
    }

    void run() {
        try {
            completed(readAndDeliver());
        } catch (Throwable failure) {
            failed(failure);
        }
    }

    /** The reader is given back before the range ends, because the next range of its partition may begin then. */
    private CompletionStage<List<StoreOutcome>> readAndDeliver() throws Exception {
        try (ConsumerLease lease = leaseUnlessRead()) {
            if (lease != null) {
                RawRecords taken = lease.take(planned.range().untilOffset(), mostRecords(), mostBytes());
                planned = planned.cutTo(taken);
            }
            stream.table().delivering(planned);
            return deliverAndStore();
        }
    }

    /** A range that was read before has its records in memory. */
    private @Nullable ConsumerLease leaseUnlessRead() {
        if (planned.records() != null) {
            return null;
        }
        return stream.cache()
                .lease(planned.partition(), planned.range().fromOffset())
                .orElseThrow(() -> new IllegalStateException("the reader of " + planned.partition()
                        + " is leased by another task, though a partition runs one range at a time"));
    }

    private CompletionStage<List<StoreOutcome>> deliverAndStore() throws Exception {
        List<StorableRange> storable = List.of(storable());
        if (stream.store() instanceof TransactionalOffsetStore transactional) {
            return CompletableFuture.completedStage(transactional.storeWith(storable, this::deliver));
        }
        deliver();
        return stream.store().store(storable);
    }

    private void deliver() throws Exception {
        if (!records().records().isEmpty()) {
            RangeBatch<K, V> batch = new RangeBatch<>(stream.name(), planned, deserializer, owned);
            try {
                stream.listener().onBatch(batch);
            } finally {
                batch.close();
            }
        }
        if (!owned.getAsBoolean()) {
            throw new BatchRevokedException(address());
        }
    }

    private void completed(CompletionStage<List<StoreOutcome>> outcome) {
        records().giveBack(stream.budget());
        report(BatchOutcome.COMPLETED, null);
        stream.table().finished(planned);
        // What waits for the store's answer must not keep the records, which count against no budget any more.
        planned = planned.withoutRecords();
        outcome.whenComplete(this::stored);
    }

    /** The store's answer, which may come later and on another thread. */
    private void stored(@Nullable List<StoreOutcome> outcomes, @Nullable Throwable failure) {
        long until = planned.range().untilOffset();
        if (failure != null || outcomes == null) {
            stream.failures().notStored(planned, null, failure);
        } else if (outcomes.size() != 1) {
            stream.failures()
                    .notStored(
                            planned,
                            null,
                            new IllegalStateException("offset store '%s' answered %d outcomes for one range"
                                    .formatted(stream.store().name(), outcomes.size())));
        } else if (outcomes.get(0) == StoreOutcome.STORED) {
            stream.table().acknowledged(planned.partition(), planned.epoch(), until);
        } else {
            stream.failures().notStored(planned, outcomes.get(0), null);
        }
    }

    private void failed(Throwable failure) {
        if (!owned.getAsBoolean()) {
            giveBack();
            report(BatchOutcome.FENCED, null);
            stream.table().abandoned(planned);
            return;
        }
        boolean listenerFailed = planned.records() != null && !(failure instanceof OffsetStoreException);
        if (listenerFailed) {
            report(BatchOutcome.FAILED, failure);
            stream.failures().listenerFailed(planned, failure);
        } else {
            stream.failures().outage(planned, failure);
        }
        if (failure instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
    }

    private void report(BatchOutcome outcome, @Nullable Throwable failure) {
        stream.observer()
                .batchFinished(stream.statistics().finish(timer, stream.name(), List.of(planned), outcome, failure));
    }

    private StorableRange storable() {
        RawRecords raw = records();
        Long timestamp = raw.records().isEmpty()
                ? null
                : raw.records().get(raw.records().size() - 1).timestamp();
        return new StorableRange(
                StorableRange.Kind.RANGE,
                planned.range(),
                planned.epoch(),
                null,
                raw.leaderEpoch(),
                timestamp,
                raw.records().size(),
                planned.attempt(),
                stream.table().view().shape(planned.partition()).orElse(null));
    }

    private int mostRecords() {
        return planned.fixed() ? Integer.MAX_VALUE : stream.options().batch().maxRecords();
    }

    private long mostBytes() {
        return planned.fixed() ? Long.MAX_VALUE : stream.mostBatchBytes();
    }

    private RawRecords records() {
        return Objects.requireNonNull(planned.records(), "the range's records were not taken yet");
    }

    private void giveBack() {
        if (planned.records() != null) {
            planned.records().giveBack(stream.budget());
        }
    }

    private RangeAddress address() {
        return new RangeAddress(stream.name(), planned.range());
    }
}
