/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.consumer;

import java.nio.ByteBuffer;
import java.util.Iterator;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordDeserializationException;
import org.apache.kafka.common.errors.RecordDeserializationException.DeserializationExceptionOrigin;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** Turns fetched bytes into keys and values, on one worker thread. */
public final class RecordDeserializer<K, V> implements AutoCloseable {

    private final Deserializer<K> keys;

    private final Deserializer<V> values;

    /** Keys and values stay the bytes that were fetched. */
    private final boolean keepsBytes;

    /** Makes its deserializers. */
    public RecordDeserializer(Deserializers<K, V> deserializers) {
        this.keys = deserializers.key().get();
        this.values = deserializers.value().get();
        this.keepsBytes = isIdentity(keys) && isIdentity(values);
    }

    /**
     * The records of a range, each deserialized when it is asked for. Every iteration has records and headers of its own,
     * so that what a listener or a deserializer does to them is gone at the next attempt.
     *
     * <p>{@link Iterator#next()} throws {@link RecordDeserializationException} if the key or the value of the next record
     * cannot be deserialized; its message names the offset.
     */
    public Iterator<ConsumerRecord<K, V>> deserialize(RawRecords range) {
        Iterator<ConsumerRecord<byte[], byte[]>> records = range.records().iterator();
        return new Iterator<>() {

            private int index;

            @Override
            public boolean hasNext() {
                return records.hasNext();
            }

            @Override
            public ConsumerRecord<K, V> next() {
                return deserialize(records.next(), range, index++);
            }
        };
    }

    /**
     * A record that is handed out once, so that it and its headers need no copy.
     *
     * @throws RecordDeserializationException if its key or value cannot be deserialized; the message names the offset
     */
    public ConsumerRecord<K, V> deserialize(ConsumerRecord<byte[], byte[]> raw) {
        return keepsBytes ? asItIs(raw) : deserialize(raw, raw.headers());
    }

    private ConsumerRecord<K, V> deserialize(ConsumerRecord<byte[], byte[]> raw, RawRecords range, int index) {
        if (range.handOut(raw, index)) {
            return deserialize(raw);
        }
        return deserialize(raw, range.wasHandedOut(index) ? new RecordHeaders() : new RecordHeaders(raw.headers()));
    }

    private ConsumerRecord<K, V> deserialize(ConsumerRecord<byte[], byte[]> raw, Headers headers) {
        K key = deserialize(raw, headers, keys, raw.key(), DeserializationExceptionOrigin.KEY);
        V value = deserialize(raw, headers, values, raw.value(), DeserializationExceptionOrigin.VALUE);
        return new ConsumerRecord<>(
                raw.topic(),
                raw.partition(),
                raw.offset(),
                raw.timestamp(),
                raw.timestampType(),
                raw.serializedKeySize(),
                raw.serializedValueSize(),
                key,
                value,
                headers,
                raw.leaderEpoch());
    }

    @SuppressWarnings("unchecked")
    private ConsumerRecord<K, V> asItIs(ConsumerRecord<byte[], byte[]> raw) {
        return (ConsumerRecord<K, V>) raw;
    }

    private static boolean isIdentity(Deserializer<?> deserializer) {
        return deserializer.getClass() == ByteArrayDeserializer.class;
    }

    @Override
    public void close() {
        keys.close();
        values.close();
    }

    // A null key or value is a fact about the record (a tombstone for example), which Kafka's own consumer passes on
    // too.
    @SuppressWarnings("NullAway")
    private static <T> T deserialize(
            ConsumerRecord<byte[], byte[]> raw,
            Headers headers,
            Deserializer<T> deserializer,
            byte @Nullable [] bytes,
            DeserializationExceptionOrigin origin) {
        if (bytes == null) {
            return null;
        }
        try {
            return deserializer.deserialize(raw.topic(), headers, bytes);
        } catch (RuntimeException failure) {
            throw new RecordDeserializationException(
                    origin,
                    new TopicPartition(raw.topic(), raw.partition()),
                    raw.offset(),
                    raw.timestamp(),
                    raw.timestampType(),
                    wrap(raw.key()),
                    wrap(raw.value()),
                    raw.headers(),
                    "the %s of %s-%d@%d cannot be deserialized by %s: %s"
                            .formatted(
                                    origin == DeserializationExceptionOrigin.KEY ? "key" : "value",
                                    raw.topic(),
                                    raw.partition(),
                                    raw.offset(),
                                    deserializer.getClass().getName(),
                                    failure.getClass().getName()),
                    failure);
        }
    }

    @SuppressWarnings("NullAway")
    private static ByteBuffer wrap(byte @Nullable [] bytes) {
        return bytes == null ? null : ByteBuffer.wrap(bytes);
    }
}
