/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.directstream.StreamClock;
import io.directstream.testing.TestTopics;
import io.directstream.testing.TransactionalWriter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A range is read when the position reached its end, whatever lies there. */
@DisplayName("I6: by position")
class OffsetsWithoutRecordsTests extends ReadingTest {

    @Test
    @DisplayName("committed and aborted transactions, and markers at either edge")
    void ofTransactionsOnlyTheCommittedRecordsAreRead() throws Exception {
        String topic = transactions();

        assertThat(offsets(committed().read(range(topic, 0, 18)))).isEqualTo(stretch(0, 5, 12, 17));
        assertThat(offsets(committed().read(range(topic, 5, 6)))).isEmpty();
        assertThat(offsets(committed().read(range(topic, 5, 11)))).isEmpty();
        assertThat(offsets(committed().read(range(topic, 3, 6), range(topic, 11, 13))))
                .isEqualTo(stretch(3, 5, 12, 13));
        assertThat(committed().read(range(topic, 5, 12)).isEmpty()).isTrue();
        assertThat(committed().read(range(topic, 0, 18)).count()).isEqualTo(10);
        assertThat(offsets(reads().read(range(topic, 0, 18)))).isEqualTo(stretch(0, 5, 6, 11, 12, 17));
    }

    @Test
    @DisplayName("an aborted tail at the log's end")
    void anAbortedTailIsReadToItsEnd() throws Exception {
        String topic = topics.create(1);
        try (TransactionalWriter writer = new TransactionalWriter(bootstrapServers, topic)) {
            writer.commit(5);
            writer.abort(5);
        }
        await().until(() -> topics.end(topic, 0) == 12);

        assertThat(offsets(committed().read(range(topic, 0, 12)))).isEqualTo(stretch(0, 5));
    }

    @Test
    @DisplayName("an open transaction is beyond the end for read_committed")
    void anOpenTransactionIsBeyondTheEnd() throws Exception {
        String topic = topics.create(1);
        try (TransactionalWriter writer = new TransactionalWriter(bootstrapServers, topic)) {
            writer.commit(5);
            await().until(() -> topics.end(topic, 0) == 6);
            writer.leaveOpen(2);
            assertThat(reads().bounds(Set.of(range(topic, 0, 1).topicPartition()))
                            .values())
                    .containsExactly(new PartitionBounds(0, 8));
            assertThat(committed()
                            .bounds(Set.of(range(topic, 0, 1).topicPartition()))
                            .values())
                    .containsExactly(new PartitionBounds(0, 6));
            writer.commitOpen();
        }
    }

    @Test
    @DisplayName("a compacted topic gives its survivors")
    void aCompactedTopicGivesItsSurvivorsOnly() throws Exception {
        String topic = topics.create(
                TestTopics.unique("compacted"),
                1,
                Map.of("cleanup.policy", "compact", "segment.ms", "100", "min.cleanable.dirty.ratio", "0.001"));
        for (int i = 0; i < 60; i++) {
            topics.send(new ProducerRecord<>(topic, 0, "key" + i % 7, "value" + i));
        }
        topics.flush();
        await().until(() -> {
            // Only what is before the newest segment is compacted, and only a record begins a new one.
            topics.send(new ProducerRecord<>(topic, 0, "last", "again"));
            topics.flush();
            List<Long> left = offsets(reads().read(range(topic, 0, 60)));
            return left.equals(stretch(53, 60));
        });

        assertThat(offsets(reads().read(range(topic, 0, 54)))).isEqualTo(stretch(53, 54));
        assertThat(offsets(reads().read(range(topic, 10, 40)))).isEmpty();
        assertThat(reads().read(range(topic, 0, 53)).isEmpty()).isTrue();
        assertThat(reads().read(range(topic, 0, 60)).count()).isEqualTo(7);
    }

    /** Records 0 to 4 and 12 to 16 are committed, 6 to 10 aborted; 5, 11 and 17 are markers. */
    private String transactions() {
        String topic = topics.create(1);
        try (TransactionalWriter writer = new TransactionalWriter(bootstrapServers, topic)) {
            writer.commit(5);
            writer.abort(5);
            writer.commit(5);
        }
        await().until(() -> topics.end(topic, 0) == 18);
        return topic;
    }

    private RangeReads<String, String> committed() {
        return new RangeReads<>(
                new RecordingClients(bootstrapServers, Map.of(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed")),
                STRINGS,
                RangeReadOptions.DEFAULT,
                RangeReadObserver.NONE,
                StreamClock.SYSTEM);
    }
}
