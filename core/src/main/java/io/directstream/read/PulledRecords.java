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
import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The records of one range, of which one fetch is in memory at a time. */
final class PulledRecords<K, V> implements RangeRecords<K, V>, Iterator<ConsumerRecord<K, V>>, AutoCloseable {

    private final RangePull pull;

    private final RecordDeserializer<K, V> deserializer;

    private Iterator<ConsumerRecord<K, V>> fetched = Collections.emptyIterator();

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
        return fetched.hasNext() || fetch();
    }

    @Override
    public ConsumerRecord<K, V> next() {
        checkOpen();
        pull.checkGoing();
        if (!hasNext()) {
            throw new NoSuchElementException("all records of " + pull.range() + " were read");
        }
        return fetched.next();
    }

    @Override
    public void close() {
        closed = true;
    }

    private boolean fetch() {
        checkOpen();
        // What was handed out need not be in memory while more is fetched.
        fetched = Collections.emptyIterator();
        RawRecords raw = pull.next();
        if (raw == null) {
            return false;
        }
        fetched = deserializer.deserialize(raw);
        return true;
    }

    private void checkOpen() {
        if (closed) {
            throw new IllegalStateException("the records of " + pull.range()
                    + " are not there any more: their function returned; copy what is needed later");
        }
    }
}
