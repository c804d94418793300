/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.read;

import io.directstream.OffsetRange;
import io.directstream.consumer.RawRecords;
import io.directstream.consumer.RecordDeserializer;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The records of one range, of which one fetch is in memory at a time. */
final class PulledRecords<K, V> implements RangeRecords<K, V>, Iterator<ConsumerRecord<K, V>>, AutoCloseable {

    private final RangePull pull;

    private final RecordDeserializer<K, V> deserializer;

    /** What was fetched last, and how much of it was handed out. */
    private List<ConsumerRecord<byte[], byte[]>> fetched = List.of();

    private int handedOut;

    private boolean iterated;

    private volatile boolean closed;

    PulledRecords(RangePull pull, RecordDeserializer<K, V> deserializer) {
        this.pull = pull;
        this.deserializer = deserializer;
    }

    @Override
    public OffsetRange offsetRange() {
        return pull.range();
    }

    @Override
    public Iterator<ConsumerRecord<K, V>> iterator() {
        if (iterated) {
            throw new IllegalStateException(
                    "the records of " + pull.range()
                            + " are fetched as they are asked for and can be iterated once; read the range again, or keep what is needed");
        }
        iterated = true;
        return this;
    }

    @Override
    public boolean hasNext() {
        return handedOut < fetched.size() || fetch();
    }

    @Override
    public ConsumerRecord<K, V> next() {
        checkOpen();
        pull.checkGoing();
        if (!hasNext()) {
            throw new NoSuchElementException("all records of " + pull.range() + " were read");
        }
        return deserializer.deserialize(fetched.get(handedOut++));
    }

    @Override
    public void close() {
        closed = true;
    }

    private boolean fetch() {
        checkOpen();
        // What was handed out need not be in memory while more is fetched.
        fetched = List.of();
        handedOut = 0;
        RawRecords more = pull.next();
        if (more == null) {
            return false;
        }
        fetched = more.records();
        return true;
    }

    private void checkOpen() {
        if (closed) {
            throw new IllegalStateException("the records of " + pull.range()
                    + " are not there any more: their function returned; copy what is needed later");
        }
    }
}
