/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.benchmarks.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.directstream.benchmarks.child.Figures;
import io.directstream.benchmarks.work.Work;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class SinkTests {

    @Test
    void drainingCountsWhatComesAfterTheWarmUp() throws Exception {
        DrainSink sink = new DrainSink(Amount.ofRecords(2, 3), new Work.Nothing());
        sink.accept(List.of(record(new byte[100]), record(new byte[50])));
        sink.accept(List.of(record(new byte[7]), record(new byte[8])));
        sink.accept(List.of(record(new byte[9])));
        sink.await(Duration.ofSeconds(1));

        Figures figures = sink.figures();

        assertThat(figures.get("records")).isEqualTo(3);
        assertThat(figures.get("answers")).isEqualTo(174);
        assertThat(figures.get("wallNanos")).isPositive();
        assertThat(figures.get("allocatedBytes")).isNotNegative();
    }

    @Test
    void drainingMoreThanThereIsDoesNotCount() {
        DrainSink sink = new DrainSink(Amount.ofRecords(0, 1), new Work.Nothing());
        sink.accept(List.of(record(new byte[1])));
        sink.accept(List.of(record(new byte[1])));

        assertThatIllegalStateException().isThrownBy(sink::figures).withMessageContaining("2 records were delivered");
    }

    @Test
    void aReadCountsAsAWhole() throws Exception {
        ReadSink sink = new ReadSink(Amount.ofRecords(0, 3), new Work.Nothing());

        sink.readBegins();
        sink.accept(List.of(record(new byte[100]), record(new byte[50])));
        sink.accept(List.of(record(new byte[7])));
        sink.readEnded(null);
        sink.await(Duration.ofSeconds(1));

        Figures figures = sink.figures();
        assertThat(figures.get("records")).isEqualTo(3);
        assertThat(figures.get("answers")).isEqualTo(157);
        assertThat(figures.get("wallNanos")).isPositive();
    }

    @Test
    void whatThreadsOfAReadAllocatedIsKnownAfterTheirEnd() throws Exception {
        ReadSink sink = new ReadSink(Amount.ofRecords(0, 1), new Work.Nothing());

        sink.readBegins();
        Thread thread = new Thread(() -> sink.accept(List.of(record(new byte[1 << 20]))));
        thread.start();
        thread.join();
        sink.readEnded(null);

        assertThat(sink.figures().get("allocatedBytes")).isBetween(1L << 20, 2L << 20);
    }

    @Test
    void aReadThatMissesRecordsDoesNotCount() {
        ReadSink sink = new ReadSink(Amount.ofRecords(0, 2), new Work.Nothing());

        sink.readBegins();
        sink.accept(List.of(record(new byte[1])));
        sink.readEnded(null);

        assertThatIllegalStateException().isThrownBy(sink::figures).withMessageContaining("1 records were delivered");
    }

    @Test
    void aReadThatFailsSaysWhyAtOnce() throws Exception {
        ReadSink sink = new ReadSink(Amount.ofRecords(0, 2), new Work.Nothing());
        IllegalArgumentException reason = new IllegalArgumentException();

        new BoundedRead(target -> {
                    throw reason;
                })
                .start(new Target("localhost:9", "topic", "group"), sink)
                .close();
        sink.awaitFirst(Duration.ofSeconds(1));
        sink.await(Duration.ofSeconds(1));

        assertThatIllegalStateException().isThrownBy(sink::figures).withCause(reason);
    }

    @Test
    void latencyIsCountedFromWhenARecordWasDue() throws Exception {
        LatencySink sink = new LatencySink(100);
        sink.accept(List.of(stamped(0, false)));
        long now = Stamp.nowMicros();
        // 1 s, 2 s ... 100 s ago.
        sink.accept(IntStream.rangeClosed(1, 100)
                .mapToObj(seconds -> stamped(now - seconds * 1_000_000L, true))
                .toList());
        sink.await(Duration.ofSeconds(1));

        Figures figures = sink.figures();

        assertThat(figures.get("records")).isEqualTo(100);
        assertThat(figures.get("p50Micros")).isBetween(50_000_000L, 50_999_999L);
        assertThat(figures.get("p99Micros")).isBetween(99_000_000L, 99_999_999L);
        assertThat(figures.get("maxMicros")).isBetween(100_000_000L, 100_999_999L);
    }

    @Test
    void liveKnowsTimesOfBatchesOnlyWhereItIsToldOfThem() throws Exception {
        LiveSink sink = new LiveSink(2);
        sink.accept(List.of(stamped(0, false), stamped(0, true), stamped(0, true)));
        sink.await(Duration.ofSeconds(1));

        Figures figures = sink.figures();

        assertThat(figures.get("records")).isEqualTo(2);
        assertThat(figures.get("fetches")).isZero();
        assertThat(figures.find("batches")).isEmpty();
    }

    private static ConsumerRecord<byte[], byte[]> stamped(long dueMicros, boolean measured) {
        return record(new Stamp(dueMicros, measured).toValue(100));
    }

    private static ConsumerRecord<byte[], byte[]> record(byte[] value) {
        return new ConsumerRecord<>("topic", 0, 0L, new byte[8], value);
    }
}
