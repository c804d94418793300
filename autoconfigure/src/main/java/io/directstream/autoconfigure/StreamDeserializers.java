/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.autoconfigure;

import io.directstream.consumer.Deserializers;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.BeanUtils;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.util.ClassUtils;

/**
 * Makes the deserializers of a stream as the consumer factory would make those of a consumer: instances it was given, or
 * the classes its properties name.
 */
final class StreamDeserializers {

    private static final Logger LOG = LoggerFactory.getLogger(StreamDeserializers.class);

    private final Map<String, Object> properties;

    private StreamDeserializers(Map<String, Object> properties) {
        this.properties = properties;
    }

    static Deserializers<Object, Object> of(ConsumerFactory<?, ?> factory, Map<String, Object> properties) {
        StreamDeserializers deserializers = new StreamDeserializers(properties);
        return new Deserializers<>(
                deserializers.supplier(factory::getKeyDeserializer, true),
                deserializers.supplier(factory::getValueDeserializer, false));
    }

    private Supplier<Deserializer<Object>> supplier(Supplier<@Nullable Deserializer<?>> given, boolean isKey) {
        Deserializer<?> first = given.get();
        if (first == null) {
            return new Named(nameOfNamed(isKey), () -> configured(instantiate(isKey), isKey));
        }
        String name = first.getClass().getSimpleName();
        if (first != given.get()) {
            return new Named(name, () -> configured(given.get(), isKey));
        }
        LOG.warn(
                "The consumer factory holds one {} instance for all consumers; the workers of a stream take turns at it. "
                        + "Give the factory a supplier, or name the class in spring.kafka.consumer, for one per worker",
                name);
        Deserializer<Object> shared = new SharedDeserializer(configured(first, isKey));
        return new Named(name, () -> shared);
    }

    private Deserializer<?> instantiate(boolean isKey) {
        String property = property(isKey);
        Object named = properties.get(property);
        try {
            Class<?> type = named instanceof Class<?> loaded
                    ? loaded
                    : ClassUtils.forName(String.valueOf(named), getClass().getClassLoader());
            return (Deserializer<?>) BeanUtils.instantiateClass(type);
        } catch (Exception | LinkageError ex) {
            throw refused(property, named, "no deserializer can be made of it: " + ex.getMessage(), ex);
        }
    }

    private String nameOfNamed(boolean isKey) {
        Object named = properties.get(property(isKey));
        return named instanceof Class<?> loaded
                ? loaded.getSimpleName()
                : ClassUtils.getShortName(String.valueOf(named));
    }

    private static String property(boolean isKey) {
        return isKey ? ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG : ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG;
    }

    @SuppressWarnings("unchecked")
    private Deserializer<Object> configured(@Nullable Deserializer<?> deserializer, boolean isKey) {
        if (deserializer == null) {
            throw new IllegalStateException("the consumer factory's supplier of deserializers returned null");
        }
        deserializer.configure(properties, isKey);
        return ThrowingDeserializer.of((Deserializer<Object>) deserializer, isKey);
    }

    private static InvalidConfigurationPropertyValueException refused(
            String property, @Nullable Object value, String reason, Throwable cause) {
        String key = "spring.kafka.consumer." + property.replace('.', '-');
        return new InvalidConfigurationPropertyValueException(key, value, reason, cause);
    }

    /** A supplier that says what it makes, for the log. */
    private record Named(String name, Supplier<Deserializer<Object>> maker) implements Supplier<Deserializer<Object>> {

        @Override
        public Deserializer<Object> get() {
            return maker.get();
        }

        @Override
        public String toString() {
            return name;
        }
    }
}
