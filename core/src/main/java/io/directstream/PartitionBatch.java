/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream;

import java.util.Iterator;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * One offset range and its records, in offset order.
 *
 * <p>Records are deserialized as they are iterated, so that an early return costs nothing for the rest; returning early
 * finishes the whole range. The raw records stay in memory until the range is stored: iterating twice, or a further
 * attempt at the same range, reads them again without asking Kafka and hands out fresh headers each time.
 *
 * <p>A batch belongs to the thread and the call it was given to. Used after its listener returned, it throws
 * {@link IllegalStateException}.
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
public interface PartitionBatch<K, V> extends HasOffsetRanges, Iterable<ConsumerRecord<K, V>> {

    /** The name of the stream that delivers this batch. */
    String stream();

    /** The range whose records these are. */
    OffsetRange offsetRange();

    /** The range's address, for logs and for output rows. */
    default RangeAddress address() {
        return new RangeAddress(stream(), offsetRange());
    }

    @Override
    default List<OffsetRange> offsetRanges() {
        return List.of(offsetRange());
    }

    /** The number of records, at most the number of offsets of the range. */
    int recordCount();

    /**
     * Deserializes one record after the other.
     *
     * @throws RuntimeException from {@code next()} if a record cannot be deserialized; its message names the record's
     *     offset
     * @throws BatchRevokedException from {@code next()} once {@link #isRevoked()}
     */
    @Override
    Iterator<ConsumerRecord<K, V>> iterator();

    /** All records, deserialized at once; throws as the iterator does. */
    List<ConsumerRecord<K, V>> records();

    /** Which attempt at this range this is, from 1. */
    int attempt();

    /**
     * Whether this instance lost the partition, or is about to stop, while the listener runs. What the listener still
     * does for this range will be done again by the partition's next owner, so a long listener should look at it now and
     * then and return or throw.
     */
    boolean isRevoked();

    /** Whether the range is being run again on an operator's order, outside the stream's own progress. */
    boolean isReplay();
}
