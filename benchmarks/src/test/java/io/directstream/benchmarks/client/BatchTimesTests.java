/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.benchmarks.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.directstream.offset.StoreOutcome;
import io.directstream.stream.BatchOutcome;
import io.directstream.stream.BatchResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class BatchTimesTests {

    private final List<BatchPart> parts = new ArrayList<>();

    private final BatchTimes times = new BatchTimes(new RecordSink() {
        @Override
        public void accept(Iterable<ConsumerRecord<byte[], byte[]>> records) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void batchPart(BatchPart part) {
            parts.add(part);
        }
    });

    /** Both batches are over before the tests begin. */
    private final Instant first = Instant.now().minusSeconds(10);

    private final Instant second = Instant.now().minusSeconds(5);

    @Test
    void anAnswerBelongsToTheDeliveryBeforeIt() {
        finished(first);
        answered(Duration.ofMinutes(1));

        assertThat(dues()).containsExactly(Stamp.micros(first), Stamp.micros(first));
    }

    @Test
    void anAnswerThatComesBeforeItsDeliveryIsReportedBelongsToThatDelivery() {
        finished(first);
        answered(Duration.ZERO);
        assertThat(dues()).as("whose it is shows later").hasSize(1);

        finished(second);

        assertThat(dues()).containsExactly(Stamp.micros(first), Stamp.micros(second), Stamp.micros(second));
    }

    private List<Long> dues() {
        return parts.stream().map(BatchPart::dueMicros).toList();
    }

    private void answered(Duration duration) {
        times.storeAnswered("bench", "kafka", StoreOutcome.STORED, duration);
    }

    private void finished(Instant due) {
        times.batchFinished(new BatchResult(
                1, "bench", List.of(), 1, BatchOutcome.COMPLETED, due, Duration.ZERO, Duration.ofMillis(10), null));
    }
}
