/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.directstream.consumer.Deserializers;
import io.directstream.consumer.RecordDeserializer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;

class DeserializingAheadTests {

    private static final int HELPER = 1;

    private final ReadyQueue ready = new ReadyQueue(new ReentrantLock());

    private final SideWork<String, String> workers = new SideWork<>(
            ready,
            Stream.generate(() -> new RecordDeserializer<>(
                            new Deserializers<>(StringDeserializer::new, StringDeserializer::new)))
                    .limit(2)
                    .toList(),
            0);

    @Test
    void ofFewPartitionsTheHelperDeserializesTheNextOneMeanwhile() throws Exception {
        try (DeserializingAhead<String, String> ahead = new DeserializingAhead<>(ranges(3), workers)) {
            assertThat(ahead.take(0)).as("nobody can have begun").isNull();
            assertThat(jobs()).hasSize(1).allSatisfy(job -> job.run(HELPER));

            assertThat(ahead.take(1)).isNotNull();
            assertThat(jobs()).hasSize(1);
            assertThat(ahead.take(2)).as("the helper did not come").isNull();
            assertThat(jobs()).isEmpty();
        }
    }

    @Test
    void ofManyPartitionsTheHelperIsCalledAFewTimesOnly() throws Exception {
        int partitions = 2_001;
        int called = 0;
        int done = 0;
        try (DeserializingAhead<String, String> ahead = new DeserializingAhead<>(ranges(partitions), workers)) {
            for (int i = 0; i < partitions; i++) {
                done += ahead.take(i) == null ? 0 : 1;
                List<SideJob> jobs = jobs();
                called += jobs.size();
                jobs.forEach(job -> job.run(HELPER));
            }
        }

        assertThat(called).isBetween(2, 20);
        assertThat(done).as("partitions deserialized ahead").isGreaterThan(partitions * 9 / 10);
    }

    @Test
    void aHelperThatComesLateLeavesAloneWhatTheListenerBegan() throws Exception {
        List<SideJob> late;
        try (DeserializingAhead<String, String> ahead = new DeserializingAhead<>(ranges(3), workers)) {
            ahead.take(0);
            late = jobs();
            assertThat(ahead.take(1)).isNull();
            late.forEach(job -> job.run(HELPER));
            assertThat(ahead.take(2)).isNull();
        }
    }

    private List<SideJob> jobs() {
        List<SideJob> jobs = new ArrayList<>();
        for (SideJob job = ready.pollJob(); job != null; job = ready.pollJob()) {
            jobs.add(job);
        }
        return jobs;
    }

    private static List<PlannedRange> ranges(int partitions) {
        return IntStream.range(0, partitions)
                .mapToObj(partition -> Ranges.taken(new TopicPartition("orders", partition), 0, 1, 1))
                .toList();
    }
}
