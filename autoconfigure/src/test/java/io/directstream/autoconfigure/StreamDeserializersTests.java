/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.directstream.consumer.Deserializers;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.LongDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.support.serializer.DeserializationException;
import org.springframework.kafka.support.serializer.ErrorHandlingDeserializer;

/** Where the deserializers of a stream come from. */
class StreamDeserializersTests {

    private final Map<String, Object> properties = new HashMap<>(Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            "localhost:1",
            ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
            StringDeserializer.class,
            ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
            Configured.class.getName(),
            "own.setting",
            "own value"));

    @Test
    void classesGiveEveryWorkerItsOwnConfiguredInstance() {
        Deserializers<Object, Object> deserializers = of(() -> null);

        assertThat(deserializers.key().get()).isInstanceOf(StringDeserializer.class);
        Deserializer<Object> value = deserializers.value().get();
        assertThat(value).isNotSameAs(deserializers.value().get()).isInstanceOf(Configured.class);
        assertThat(value.deserialize("orders", new byte[0])).isEqualTo("own value, isKey=false");
    }

    @Test
    void aSupplierGivesEveryWorkerItsOwnConfiguredInstance() {
        Deserializers<Object, Object> deserializers = of(Configured::new);

        Deserializer<Object> value = deserializers.value().get();
        assertThat(value).isNotSameAs(deserializers.value().get()).isInstanceOf(Configured.class);
        assertThat(value.deserialize("orders", new byte[0])).isEqualTo("own value, isKey=false");
    }

    @Test
    void oneInstanceIsConfiguredAndSharedButNeverClosed() {
        Configured instance = new Configured();
        Deserializers<Object, Object> deserializers = of(() -> instance);

        Deserializer<Object> value = deserializers.value().get();
        value.close();
        assertThat(value).isSameAs(deserializers.value().get());
        assertThat(value.deserialize("orders", new byte[0])).isEqualTo("own value, isKey=false");
        assertThat(instance.closed).isFalse();
    }

    @Test
    void whatAnErrorHandlingDeserializerNotesIsThrown() {
        properties.put(ErrorHandlingDeserializer.VALUE_DESERIALIZER_CLASS, LongDeserializer.class.getName());
        Deserializer<Object> value =
                of(() -> new ErrorHandlingDeserializer<>()).value().get();

        assertThat(value.deserialize("orders", new RecordHeaders(), new byte[8]))
                .isEqualTo(0L);
        assertThatThrownBy(() -> value.deserialize("orders", new RecordHeaders(), new byte[1]))
                .isInstanceOf(DeserializationException.class)
                .hasRootCauseInstanceOf(SerializationException.class);
    }

    @Test
    void aValueThatIsNullWithoutAFailureStaysNull() {
        properties.put(ErrorHandlingDeserializer.VALUE_DESERIALIZER_CLASS, Nothing.class.getName());
        Deserializer<Object> nothing =
                of(() -> new ErrorHandlingDeserializer<>()).value().get();
        assertThat(nothing.deserialize("orders", new RecordHeaders(), new byte[1]))
                .isNull();
    }

    @Test
    void aClassThatIsNoneIsRefusedWithItsKey() {
        properties.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, "no.such.Class");

        assertThatThrownBy(() -> of(() -> null).value().get())
                .isInstanceOf(InvalidConfigurationPropertyValueException.class)
                .hasMessageContainingAll("spring.kafka.consumer.value-deserializer", "no.such.Class");
    }

    private Deserializers<Object, Object> of(Supplier<Deserializer<Object>> value) {
        return StreamDeserializers.of(new DefaultKafkaConsumerFactory<>(properties, () -> null, value), properties);
    }

    public static class Configured implements Deserializer<Object> {

        private String setting = "not configured";

        private boolean closed;

        @Override
        public void configure(Map<String, ?> configs, boolean isKey) {
            setting = configs.get("own.setting") + ", isKey=" + isKey;
        }

        @Override
        public Object deserialize(String topic, byte[] data) {
            return setting;
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    public static class Nothing implements Deserializer<Object> {

        @Override
        public Object deserialize(String topic, byte[] data) {
            return null;
        }
    }
}
