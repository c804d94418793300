/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.directstream.OffsetRange;
import io.directstream.strategy.LocationStrategies;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RangeReadTests extends ReadingTest {

    @AfterEach
    void nothingIsLeftOpen() {
        assertThat(clients.open).hasValue(0);
    }

    @Test
    void eighteenRecordsAreTheOffsetsFromZeroToSeventeen() throws Exception {
        String topic = filled(1, 18);

        assertThat(offsets(reads().read(range(topic, 0, 18)))).isEqualTo(stretch(0, 18));
        assertThat(offsets(reads().read(range(topic, 18, 18)))).isEmpty();
        assertThatExceptionOfType(RangesRefusedException.class)
                .isThrownBy(() -> reads().read(range(topic, 18, 19)).count())
                .withMessageContaining(topic + "-0@[18,19) ends beyond the end of the log; it holds [0,18)");

        topics.fill(topic, 1, 22);
        assertThat(offsets(reads().read(range(topic, 18, 19)))).containsExactly(18L);
    }

    @Test
    void resultsComeInTheOrderOfTheRangesAndEachInOrder() throws Exception {
        String topic = filled(6, 50);
        List<OffsetRange> ranges = new ArrayList<>();
        for (int partition : new int[] {3, 0, 5, 1, 4, 2}) {
            ranges.add(OffsetRange.create(topic, partition, 30, 50));
            ranges.add(OffsetRange.create(topic, partition, 0, 30));
        }

        List<List<String>> read = reads().read(ranges)
                .concurrency(4)
                .map(records -> records.stream()
                        .map(each -> each.partition() + "@" + each.offset() + each.value())
                        .toList());

        for (int i = 0; i < ranges.size(); i++) {
            OffsetRange range = ranges.get(i);
            assertThat(read.get(i))
                    .isEqualTo(stretch(range.fromOffset(), range.untilOffset()).stream()
                            .map(offset -> range.partition() + "@" + offset + "v" + offset)
                            .toList());
        }
        assertThat(clients.made).hasValue(4);
    }

    @Test
    void rangesAreReadAtTheSameTime() throws Exception {
        String topic = filled(3, 1);
        CountDownLatch all = new CountDownLatch(3);
        List<OffsetRange> ranges = List.of(
                OffsetRange.create(topic, 0, 0, 1),
                OffsetRange.create(topic, 1, 0, 1),
                OffsetRange.create(topic, 2, 0, 1));

        reads().read(ranges).concurrency(3).forEach(records -> {
            all.countDown();
            all.await();
        });

        assertThat(all.getCount()).isZero();
    }

    @Test
    void aReturningFunctionFinishesItsRange() throws Exception {
        String topic = filled(1, 30);
        RangeReadJob<Long> job = reads().read(range(topic, 0, 20), range(topic, 20, 30))
                .concurrency(1)
                .start(records -> records.iterator().next().offset());

        assertThat(job.result().get()).containsExactly(0L, 20L);
        assertThat(job.progress().rangesDone()).isEqualTo(2);
        assertThat(job.progress().offsetsRead()).isEqualTo(30);
    }

    @Test
    void recordsCanBeIteratedOnceAndOnlyUntilTheFunctionReturned() throws Exception {
        String topic = filled(1, 10);
        AtomicReference<Iterator<ConsumerRecord<String, String>>> kept = new AtomicReference<>();

        reads().read(range(topic, 0, 10)).forEach(records -> {
            kept.set(records.iterator());
            kept.get().next();
            assertThatIllegalStateException()
                    .isThrownBy(records::iterator)
                    .withMessageContaining(topic + "-0@[0,10)")
                    .withMessageContaining("once");
        });

        assertThatIllegalStateException()
                .isThrownBy(() -> kept.get().next())
                .withMessageContaining("their function returned");
    }

    @Test
    void whatAFunctionThrowsEndsTheReadAndIsPassedOnAsItIs() {
        String topic = filled(8, 10);
        IOException thrown = new IOException("the disk is full");
        Map<Integer, Boolean> begun = new ConcurrentHashMap<>();

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> reads().read(all(topic, 8, 10)).concurrency(1).forEach(records -> {
                    begun.put(records.offsetRange().partition(), true);
                    throw thrown;
                }))
                .isSameAs(thrown);
        assertThat(begun).hasSize(1);
    }

    @Test
    void anErrorOfAFunctionIsPassedOnToo() {
        String topic = filled(1, 10);
        StackOverflowError thrown = new StackOverflowError();

        assertThatExceptionOfType(StackOverflowError.class)
                .isThrownBy(() -> reads().read(range(topic, 0, 10)).forEach(records -> {
                    throw thrown;
                }))
                .isSameAs(thrown);
    }

    @Test
    void countIsOfRecordsInAllRanges() {
        String topic = filled(4, 25);

        assertThat(reads().read(all(topic, 4, 25)).concurrency(2).count()).isEqualTo(100);
    }

    @Test
    void takeBeginsNoRangeAfterTheOneThatCompletesIt() {
        String topic = filled(4, 25);

        List<ConsumerRecord<String, String>> taken =
                reads().read(all(topic, 4, 25)).concurrency(4).take(30);

        assertThat(taken).extracting(ConsumerRecord::partition).containsOnly(0, 1);
        assertThat(taken).extracting(ConsumerRecord::offset).isEqualTo(stretch(0, 25, 0, 5));
        assertThat(clients.seeks).containsExactly(topic + "-0@0", topic + "-1@0");
        assertThat(clients.made).hasValue(1);
        assertThat(reads().read(all(topic, 4, 25)).take(1_000)).hasSize(100);
        assertThat(reads().read(all(topic, 4, 25)).take(0)).isEmpty();
    }

    @Test
    void takeAndIsEmptyFetchLittle() {
        String topic = large(2_000);

        assertThat(reads().read(range(topic, 0, 2_000)).take(3)).hasSize(3);
        assertThat(reads().read(range(topic, 0, 2_000)).isEmpty()).isFalse();
        assertThat(clients.polled.get()).as("of 2,000, and 2 MB").isLessThan(100);
    }

    @Test
    void isEmptyLooksNoFurtherThanTheFirstRecord() {
        String topic = filled(4, 5);
        List<OffsetRange> ranges = new ArrayList<>();
        ranges.add(OffsetRange.create(topic, 0, 5, 5));
        ranges.addAll(all(topic, 4, 5).subList(1, 4));

        assertThat(reads().read(ranges).isEmpty()).isFalse();
        assertThat(clients.seeks).containsExactly(topic + "-1@0");
        assertThat(reads().read(ranges.subList(0, 1)).isEmpty()).isTrue();
        assertThat(reads().read(List.of()).isEmpty()).isTrue();
    }

    @Test
    void aLongRangeIsNeverInMemoryAsAWhole() throws Exception {
        String topic = large(20_000);
        AtomicLong handedOut = new AtomicLong();
        AtomicLong most = new AtomicLong();

        long bytes = reads(RangeReadOptions.DEFAULT.withMaxFetchBytes(64 << 10))
                .read(range(topic, 0, 20_000))
                .map(records -> {
                    long sum = 0;
                    for (ConsumerRecord<String, String> record : records) {
                        most.accumulateAndGet(clients.polled.get() - handedOut.getAndIncrement(), Math::max);
                        sum += record.serializedValueSize();
                    }
                    return sum;
                })
                .get(0);

        assertThat(bytes).isGreaterThan(20_000_000);
        assertThat(handedOut).hasValue(20_000);
        assertThat(most.get()).as("records in flight").isLessThan(150);
    }

    @Test
    void progressTellsWhereEachRangeIs() throws Exception {
        String topic = filled(2, 20);
        CountDownLatch halfway = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);

        RangeReadJob<Boolean> job = reads().read(all(topic, 2, 20))
                .concurrency(1)
                .start(records -> {
                    if (records.offsetRange().partition() == 1) {
                        records.iterator().next();
                        halfway.countDown();
                        goOn.await();
                    }
                    return true;
                });
        halfway.await();
        ReadProgress progress = job.progress();
        goOn.countDown();
        job.result().get();

        assertThat(progress.rangesDone()).isEqualTo(1);
        assertThat(progress.rangesTotal()).isEqualTo(2);
        assertThat(progress.offsetsTotal()).isEqualTo(40);
        assertThat(progress.records()).isEqualTo(20);
        assertThat(progress.bytes()).isGreaterThanOrEqualTo(20L * 3);
        assertThat(progress.positions())
                .extracting(ReadProgress.RangePosition::state)
                .containsExactly(ReadProgress.State.DONE, ReadProgress.State.READING);
        assertThat(job.progress().rangesDone()).isEqualTo(2);
    }

    @Test
    void sharesAreReadByTheirInstancesOnly() throws Exception {
        String topic = filled(5, 2);
        RangeRead<String, String> read = reads().read(all(topic, 5, 2));

        List<Integer> first =
                read.share(0, 2).map(records -> records.offsetRange().partition());
        List<Integer> second =
                read.share(1, 2).map(records -> records.offsetRange().partition());

        assertThat(first).containsExactly(0, 2, 4);
        assertThat(second).containsExactly(1, 3);
        assertThat(read.ranges()).hasSize(5);
        assertThat(read.share(6, 7).count()).isZero();
    }

    @Test
    void preferBrokersIsRefusedWithTheReason() {
        RangeRead<String, String> read = reads().read(range("orders", 0, 1));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> read.location(LocationStrategies.preferBrokers()))
                .withMessageContaining("use PreferFixed");
    }

    private static List<OffsetRange> all(String topic, int partitions, long until) {
        List<OffsetRange> ranges = new ArrayList<>();
        for (int partition = 0; partition < partitions; partition++) {
            ranges.add(OffsetRange.create(topic, partition, 0, until));
        }
        return ranges;
    }
}
