/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.MemoryRecords;
import org.apache.kafka.common.record.SimpleRecord;
import org.junit.jupiter.api.Test;

class WorkloadTests {

    @Test
    void evenlyMeansAsManyInEachPartition() {
        assertThat(spread(Skew.EVEN)).containsExactlyInAnyOrderEntriesOf(Map.of(0, 30L, 1, 30L, 2, 30L, 3, 30L));
    }

    @Test
    void aHotPartitionHasHalfOfAllRecords() {
        assertThat(spread(Skew.HALF_ON_ONE)).containsExactlyInAnyOrderEntriesOf(Map.of(0, 60L, 1, 20L, 2, 20L, 3, 20L));
    }

    @Test
    void valuesAreTheSameEachTime() {
        assertThat(new Values.Words(1_024).of(7)).hasSize(1_024).isEqualTo(new Values.Words(1_024).of(7));
        assertThat(new Values.Words(1_024).of(8)).isNotEqualTo(new Values.Words(1_024).of(7));
    }

    @Test
    void wordsAreAboutHalfAsLongWhenCompressed() {
        Values values = new Values.Words(1_024);
        SimpleRecord[] records = IntStream.range(0, 60)
                .mapToObj(number -> new SimpleRecord(Topics.key(number), values.of(number)))
                .toArray(SimpleRecord[]::new);

        double plain = MemoryRecords.withRecords(Compression.NONE, records).sizeInBytes();
        double compressed =
                MemoryRecords.withRecords(Compression.lz4().build(), records).sizeInBytes();

        assertThat(plain / compressed).isBetween(1.7, 2.5);
    }

    @Test
    void theWarmUpIsHalfOfTheTopicUnlessOnePartitionWouldBeLeftOver() {
        Scenario even = Scenarios.named("p12", Settings.from(new Properties()));
        Scenario hot = Scenarios.named("hot12", Settings.from(new Properties()));

        assertThat(even.amount().warmUp()).isEqualTo(even.amount().records());
        assertThat(hot.amount().warmUp()).isEqualTo(hot.amount().records() / 8);
    }

    private static Map<Integer, Long> spread(Skew skew) {
        return IntStream.range(0, 120)
                .mapToObj(number -> skew.partition(number, 4))
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }
}
