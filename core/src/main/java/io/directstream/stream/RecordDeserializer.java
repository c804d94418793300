/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import java.nio.ByteBuffer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordDeserializationException;
import org.apache.kafka.common.errors.RecordDeserializationException.DeserializationExceptionOrigin;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Turns fetched bytes into keys and values, on one worker thread. Each record gets headers of its own, so that what a
 * listener or a deserializer does to them is gone at the next attempt.
 */
final class RecordDeserializer<K, V> implements AutoCloseable {

    private final Deserializer<K> keys;

    private final Deserializer<V> values;

    RecordDeserializer(Deserializers<K, V> deserializers) {
        this.keys = deserializers.key().get();
        this.values = deserializers.value().get();
    }

    /**
     * Deserializes one record.
     *
     * @throws RecordDeserializationException if its key or its value cannot be deserialized; its message names the offset
     */
    ConsumerRecord<K, V> deserialize(ConsumerRecord<byte[], byte[]> raw) {
        Headers headers = copy(raw.headers());
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

    private static Headers copy(Headers headers) {
        return headers.iterator().hasNext() ? new RecordHeaders(headers) : new RecordHeaders();
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
