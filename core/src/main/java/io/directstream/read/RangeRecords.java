/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.read;

import io.directstream.HasOffsetRanges;
import io.directstream.OffsetRange;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The records of one range, in order, fetched and deserialized as they are asked for: can be iterated once, by the thread
 * that was given them and until its function returns.
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
public interface RangeRecords<K, V> extends HasOffsetRanges, Iterable<ConsumerRecord<K, V>> {

    /** The range whose records these are. */
    OffsetRange offsetRange();

    @Override
    default List<OffsetRange> offsetRanges() {
        return List.of(offsetRange());
    }

    /**
     * Reads one record after the other.
     *
     * @throws IllegalStateException if it was called before, or the function has returned
     * @throws RangeReadException from {@code hasNext()} and {@code next()} if the records cannot be read, or the read ends
     *     early
     * @throws RuntimeException from {@code next()} if a record cannot be deserialized; its message names the record's
     *     offset
     */
    @Override
    Iterator<ConsumerRecord<K, V>> iterator();

    /** The same records as a sequential stream; throws as the iterator does. */
    default Stream<ConsumerRecord<K, V>> stream() {
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(iterator(), Spliterator.ORDERED | Spliterator.NONNULL), false);
    }
}
