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
import io.directstream.consumer.RecordDeserializer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** The batch of one delivery: raw records in memory, deserialized as the listener asks for them. */
final class RangeBatch<K, V> implements PartitionBatch<K, V>, AutoCloseable {

    private final Delivery delivery;

    private final PlannedRange planned;

    private final RawRecords raw;

    private final RecordDeserializer<K, V> deserializer;

    private volatile boolean closed;

    /** What was deserialized ahead, for whoever iterates first: each iteration hands out records of its own. */
    private @Nullable Deserialized<K, V> ahead;

    RangeBatch(Delivery delivery, PlannedRange planned, RecordDeserializer<K, V> deserializer) {
        this(delivery, planned, deserializer, null);
    }

    RangeBatch(
            Delivery delivery,
            PlannedRange planned,
            RecordDeserializer<K, V> deserializer,
            @Nullable Deserialized<K, V> ahead) {
        this.delivery = delivery;
        this.planned = planned;
        this.raw = Objects.requireNonNull(planned.records());
        this.deserializer = deserializer;
        this.ahead = ahead;
    }

    @Override
    public String stream() {
        return delivery.stream();
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
        Iterator<ConsumerRecord<K, V>> records = deserialized();
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
                return records.next();
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

    private Iterator<ConsumerRecord<K, V>> deserialized() {
        Deserialized<K, V> done = ahead;
        if (done != null) {
            ahead = null;
            return done.iterator();
        }
        return deserializer.deserialize(raw);
    }

    private void checkOpen() {
        if (closed) {
            throw new IllegalStateException(
                    "the batch " + address() + " is over: its listener returned; copy what is needed later");
        }
    }
}
