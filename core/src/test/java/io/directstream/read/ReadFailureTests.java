/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.directstream.OffsetRange;
import io.directstream.StreamClock;
import io.directstream.consumer.Deserializers;
import io.directstream.read.RangeReadException.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordDeserializationException;
import org.apache.kafka.common.serialization.IntegerDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReadFailureTests extends ReadingTest {

    private static final RangeReadOptions SMALL_FETCHES = RangeReadOptions.DEFAULT.withMaxFetchBytes(1_024);

    @AfterEach
    void nothingIsLeftOpen() {
        assertThat(clients.open).hasValue(0);
    }

    @Test
    void recordsThatAreDeletedMeanwhileAreNamed() {
        String topic = large(500);

        RangeReadException gone = catchThrowableOfType(
                RangeReadException.class,
                () -> reads(SMALL_FETCHES).read(range(topic, 0, 500)).forEach(records -> {
                    Iterator<ConsumerRecord<String, String>> each = records.iterator();
                    each.next();
                    topics.admin()
                            .deleteRecords(Map.of(new TopicPartition(topic, 0), RecordsToDelete.beforeOffset(490)))
                            .all()
                            .get();
                    each.forEachRemaining(record -> {});
                }));

        assertThat(gone.reason()).isEqualTo(Reason.GONE);
        assertThat(gone)
                .hasMessageContaining(topic + "-0@[0,500) cannot be read on from " + gone.position())
                .hasMessageContaining("the records up to 490 are gone, the log of " + topic + "-0 begins at 490 now");
        assertThat(gone.range()).isEqualTo(range(topic, 0, 500));
        assertThat(gone.position()).isBetween(1L, 489L);
    }

    @Test
    void aTopicThatIsDeletedMeanwhileEndsTheReadLongBeforeItsTimeout() {
        String topic = large(500);
        long begin = System.nanoTime();

        assertThatExceptionOfType(RangeReadException.class)
                .isThrownBy(() -> reads(SMALL_FETCHES)
                        .read(range(topic, 0, 500))
                        .forEach(records -> {
                            Iterator<ConsumerRecord<String, String>> each = records.iterator();
                            each.next();
                            topics.delete(topic);
                            each.forEachRemaining(record -> {});
                        }))
                .withMessageContaining(topic + "-0@[0,500) cannot be read on from ")
                .withMessageEndingWith("partition " + topic + "-0 does not exist any more")
                .satisfies(failure -> assertThat(failure.reason()).isEqualTo(Reason.GONE));
        assertThat(System.nanoTime() - begin)
                .isLessThan(RangeReadOptions.DEFAULT.readTimeout().toNanos() / 2);
    }

    @Test
    void cancellingEndsFunctionsAtTheirNextRecord() throws Exception {
        String topic = filled(4, 100);
        CountDownLatch begun = new CountDownLatch(2);
        CountDownLatch cancelled = new CountDownLatch(1);
        AtomicLong after = new AtomicLong();

        RangeReadJob<Long> job = reads().read(all(topic, 4, 100)).concurrency(2).start(records -> {
            Iterator<ConsumerRecord<String, String>> each = records.iterator();
            each.next();
            begun.countDown();
            cancelled.await();
            each.next();
            return after.incrementAndGet();
        });
        begun.await();
        job.cancel();
        cancelled.countDown();

        assertEnds(job, Reason.CANCELLED);
        assertThat(after).hasValue(0);
        assertThat(clients.seeks).hasSize(2);
        job.cancel();
    }

    @Test
    void cancellingInterruptsAFunctionThatGoesOn() {
        String topic = filled(1, 10);
        CountDownLatch begun = new CountDownLatch(1);

        RangeReadJob<Long> job = reads().read(range(topic, 0, 10)).start(records -> {
            records.iterator().next();
            begun.countDown();
            new CountDownLatch(1).await();
            return 0L;
        });
        await().until(() -> begun.getCount() == 0);
        job.cancel();

        assertEnds(job, Reason.CANCELLED);
    }

    @Test
    void theDeadlineEndsTheReadAndTellsHowFarItCame() {
        String topic = filled(2, 10);

        RangeReadException late = catchThrowableOfType(
                RangeReadException.class,
                () -> reads().read(all(topic, 2, 10))
                        .concurrency(1)
                        .deadline(Duration.ofMillis(1_500))
                        .forEach(records -> {
                            if (records.offsetRange().partition() == 1) {
                                Iterator<ConsumerRecord<String, String>> each = records.iterator();
                                each.next();
                                await().until(() -> {
                                    each.next();
                                    return !each.hasNext();
                                });
                                new CountDownLatch(1).await();
                            }
                        }));

        assertThat(late.reason()).isEqualTo(Reason.DEADLINE);
        assertThat(late)
                .hasMessageContaining("not done within 1500 ms: of 2 ranges 1 were read")
                .hasMessageContaining(topic + "-1@[0,10) at 10");
    }

    @Test
    void aWaitingThreadThatIsInterruptedCancelsTheRead() throws Exception {
        String topic = filled(1, 10);
        CountDownLatch begun = new CountDownLatch(1);
        var caller = Executors.newSingleThreadExecutor();
        var read = caller.submit(() -> reads().read(range(topic, 0, 10)).map(records -> {
            begun.countDown();
            new CountDownLatch(1).await();
            return 1;
        }));
        begun.await();
        caller.shutdownNow();

        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> read.get(10, TimeUnit.SECONDS))
                .withCauseInstanceOf(InterruptedException.class);
    }

    @Test
    void aFailingRangeEndsTheOthers() {
        String topic = filled(2, 100);
        CountDownLatch begun = new CountDownLatch(2);
        List<RangeReadException> ended = new ArrayList<>();

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> reads().read(all(topic, 2, 100))
                        .concurrency(2)
                        .forEach(records -> {
                            Iterator<ConsumerRecord<String, String>> each = records.iterator();
                            each.next();
                            begun.countDown();
                            begun.await();
                            if (records.offsetRange().partition() == 0) {
                                throw new IllegalStateException("poison");
                            }
                            ended.add(catchThrowableOfType(
                                    RangeReadException.class,
                                    () -> await().until(() -> {
                                        records.offsetRange();
                                        each.next();
                                        return false;
                                    })));
                        }))
                .withMessage("poison");
        assertThat(ended).hasSize(1);
        assertThat(ended.get(0)).hasMessageContaining("the read ended: poison");
    }

    @Test
    void aRecordThatCannotBeDeserializedIsNamed() {
        String topic = filled(1, 5);
        RangeReads<String, Integer> numbers = new RangeReads<>(
                clients,
                new Deserializers<>(StringDeserializer::new, IntegerDeserializer::new),
                RangeReadOptions.DEFAULT,
                RangeReadObserver.NONE,
                StreamClock.SYSTEM);

        assertThatExceptionOfType(RecordDeserializationException.class)
                .isThrownBy(() -> numbers.read(range(topic, 2, 5)).take(1))
                .withMessageContaining(topic + "-0@2");
        assertThat(numbers.read(range(topic, 2, 5)).count()).isEqualTo(3);
    }

    @Test
    void anObserverThatFailsChangesNothing() throws Exception {
        String topic = filled(1, 5);
        List<String> told = new ArrayList<>();
        RangeReadObserver failing = new RangeReadObserver() {
            @Override
            public void readStarted(RangeReadJob<?> job) {
                throw new IllegalStateException("expected by the test");
            }

            @Override
            public void rangeFinished(OffsetRange range, long records, long bytes, Duration took) {
                told.add(range + " with " + records);
            }

            @Override
            public void readEnded(RangeReadJob<?> job, @Nullable Throwable failure) {
                told.add("ended " + failure);
            }
        };

        long count = new RangeReads<>(clients, STRINGS, RangeReadOptions.DEFAULT, failing, StreamClock.SYSTEM)
                .read(range(topic, 0, 5))
                .count();

        assertThat(count).isEqualTo(5);
        assertThat(told).containsExactly(topic + "-0@[0,5) with 5", "ended null");
    }

    private static void assertEnds(RangeReadJob<?> job, Reason reason) {
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> job.result().get(5, TimeUnit.SECONDS))
                .havingCause()
                .isInstanceOfSatisfying(
                        RangeReadException.class,
                        ended -> assertThat(ended.reason()).isEqualTo(reason));
    }

    private static List<OffsetRange> all(String topic, int partitions, long until) {
        List<OffsetRange> ranges = new ArrayList<>();
        for (int partition = 0; partition < partitions; partition++) {
            ranges.add(OffsetRange.create(topic, partition, 0, until));
        }
        return ranges;
    }
}
