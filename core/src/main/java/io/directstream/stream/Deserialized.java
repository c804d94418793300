/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Records that were deserialized before somebody asked for them, up to the first that could not be. */
final class Deserialized<K, V> {

    private final List<ConsumerRecord<K, V>> records;

    private @Nullable Throwable failure;

    Deserialized(int size) {
        this.records = new ArrayList<>(size);
    }

    void add(ConsumerRecord<K, V> next) {
        records.add(next);
    }

    void fail(Throwable cause) {
        failure = cause;
    }

    /** The records, and then the failure in the place of the one that could not be deserialized. */
    Iterator<ConsumerRecord<K, V>> iterator() {
        Iterator<ConsumerRecord<K, V>> good = records.iterator();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return good.hasNext() || failure != null;
            }

            @Override
            public ConsumerRecord<K, V> next() {
                if (good.hasNext()) {
                    return good.next();
                }
                if (failure instanceof Error error) {
                    throw error;
                }
                if (failure instanceof RuntimeException cause) {
                    throw cause;
                }
                throw new NoSuchElementException();
            }
        };
    }
}
