/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import static io.directstream.stream.Ranges.P0;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;

import io.directstream.testing.FetchedRecords;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.RecordDeserializationException;
import org.apache.kafka.common.errors.RecordDeserializationException.DeserializationExceptionOrigin;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.IntegerDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;

class RecordDeserializerTests {

    private static final byte[] FORTY_TWO = {0, 0, 0, 42};

    @Test
    void keepsAllThatKafkaTellsOfARecord() {
        ConsumerRecord<byte[], byte[]> raw = raw(FORTY_TWO, new byte[] {'o', 'k'});

        ConsumerRecord<Integer, String> record =
                deserializer(new StringDeserializer()).deserialize(raw);

        assertThat(record.key()).isEqualTo(42);
        assertThat(record.value()).isEqualTo("ok");
        assertThat(record)
                .usingRecursiveComparison()
                .ignoringFields("key", "value")
                .isEqualTo(raw);
    }

    @Test
    void passesATombstoneOnWithoutAskingTheDeserializer() {
        @SuppressWarnings("unchecked")
        Deserializer<String> values = mock(Deserializer.class);

        ConsumerRecord<Integer, String> record = deserializer(values).deserialize(raw(null, null));

        assertThat(record.key()).isNull();
        assertThat(record.value()).isNull();
        then(values).should(never()).deserialize("orders", new RecordHeaders(), (byte[]) null);
    }

    @Test
    void whatADeserializerDoesToTheHeadersStaysWithItsRecord() {
        ConsumerRecord<byte[], byte[]> raw = raw(FORTY_TWO, new byte[] {'o', 'k'});
        Deserializer<String> removing = new StringDeserializer() {
            @Override
            public String deserialize(String topic, Headers headers, byte[] data) {
                headers.remove("type");
                return super.deserialize(topic, data);
            }
        };

        ConsumerRecord<Integer, String> record = deserializer(removing).deserialize(raw);

        assertThat(record.headers()).isEmpty();
        assertThat(raw.headers()).hasSize(1);
    }

    @Test
    void aKeyThatCannotBeDeserializedIsNamed() {
        ConsumerRecord<byte[], byte[]> raw = raw(new byte[] {1}, new byte[] {'o', 'k'});

        assertThatExceptionOfType(RecordDeserializationException.class)
                .isThrownBy(() -> deserializer(new StringDeserializer()).deserialize(raw))
                .withMessage("the key of orders-0@7 cannot be deserialized by "
                        + IntegerDeserializer.class.getName() + ": "
                        + "org.apache.kafka.common.errors.SerializationException")
                .satisfies(failure -> {
                    assertThat(failure.origin()).isEqualTo(DeserializationExceptionOrigin.KEY);
                    assertThat(failure.topicPartition()).isEqualTo(P0);
                    assertThat(failure.offset()).isEqualTo(7);
                    assertThat(failure.keyBuffer().remaining()).isEqualTo(1);
                    assertThat(failure.valueBuffer().remaining()).isEqualTo(2);
                });
    }

    @Test
    void makesAPairOfItsOwnAndClosesIt() {
        @SuppressWarnings("unchecked")
        Deserializer<String> values = mock(Deserializer.class);

        deserializer(values).close();

        then(values).should().close();
    }

    private static RecordDeserializer<Integer, String> deserializer(Deserializer<String> values) {
        return new RecordDeserializer<>(new Deserializers<>(IntegerDeserializer::new, () -> values));
    }

    private static ConsumerRecord<byte[], byte[]> raw(byte[] key, byte[] value) {
        return new ConsumerRecord<>(
                "orders",
                0,
                7,
                FetchedRecords.timestamp(7),
                TimestampType.LOG_APPEND_TIME,
                key == null ? -1 : key.length,
                value == null ? -1 : value.length,
                key,
                value,
                new RecordHeaders().add("type", new byte[] {1}),
                Optional.of(3));
    }
}
