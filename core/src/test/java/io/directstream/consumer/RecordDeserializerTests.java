/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;

import io.directstream.testing.FetchedRecords;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordDeserializationException;
import org.apache.kafka.common.errors.RecordDeserializationException.DeserializationExceptionOrigin;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.IntegerDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;

class RecordDeserializerTests {

    private static final TopicPartition P0 = new TopicPartition("orders", 0);

    private static final byte[] FORTY_TWO = {0, 0, 0, 42};

    @Test
    void keepsAllThatKafkaTellsOfARecord() {
        ConsumerRecord<byte[], byte[]> raw = raw(FORTY_TWO, new byte[] {'o', 'k'});

        ConsumerRecord<Integer, String> record = read(deserializer(new StringDeserializer()), raw);

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

        ConsumerRecord<Integer, String> record = read(deserializer(values), raw(null, null));

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

        ConsumerRecord<Integer, String> record = read(deserializer(removing), raw);

        assertThat(record.headers()).isEmpty();
        assertThat(raw.headers()).hasSize(1);
    }

    @Test
    void aKeyThatCannotBeDeserializedIsNamed() {
        ConsumerRecord<byte[], byte[]> raw = raw(new byte[] {1}, new byte[] {'o', 'k'});

        assertThatExceptionOfType(RecordDeserializationException.class)
                .isThrownBy(() -> read(deserializer(new StringDeserializer()), raw))
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
    void bytesThatStayBytesAreHandedOutAsTheyWereFetchedOnce() {
        ConsumerRecord<byte[], byte[]> fetched = FetchedRecords.record(P0, 7);
        RawRecords range = FetchedRecords.raw(List.of(fetched), 8);

        ConsumerRecord<byte[], byte[]> first = bytes().deserialize(range).next();
        first.headers().add("seen", new byte[] {1});
        ConsumerRecord<byte[], byte[]> second = bytes().deserialize(range).next();

        assertThat(first).isSameAs(fetched);
        assertThat(second).usingRecursiveComparison().ignoringFields("headers").isEqualTo(fetched);
        assertThat(second.headers()).isEmpty();
    }

    @Test
    void bytesWithHeadersAreCopiedEachTime() {
        ConsumerRecord<byte[], byte[]> fetched = raw(FORTY_TWO, FORTY_TWO);
        RawRecords range = FetchedRecords.raw(List.of(fetched), 8);

        bytes().deserialize(range).next().headers().remove("type");

        assertThat(bytes().deserialize(range).next().headers()).isEqualTo(fetched.headers());
        assertThat(fetched.headers()).hasSize(1);
    }

    @Test
    void everyIterationHasTheHeadersAsTheyWereFetchedHoweverFarOthersGot() {
        List<ConsumerRecord<byte[], byte[]>> fetched = List.of(
                FetchedRecords.record(P0, 5),
                FetchedRecords.record(P0, 6),
                raw(FORTY_TWO, FORTY_TWO),
                FetchedRecords.record(P0, 8));
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            RawRecords range = FetchedRecords.raw(
                    fetched.stream().map(RecordDeserializerTests::copy).toList(), 9);
            List<Iterator<ConsumerRecord<byte[], byte[]>>> iterations = new ArrayList<>();
            Set<ConsumerRecord<byte[], byte[]>> handedOut = Collections.newSetFromMap(new IdentityHashMap<>());
            for (int step = 0; step < 30; step++) {
                if (iterations.isEmpty() || random.nextInt(5) == 0) {
                    iterations.add(bytes().deserialize(range));
                }
                Iterator<ConsumerRecord<byte[], byte[]>> one = iterations.get(random.nextInt(iterations.size()));
                if (one.hasNext()) {
                    ConsumerRecord<byte[], byte[]> record = one.next();
                    assertThat(record.headers()).as("seed %d", seed).hasSize(record.offset() == 7 ? 1 : 0);
                    assertThat(handedOut.add(record)).as("seed %d", seed).isTrue();
                    record.headers().remove("type").add("seen", FORTY_TWO).add("seen", FORTY_TWO);
                }
            }
        }
    }

    @Test
    void makesAPairOfItsOwnAndClosesIt() {
        @SuppressWarnings("unchecked")
        Deserializer<String> values = mock(Deserializer.class);

        deserializer(values).close();

        then(values).should().close();
    }

    private static RecordDeserializer<byte[], byte[]> bytes() {
        return new RecordDeserializer<>(new Deserializers<>(ByteArrayDeserializer::new, ByteArrayDeserializer::new));
    }

    private static <K, V> ConsumerRecord<K, V> read(
            RecordDeserializer<K, V> deserializer, ConsumerRecord<byte[], byte[]> raw) {
        return deserializer
                .deserialize(FetchedRecords.raw(List.of(raw), raw.offset() + 1))
                .next();
    }

    private static ConsumerRecord<byte[], byte[]> copy(ConsumerRecord<byte[], byte[]> raw) {
        return new ConsumerRecord<>(
                raw.topic(),
                raw.partition(),
                raw.offset(),
                raw.timestamp(),
                raw.timestampType(),
                raw.serializedKeySize(),
                raw.serializedValueSize(),
                raw.key(),
                raw.value(),
                new RecordHeaders(raw.headers()),
                raw.leaderEpoch());
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
