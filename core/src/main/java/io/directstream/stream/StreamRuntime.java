/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import io.directstream.consumer.ConsumerLease;
import io.directstream.consumer.RawRecords;
import io.directstream.offset.OffsetStore;
import io.directstream.offset.StorableRange;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * What a task works with.
 *
 * @param options the stream's settings
 * @param purpose why it delivers
 * @param limits how much a batch may hold
 * @param reading the assigned partitions and their readers
 * @param store where finished ranges go
 * @param storing how the listener's run and the store belong together
 * @param ends what comes after the listener
 * @param statistics counts deliveries
 * @param disposer what is done when attempts are over
 * @param interceptor surrounds the listener's calls
 */
record StreamRuntime<K, V>(
        StreamOptions options,
        Purpose purpose,
        BatchLimits limits,
        Reading reading,
        OffsetStore store,
        Storing storing,
        RangeEnds ends,
        StreamStatistics statistics,
        Disposer disposer,
        DeliveryInterceptor interceptor)
        implements AutoCloseable {

    String name() {
        return options.name();
    }

    /** The stream's group; null if it reads given ranges, for which it joins none. */
    @Nullable
    String groupId() {
        return purpose == Purpose.FOLLOW ? options.groupId() : null;
    }

    /** Gives back what holds on to files, databases and brokers besides the reading. */
    @Override
    public void close() {
        disposer.close();
        store.close();
    }

    /** What the batches of one call of the listener share. */
    Delivery delivery(BooleanSupplier owned) {
        return new Delivery(name(), purpose, owned, interceptor);
    }

    /** Whether a batch of these ranges, whose records are here, goes to the listener: usually not if it has no records. */
    boolean isForListener(List<PlannedRange> batch) {
        return limits.planning().deliversEmpty() || batch.stream().anyMatch(range -> range.recordCount() > 0);
    }

    /** Makes a delivery, with what surrounds it if the listener takes part. */
    <T> T intercepted(List<PlannedRange> batch, Callable<T> delivery) throws Exception {
        if (interceptor == DeliveryInterceptor.NONE || !isForListener(batch)) {
            return delivery.call();
        }
        return interceptor.around(attempt(batch), delivery);
    }

    private DeliveryAttempt attempt(List<PlannedRange> batch) {
        return new DeliveryAttempt(
                name(),
                groupId(),
                batch.stream()
                        .map(planned -> new DeliveredRange(planned.range(), planned.recordCount()))
                        .toList(),
                batch.get(0).attempt(),
                purpose == Purpose.REPLAY,
                () -> batch.stream().flatMap(PlannedRange::headers));
    }

    PartitionTable table() {
        return reading.table();
    }

    /** The reader of a range that is to be read, standing at its first offset. */
    ConsumerLease lease(PlannedRange planned) {
        TopicPartition partition = planned.partition();
        return reading.cache()
                .lease(partition, planned.range().fromOffset())
                .orElseThrow(() -> new IllegalStateException("the reader of " + partition
                        + " is leased by another task, though a partition runs one range at a time"));
    }

    /**
     * Takes the records of a range out of its reader. A range that was not delivered before is cut to what is there and to
     * the limits, and is fixed then.
     *
     * @throws IllegalStateException if not all records of a fixed range are there
     */
    PlannedRange take(ConsumerLease lease, PlannedRange planned) {
        long until = planned.range().untilOffset();
        if (!planned.fixed()) {
            long mostBytes = limits.bytesOf(table().view().count());
            return planned.cutTo(lease.take(until, limits.maxRecords(), mostBytes));
        }
        RawRecords taken = lease.take(until, Integer.MAX_VALUE, Long.MAX_VALUE);
        if (taken.until() != until) {
            taken.giveBack(reading.budget());
            throw new IllegalStateException("the reader of " + planned.range() + " went only up to " + taken.until()
                    + ", though the range was delivered before; it is read again");
        }
        return planned.cutTo(taken);
    }

    /** What the store is given of a range whose records are here. */
    StorableRange storable(PlannedRange planned) {
        UnstoredRange finished = UnstoredRange.of(planned);
        Origin origin = table().view().origin(planned.partition());
        return new StorableRange(
                StorableRange.Kind.RANGE,
                planned.range(),
                planned.epoch(),
                origin.topicId(),
                finished.leaderEpoch(),
                finished.lastTimestamp(),
                finished.records(),
                planned.attempt(),
                origin.shape(),
                null);
    }
}
