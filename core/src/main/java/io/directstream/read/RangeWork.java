/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.read;

import io.directstream.consumer.Deserializers;
import io.directstream.consumer.RawRecords;
import io.directstream.consumer.RecordDeserializer;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** What one thread does with each range that it reads. */
interface RangeWork<R extends @Nullable Object> extends AutoCloseable {

    /** Reads one range, or as much of it as is needed. */
    R read(RangePull pull) throws Exception;

    /** Whether no more ranges are needed. */
    default boolean isDone() {
        return false;
    }

    @Override
    default void close() {}

    /** Calls a function with the records of each range. */
    record Applying<K, V, R extends @Nullable Object>(
            RangeFunction<K, V, R> function, RecordDeserializer<K, V> deserializer) implements RangeWork<R> {

        Applying(RangeFunction<K, V, R> function, Deserializers<K, V> deserializers) {
            this(function, new RecordDeserializer<>(deserializers));
        }

        @Override
        public R read(RangePull pull) throws Exception {
            try (PulledRecords<K, V> records = new PulledRecords<>(pull, deserializer)) {
                return function.apply(records);
            }
        }

        @Override
        public void close() {
            deserializer.close();
        }
    }

    /** Counts records without looking at them. */
    record Counting() implements RangeWork<Long> {

        @Override
        public Long read(RangePull pull) {
            long count = 0;
            for (RawRecords raw = pull.next(); raw != null; raw = pull.next()) {
                count += raw.records().size();
            }
            return count;
        }
    }

    /** Looks for any record. */
    final class Searching implements RangeWork<Boolean> {

        private boolean found;

        @Override
        public Boolean read(RangePull pull) {
            found = pull.next() != null;
            return found;
        }

        @Override
        public boolean isDone() {
            return found;
        }
    }

    /** Collects the first records. */
    final class Taking<K, V> implements RangeWork<List<ConsumerRecord<K, V>>> {

        private final RecordDeserializer<K, V> deserializer;

        private int wanted;

        Taking(int wanted, Deserializers<K, V> deserializers) {
            this.wanted = wanted;
            this.deserializer = new RecordDeserializer<>(deserializers);
        }

        @Override
        public List<ConsumerRecord<K, V>> read(RangePull pull) {
            List<ConsumerRecord<K, V>> taken = new ArrayList<>();
            try (PulledRecords<K, V> records = new PulledRecords<>(pull, deserializer)) {
                while (wanted > 0 && records.hasNext()) {
                    taken.add(records.next());
                    wanted--;
                }
            }
            return taken;
        }

        @Override
        public boolean isDone() {
            return wanted == 0;
        }

        @Override
        public void close() {
            deserializer.close();
        }
    }
}
