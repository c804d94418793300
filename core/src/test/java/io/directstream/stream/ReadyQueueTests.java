/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import static io.directstream.stream.Ranges.P0;
import static io.directstream.stream.Ranges.P1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.directstream.testing.FetchedRecords;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.WakeupException;
import org.junit.jupiter.api.Test;

class ReadyQueueTests {

    private static final long LONG = Duration.ofMinutes(1).toMillis();

    private final ReadingFixture fixture = new ReadingFixture();

    private final ReadyQueue ready = fixture.table.ready();

    @Test
    void ofSeveralPartitionsTheWorkerThatBroughtThemTakesOneAndWakesAnotherForTheNext() {
        fixture.begin(P0, 0);
        fixture.begin(P1, 0);
        Thread worker = waitingWorker();
        List<ConsumerRecord<byte[], byte[]>> both = new ArrayList<>(FetchedRecords.records(P0, 0, 2));
        both.addAll(FetchedRecords.records(P1, 0, 2));

        fixture.kafka.add(both);
        fixture.poll();

        assertThatItWakes(worker);
        assertThat(fixture.table.claim()).isNotEmpty();
        assertThat(fixture.table.claim()).isNotEmpty();
        assertThat(fixture.table.claim()).isEmpty();
    }

    @Test
    void aWorkerIsWokenByAnAcknowledgementThatItsPartitionWaitedFor() {
        fixture.begin(P0, 0);
        fixture.arrive(P0, 0, 10);
        PlannedRange first = fixture.take(1);
        fixture.finish(first);
        fixture.finish(fixture.take(1));
        assertThat(fixture.table.claim()).isEmpty();
        Thread worker = waitingWorker();

        fixture.acknowledge(first);

        assertThatItWakes(worker);
        assertThat(fixture.table.claim()).isNotEmpty();
    }

    @Test
    void aWorkerInsideAPollIsWokenWhereNoneWaits() {
        fixture.begin(P0, 0);
        fixture.arrive(P0, 0, 10);
        PlannedRange running = fixture.take(1);
        assertThat(ready.beginPolling(fixture.fetcher())).isTrue();

        fixture.finish(running);

        assertThatThePollReturnsAtOnce();
    }

    @Test
    void aPollThatEndedIsNotWoken() {
        fixture.begin(P0, 0);
        fixture.arrive(P0, 0, 10);
        PlannedRange running = fixture.take(1);
        ready.beginPolling(fixture.fetcher());
        ready.endPolling(fixture.fetcher());

        fixture.finish(running);

        assertThatCode(() -> fixture.kafka.poll(Duration.ZERO)).doesNotThrowAnyException();
    }

    @Test
    void nobodyPollsWhileAPartitionIsReady() {
        fixture.begin(P0, 0);
        fixture.arrive(P0, 0, 10);

        assertThat(ready.beginPolling(fixture.fetcher())).isFalse();
    }

    @Test
    void nobodyWaitsWhileAPartitionIsReady() throws Exception {
        fixture.begin(P0, 0);
        fixture.arrive(P0, 0, 10);

        ready.await(LONG);

        assertThat(fixture.table.claim()).isNotEmpty();
    }

    @Test
    void aWorkerThatWaitsTakesThePlaceOfOneThatCameBackFromItsPoll() {
        ready.beginPolling(fixture.fetcher());
        Thread worker = waitingWorker();

        ready.endPolling(fixture.fetcher());

        assertThatItWakes(worker);
    }

    @Test
    void aWorkerThatHadNothingToPollIsWokenWhenPartitionsBegin() {
        Thread worker = waitingWorker();

        fixture.begin(P0, 0);
        fixture.reading.refresh();

        assertThatItWakes(worker);
    }

    @Test
    void allWorkersAreWokenWhenReadingMayGoOn() {
        List<Thread> workers = List.of(waitingWorker(), waitingWorker());

        ready.wakeAllWorkers();

        workers.forEach(this::assertThatItWakes);
    }

    @Test
    void aStopWakesEverybody() {
        fixture.begin(P0, 0);
        ready.beginPolling(fixture.fetcher());
        Thread worker = waitingWorker();

        fixture.table.stop();

        assertThatItWakes(worker);
        assertThatThePollReturnsAtOnce();
    }

    private Thread waitingWorker() {
        Thread worker = new Thread(() -> {
            try {
                ready.await(LONG);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        });
        worker.setDaemon(true);
        worker.start();
        await().until(() -> worker.getState() == Thread.State.TIMED_WAITING);
        return worker;
    }

    private void assertThatItWakes(Thread worker) {
        await().until(() -> !worker.isAlive());
    }

    private void assertThatThePollReturnsAtOnce() {
        assertThatExceptionOfType(WakeupException.class).isThrownBy(() -> fixture.kafka.poll(Duration.ZERO));
    }
}
