/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FetchTallyTests {

    private static final TopicPartition P0 = new TopicPartition("orders", 0);

    private static final TopicPartition P1 = new TopicPartition("orders", 1);

    private final FetchTally tally = new FetchTally();

    private final CountingDeserializer keys = deserializer(true);

    private final CountingDeserializer values = deserializer(false);

    private final Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> polled = new HashMap<>();

    @Test
    void saysOfEachPartitionWhatItsRecordsHold() {
        fetch(P0, 3, 10);
        fetch(P0, null, 100);
        fetch(P1, 4, null);

        assertThat(split()).satisfies(parts -> {
            assertThat(parts.get(P0).bytes()).isEqualTo(1 + 3 + 10 + 1 + 100);
            assertThat(parts.get(P1).bytes()).isEqualTo(1 + 4);
            assertThat(parts.get(P0).records()).hasSize(2);
        });
    }

    @Test
    void isExactWhateverWasFetched() {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            boolean tombstones = random.nextBoolean();
            tally.reset();
            polled.clear();
            for (int i = random.nextInt(40); i > 0; i--) {
                Integer key = random.nextBoolean() ? random.nextInt(20) : null;
                Integer value = tombstones && random.nextInt(4) == 0 ? null : (Integer) random.nextInt(500);
                fetch(new TopicPartition("orders", random.nextInt(4)), key, value, headers(random.nextInt(30)));
            }

            Map<TopicPartition, FetchedPart> parts = split();

            assertThat(parts.keySet()).as("seed %d", seed).isEqualTo(polled.keySet());
            for (Map.Entry<TopicPartition, FetchedPart> part : parts.entrySet()) {
                List<ConsumerRecord<byte[], byte[]>> records = part.getValue().records();
                assertThat(part.getValue().bytes()).as("seed %d", seed).isEqualTo(RawRecords.sizeOf(records));
                if (part.getValue().bare()) {
                    assertThat(records)
                            .as("seed %d", seed)
                            .allMatch(record -> record.headers().toArray().length == 0);
                }
            }
        }
    }

    @Test
    void knowsThatRecordsHaveNoHeaders() {
        fetch(P0, 3, 10);

        assertThat(split().get(P0).bare()).isTrue();
    }

    @Test
    void aSingleRecordWithHeadersIsNotOverlooked() {
        fetch(P0, 3, 10);
        fetch(P1, 3, 10, new RecordHeaders().add("type", new byte[] {1}));

        assertThat(split().get(P1).bare()).isFalse();
    }

    @Test
    void theHeadersOfARecordWithoutKeyAndValueAreNotOverlooked() {
        fetch(P0, 3, 10);
        fetch(P0, null, null, new RecordHeaders().add("type", new byte[] {1}));

        assertThat(split().get(P0).bare()).isFalse();
    }

    @Test
    void recordsThatNoDeserializerCountedAreLookedAt() {
        fetch(P0, 3, 10);
        tally.reset();

        assertThat(split().get(P0).bytes()).isEqualTo(1 + 3 + 10);
    }

    private Map<TopicPartition, FetchedPart> split() {
        return tally.split(new ConsumerRecords<>(polled, Map.of()));
    }

    private void fetch(TopicPartition partition, @Nullable Integer key, @Nullable Integer value) {
        fetch(partition, key, value, new RecordHeaders());
    }

    /** As the Kafka consumer does it: what is null is not deserialized. */
    private void fetch(TopicPartition partition, @Nullable Integer key, @Nullable Integer value, Headers headers) {
        List<ConsumerRecord<byte[], byte[]>> records = polled.computeIfAbsent(partition, none -> new ArrayList<>());
        records.add(new ConsumerRecord<>(
                partition.topic(),
                partition.partition(),
                records.size(),
                0,
                TimestampType.CREATE_TIME,
                key == null ? -1 : key,
                value == null ? -1 : value,
                key == null ? null : keys.deserialize(partition.topic(), headers, new byte[key]),
                value == null ? null : values.deserialize(partition.topic(), headers, new byte[value]),
                headers,
                Optional.empty()));
    }

    private static Headers headers(int dice) {
        return dice == 0 ? new RecordHeaders().add("type", new byte[] {1}) : new RecordHeaders();
    }

    private CountingDeserializer deserializer(boolean isKey) {
        CountingDeserializer deserializer = new CountingDeserializer();
        deserializer.configure(Map.of(CountingDeserializer.TALLY, tally), isKey);
        return deserializer;
    }
}
