/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import io.directstream.consumer.Deserializers;
import io.directstream.consumer.RawRecords;
import io.directstream.consumer.RecordDeserializer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What a record costs that a worker deserializes. */
@State(Scope.Benchmark)
public class DeserializerBenchmark {

    private static final byte[] KEY = "customer-4711".getBytes(StandardCharsets.UTF_8);

    private static final byte[] VALUE = "x".repeat(100).getBytes(StandardCharsets.UTF_8);

    private final RecordDeserializer<byte[], byte[]> toBytes =
            new RecordDeserializer<>(new Deserializers<>(ByteArrayDeserializer::new, ByteArrayDeserializer::new));

    private final RecordDeserializer<String, String> toStrings =
            new RecordDeserializer<>(new Deserializers<>(StringDeserializer::new, StringDeserializer::new));

    private final ConsumerRecord<byte[], byte[]> plain = record(new RecordHeaders());

    private final ConsumerRecord<byte[], byte[]> traced = record(new RecordHeaders()
            .add(
                    "traceparent",
                    "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01".getBytes(StandardCharsets.US_ASCII)));

    /** Bytes stay bytes: what is left is our own cost. */
    @Benchmark
    public ConsumerRecord<byte[], byte[]> bytes() {
        return toBytes.deserialize(only(plain)).next();
    }

    /** Key and value become text. */
    @Benchmark
    public ConsumerRecord<String, String> strings() {
        return toStrings.deserialize(only(plain)).next();
    }

    /** As bytes, with one header. */
    @Benchmark
    public ConsumerRecord<byte[], byte[]> withHeader() {
        return toBytes.deserialize(only(traced)).next();
    }

    private static RawRecords only(ConsumerRecord<byte[], byte[]> record) {
        return new RawRecords(List.of(record), record.offset() + 1, null, KEY.length + VALUE.length, false);
    }

    private static ConsumerRecord<byte[], byte[]> record(Headers headers) {
        return new ConsumerRecord<>(
                "orders",
                0,
                42,
                0,
                TimestampType.CREATE_TIME,
                KEY.length,
                VALUE.length,
                KEY,
                VALUE,
                headers,
                Optional.of(0));
    }
}
