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
import io.directstream.read.RangeReadException.Reason;
import io.directstream.testing.KafkaCluster;
import io.directstream.testing.TestTopics;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The broker that leads a partition does not answer, or is stopped. */
@DisplayName("I7: bounded")
class UnreachableLeaderTests {

    private static final RangeReadOptions IMPATIENT = RangeReadOptions.DEFAULT
            .withMaxFetchBytes(1_024)
            .withReadTimeout(Duration.ofSeconds(1))
            .withCheckTimeout(Duration.ofSeconds(2));

    private static KafkaCluster cluster;

    private final TestTopics topics = new TestTopics(cluster.bootstrapServers());

    private final RecordingClients clients = new RecordingClients(cluster.bootstrapServers(), Map.of());

    private OffsetRange range;

    @BeforeAll
    static void startCluster() {
        cluster = new KafkaCluster();
    }

    @AfterAll
    static void stopCluster() {
        cluster.close();
    }

    @BeforeEach
    void makeTopic() {
        ReadingTest.await().ignoreExceptions().until(() -> {
            range = OffsetRange.create(topics.createOn(List.of(2)), 0, 0, 500);
            return true;
        });
        for (int i = 0; i < 500; i++) {
            topics.send(range.topic(), 0, "x".repeat(1_000));
        }
        topics.flush();
    }

    @AfterEach
    void closeClients() {
        cluster.proxy().heal();
        cluster.second().restart();
        topics.close();
        assertThat(clients.open).hasValue(0);
    }

    @Test
    void aStandstillBelowTheEndOfTheRangeIsAnErrorThatSaysWhy() {
        RangeReadException stalled = catchThrowableOfType(
                RangeReadException.class,
                () -> reads(IMPATIENT).read(range).forEach(records -> {
                    Iterator<ConsumerRecord<String, String>> each = records.iterator();
                    each.next();
                    cluster.proxy().stall();
                    each.forEachRemaining(record -> {});
                }));

        assertThat(stalled.reason()).isEqualTo(Reason.NO_PROGRESS);
        assertThat(stalled)
                .hasMessageContaining(range + " cannot be read on from " + stalled.position())
                .hasMessageContaining("nothing came for 1000 ms (read-timeout); broker localhost:"
                        + cluster.proxy().port())
                .hasMessageContaining("did not answer");
    }

    @Test
    void cancellingEndsAPollThatWaits() throws Exception {
        CountDownLatch stalled = new CountDownLatch(1);
        RangeReadJob<Long> job = reads(RangeReadOptions.DEFAULT.withMaxFetchBytes(1_024))
                .read(range)
                .start(records -> {
                    Iterator<ConsumerRecord<String, String>> each = records.iterator();
                    each.next();
                    cluster.proxy().stall();
                    stalled.countDown();
                    each.forEachRemaining(record -> {});
                    return 0L;
                });
        stalled.await();
        ReadingTest.await().until(() -> job.progress().records() > 0);
        job.cancel();

        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> job.result().get(2, TimeUnit.SECONDS))
                .havingCause()
                .isInstanceOf(RangeReadException.class);
    }

    @Test
    void aPartitionThatCannotBeCheckedIsAnErrorOfItsOwnKind() {
        cluster.proxy().stall();
        assertUnchecked("broker localhost:" + cluster.proxy().port());
        cluster.proxy().heal();

        cluster.second().stop();
        ReadingTest.await()
                .untilAsserted(() -> assertUnchecked("partition " + range.topicPartition() + " has no leader"));
    }

    private void assertUnchecked(String reason) {
        assertThatExceptionOfType(RangeReadException.class)
                .isThrownBy(() -> reads(IMPATIENT).read(range).count())
                .withMessageContaining(range + ": " + reason)
                .satisfies(failure -> assertThat(failure.reason()).isEqualTo(Reason.UNCHECKED));
    }

    private RangeReads<String, String> reads(RangeReadOptions options) {
        return new RangeReads<>(clients, ReadingTest.STRINGS, options, RangeReadObserver.NONE, StreamClock.SYSTEM);
    }
}
