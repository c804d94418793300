/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.autoconfigure;

import java.nio.ByteBuffer;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;
import org.springframework.core.log.LogAccessor;
import org.springframework.kafka.support.KafkaUtils;
import org.springframework.kafka.support.serializer.DeserializationException;
import org.springframework.kafka.support.serializer.ErrorHandlingDeserializer;
import org.springframework.kafka.support.serializer.SerializationUtils;

/**
 * Throws what an {@link ErrorHandlingDeserializer} notes in a header, so that no listener takes the record for one without
 * a value, and the failure policy knows which one it is.
 */
final class ThrowingDeserializer implements Deserializer<Object> {

    private static final LogAccessor LOG = new LogAccessor(ThrowingDeserializer.class);

    private final Deserializer<Object> deserializer;

    private final String header;

    private ThrowingDeserializer(Deserializer<Object> deserializer, boolean isKey) {
        this.deserializer = deserializer;
        this.header =
                isKey ? KafkaUtils.KEY_DESERIALIZER_EXCEPTION_HEADER : KafkaUtils.VALUE_DESERIALIZER_EXCEPTION_HEADER;
    }

    /** The deserializer, which throws its failures. */
    static Deserializer<Object> of(Deserializer<Object> deserializer, boolean isKey) {
        return deserializer instanceof ErrorHandlingDeserializer<?>
                ? new ThrowingDeserializer(deserializer, isKey)
                : deserializer;
    }

    @Override
    public @Nullable Object deserialize(String topic, byte @Nullable [] data) {
        return deserializer.deserialize(topic, data);
    }

    @Override
    public @Nullable Object deserialize(String topic, Headers headers, byte @Nullable [] data) {
        return orThrow(headers, deserializer.deserialize(topic, headers, data));
    }

    @Override
    public @Nullable Object deserialize(String topic, Headers headers, @Nullable ByteBuffer data) {
        return orThrow(headers, deserializer.deserialize(topic, headers, data));
    }

    @Override
    public void close() {
        deserializer.close();
    }

    private @Nullable Object orThrow(Headers headers, @Nullable Object result) {
        Header note = result == null ? headers.lastHeader(header) : null;
        DeserializationException failure =
                note == null ? null : SerializationUtils.byteArrayToDeserializationException(LOG, note);
        if (failure != null) {
            throw failure;
        }
        return result;
    }
}
