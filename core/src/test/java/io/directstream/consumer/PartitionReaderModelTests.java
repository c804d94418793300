/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import io.directstream.testing.FetchedRecords;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares a reader with the plain list of its records, over random logs with gaps, fetches and limits. */
class PartitionReaderModelTests {

    private static final TopicPartition PARTITION = new TopicPartition("orders", 0);

    private static final int ROUNDS = 400;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    @DisplayName("I4, I6: every record is handed out once, in order, whatever the chunks, gaps and limits")
    void everyRecordIsHandedOutOnce(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            Log log = Log.random(random);
            ByteBudget budget = new ByteBudget(1_000, Integer.MAX_VALUE, () -> {});
            PartitionReader reader = new PartitionReader(PARTITION, log.begin, budget);
            List<Long> handedOut = new ArrayList<>();
            while (reader.position() < log.end) {
                if (random.nextBoolean()) {
                    fetch(reader, log, random);
                } else {
                    RawRecords taken = take(reader, log, random);
                    handedOut.addAll(offsets(taken.records()));
                    taken.giveBack(budget);
                }
                assertThat(budget.used())
                        .isEqualTo(RawRecords.memory(reader.bufferedRecords(), reader.bufferedBytes()));
            }
            assertThat(handedOut).as("seed %d, round %d", seed, round).isEqualTo(log.offsets(log.begin, log.end));
            assertThat(reader.bufferedRecords()).isZero();
            assertThat(budget.used()).isZero();
        }
    }

    private static void fetch(PartitionReader reader, Log log, Random random) {
        long from = reader.filledUntil();
        long until = Math.min(log.end, from + random.nextInt(12));
        if (until > from) {
            assertThat(reader.append(from, FetchedPart.of(log.records(from, until), false), until, 1))
                    .isTrue();
        }
    }

    private static RawRecords take(PartitionReader reader, Log log, Random random) {
        long from = reader.position();
        long until = Math.min(reader.filledUntil(), from + random.nextInt(20));
        int maxRecords = 1 + random.nextInt(8);
        long maxBytes = 1L + random.nextInt(60);

        RawRecords taken = reader.take(until, maxRecords, maxBytes);

        assertThat(offsets(taken.records())).isEqualTo(log.offsets(from, taken.until()));
        assertThat(taken.until()).isBetween(from, until).isEqualTo(reader.position());
        assertThat(taken.bytes()).isEqualTo(RawRecords.sizeOf(taken.records()));
        if (until > from) {
            assertThat(taken.until()).as("makes progress").isGreaterThan(from);
        }
        assertThatLimitsAreUsedUp(taken, log.records(from, until), maxRecords, maxBytes);
        return taken;
    }

    private static void assertThatLimitsAreUsedUp(
            RawRecords taken, List<ConsumerRecord<byte[], byte[]>> there, int maxRecords, long maxBytes) {
        int count = taken.records().size();
        assertThat(count).isLessThanOrEqualTo(maxRecords);
        if (count > 1) {
            assertThat(taken.bytes()).isLessThanOrEqualTo(maxBytes);
        }
        if (count == 0) {
            assertThat(there).as("at least one record").isEmpty();
        } else if (count < there.size() && count < maxRecords / 2 && taken.bytes() < maxBytes / 2) {
            assertThat(taken.bytes() + RawRecords.sizeOf(there.get(count)))
                    .as("with the next record")
                    .isGreaterThan(maxBytes);
        }
    }

    private static List<Long> offsets(List<ConsumerRecord<byte[], byte[]>> records) {
        return records.stream().map(ConsumerRecord::offset).toList();
    }

    /** A partition's log, in which some offsets have no record. */
    private record Log(long begin, long end, List<ConsumerRecord<byte[], byte[]>> all) {

        private static Log random(Random random) {
            long begin = random.nextInt(100);
            long end = begin + 1 + random.nextInt(60);
            int density = random.nextInt(101);
            List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>();
            for (long offset = begin; offset < end; offset++) {
                if (random.nextInt(100) < density) {
                    all.add(FetchedRecords.recordOf(PARTITION, offset, random.nextInt(25)));
                }
            }
            return new Log(begin, end, all);
        }

        private List<ConsumerRecord<byte[], byte[]>> records(long from, long until) {
            return all.stream()
                    .filter(record -> record.offset() >= from && record.offset() < until)
                    .toList();
        }

        private List<Long> offsets(long from, long until) {
            return PartitionReaderModelTests.offsets(records(from, until));
        }
    }
}
