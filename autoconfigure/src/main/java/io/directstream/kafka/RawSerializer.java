/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.kafka;

import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeanUtils;
import org.springframework.util.ClassUtils;

/** Sends {@link Raw} bytes as they are and leaves everything else to another serializer. */
final class RawSerializer implements Serializer<Object> {

    private final Serializer<Object> others;

    RawSerializer(Serializer<Object> others) {
        this.others = others;
    }

    /**
     * Serializers that are made as a producer would make them.
     *
     * @param supplier makes them; it may leave that to the properties
     * @param property which property names their class
     * @param configures whether the producer's factory configures what it is given
     */
    static Supplier<@Nullable Serializer<Object>> around(
            @Nullable Supplier<@Nullable Serializer<Object>> supplier,
            Map<String, Object> properties,
            String property,
            boolean isKey,
            boolean configures) {
        return () -> {
            Serializer<Object> given = supplier == null ? null : supplier.get();
            if (given != null) {
                return new RawSerializer(given);
            }
            Object named = properties.get(property);
            if (named == null) {
                // The producer says what it misses.
                return null;
            }
            Serializer<Object> made = make(named);
            if (!configures) {
                made.configure(properties, isKey);
            }
            return new RawSerializer(made);
        };
    }

    @SuppressWarnings("unchecked") // the application says that it takes what it sends
    private static Serializer<Object> make(Object named) {
        Class<?> type = named instanceof Class<?> loaded
                ? loaded
                : ClassUtils.resolveClassName(String.valueOf(named).strip(), null);
        return (Serializer<Object>) BeanUtils.instantiateClass(type);
    }

    @Override
    public void configure(Map<String, ?> properties, boolean isKey) {
        others.configure(properties, isKey);
    }

    @Override
    @SuppressWarnings("NullAway") // a record without a key or value is one
    public byte[] serialize(String topic, Object data) {
        return data instanceof Raw raw ? raw.bytes() : others.serialize(topic, data);
    }

    @Override
    @SuppressWarnings("NullAway") // the same
    public byte[] serialize(String topic, Headers headers, Object data) {
        return data instanceof Raw raw ? raw.bytes() : others.serialize(topic, headers, data);
    }

    @Override
    public void close() {
        others.close();
    }
}
