/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import io.directstream.BatchRevokedException;
import io.directstream.OffsetRange;
import io.directstream.PartitionBatch;
import io.directstream.consumer.RawRecords;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The batch of one delivery: raw records in memory, deserialized as the listener asks for them. */
final class RangeBatch<K, V> implements PartitionBatch<K, V> {

    private final String stream;

    private final PlannedRange planned;

    private final RawRecords raw;

    private final RecordDeserializer<K, V> deserializer;

    private final BooleanSupplier owned;

    private volatile boolean closed;

    RangeBatch(String stream, PlannedRange planned, RecordDeserializer<K, V> deserializer, BooleanSupplier owned) {
        this.stream = stream;
        this.planned = planned;
        this.raw = Objects.requireNonNull(planned.records());
        this.deserializer = deserializer;
        this.owned = owned;
    }

    @Override
    public String stream() {
        return stream;
    }

    @Override
    public OffsetRange offsetRange() {
        return planned.range();
    }

    @Override
    public int recordCount() {
        return raw.records().size();
    }

    @Override
    public Iterator<ConsumerRecord<K, V>> iterator() {
        checkOpen();
        Iterator<ConsumerRecord<byte[], byte[]>> records = raw.records().iterator();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return records.hasNext();
            }

            @Override
            public ConsumerRecord<K, V> next() {
                checkOpen();
                if (isRevoked()) {
                    throw new BatchRevokedException(address());
                }
                return deserializer.deserialize(records.next());
            }
        };
    }

    @Override
    public List<ConsumerRecord<K, V>> records() {
        List<ConsumerRecord<K, V>> all = new ArrayList<>(recordCount());
        forEach(all::add);
        return all;
    }

    @Override
    public int attempt() {
        return planned.attempt();
    }

    @Override
    public boolean isRevoked() {
        return !owned.getAsBoolean();
    }

    @Override
    public boolean isReplay() {
        return false;
    }

    void close() {
        closed = true;
    }

    private void checkOpen() {
        if (closed) {
            throw new IllegalStateException(
                    "the batch " + address() + " is over: its listener returned; copy what is needed later");
        }
    }
}
